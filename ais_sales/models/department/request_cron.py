from itertools import pairwise

from odoo import api, fields, models
from odoo.fields import Domain

from .request_addressee import RANKS

LEVELS = (False, "1", "2", "3")


class Request(models.Model):
    """Every morning: deadlines that come near, overdue requests, and those that go higher."""

    _inherit = "ais.request"

    @api.model
    def _cron_remind(self):
        """Remind addressees and tell superiors, each of the same thing once."""
        requests = self._in_staff_language()
        # Companies are few, and each has its own calendar and terms.
        for company in self.env["res.company"].search(Domain.TRUE):
            for term in self.env["ais.request.term"]._ais_of(company).values():
                requests._remind(company, term)
                requests._escalate(company, term)
                self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _waiting(self, company, term, *domain):
        return self.search(
            [
                ("company_id", "=", company.id),
                ("kind", "=", term.kind),
                ("state", "in", ("submitted", "accepted")),
                ("answered_at", "=", False),
                *domain,
            ],
        )

    def _remind(self, company, term):
        today = company.ais_today()
        overdue = self._waiting(
            company, term, ("deadline", "<", today), ("reminder", "in", (False, "warned"))
        )
        overdue._replace_tasks(self.env._("Overdue request"))
        overdue.reminder = "overdue"
        if term.warn_days:
            near = self._waiting(
                company,
                term,
                ("deadline", ">=", today),
                ("deadline", "<=", company.ais_working_day(term.warn_days)),
                ("reminder", "=", False),
            )
            near._replace_tasks(self.env._("The deadline of the request is near"))
            near.reminder = "warned"

    def _replace_tasks(self, summary):
        """One task for each request, that says how it stands now."""
        self._end_tasks()
        self._notify_staff(
            [
                (request, request.user_id or request.author_id, summary, False, request.deadline)
                for request in self
            ],
            "ais_sales.mail_activity_request",
        )

    def _escalate(self, company, term):
        """Tell the superior of who does not answer, and after each term the one above (1.9)."""
        if not term.escalate_days:
            return
        for step, (former, level) in enumerate(pairwise(LEVELS), 1):
            late = self._waiting(
                company,
                term,
                ("deadline", "<", company.ais_working_day(-term.escalate_days * step)),
                ("escalation_level", "=", former),
            )
            late._raise_to(level, company)

    def _raise_to(self, level, company):
        chains = self._superiors(company)
        raised = self.filtered(lambda request: len(chains[request.id]) >= int(level))
        raised.write({"escalation_level": level, "escalated_at": fields.Datetime.now()})
        self._notify_staff(
            [
                (
                    request,
                    chains[request.id][int(level) - 1],
                    self.env._(
                        "Overdue request: %s",
                        request.user_id.name or request.partner_id.display_name,
                    ),
                    False,
                    company.ais_today(),
                )
                for request in raised
            ],
            "ais_sales.mail_activity_request",
        )

    def _superiors(self, company):
        """Those above the one who has to act, the nearest first.

        :return: dict {id of the request: list of res.users}
        """
        staff = {role: self._appointed(role, company) for role in RANKS}
        chains = {}
        for request in self:
            person = request.user_id or request.author_id
            rank = self._rank(person)
            roles = [role for role in RANKS if RANKS[role] > rank]
            # the head stands above the specialists only
            if not rank and not person.has_group("ais_sales.group_specialist"):
                roles.remove("head")
            chain = [
                (self._leader(person) if role == "head" else False) or staff[role] for role in roles
            ]
            chains[request.id] = [users for users in chain if users]
        return chains

    @api.model
    def _leader(self, person):
        """Who leads the team of a specialist."""
        # sudo: who leads which team is not for everybody to read, but the task must reach them
        return person.sudo().crm_team_member_ids.crm_team_id.user_id[:1] - person
