from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .measure_base import Shared
from .regulation_clause import RANK

TEMPLATE = "ais_sales.ais_regulation_digest_mail"
# figures of each employee in the digest, by their methods
OF_PERSON = (
    "plan_fact",
    "answered_in_time",
    "unanswered_now",
    "contacts_missed",
    "offers_sent",
    "seats_confirmed",
    "overdue",
    "reports_late",
)


class RegulationDigest(models.Model):
    """The week's letter to the director: every clause with its figure, colour and trend (2.5)."""

    _name = "ais.regulation.digest"
    _description = "Digest of the regulation"
    _inherit = ["mail.thread", "ais.system.fields.mixin"]
    _order = "date desc, id desc"

    date = fields.Date(
        "Day",
        required=True,
        readonly=True,
        default=lambda self: self.env.company.ais_today(),
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    sent_at = fields.Datetime("Sent at", readonly=True, copy=False)
    sent_to = fields.Char("To", readonly=True, copy=False)
    red_count = fields.Integer("Bad", readonly=True, copy=False)
    yellow_count = fields.Integer("Need attention", readonly=True, copy=False)
    green_count = fields.Integer("In order", readonly=True, copy=False)

    _day_unique = models.UniqueIndex("(company_id, date)", "There is a digest of this day already.")

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | set(self._fields) - {"message_follower_ids"}

    @api.depends("date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for digest in self:
            digest.display_name = self.env._(
                "Digest of %s",
                fields.Date.to_date(digest.date).strftime("%d.%m.%Y") if digest.date else "",
            )

    def action_send(self):
        """Send the digest to the director and the deputy director.

        :raise AccessError: for others than the director, the deputy and the head
        """
        if not self.env["ais.regulation.measure"]._ais_sees_all():
            raise AccessError(self.env._("The digest is the director's."))
        self.check_access("read")
        for digest in self:
            digest._send()

    def action_make(self):
        """Make today's digest and open it; a button of the list, which passes no records.

        :raise AccessError: for others than the director, the deputy and the head
        """
        if not self.env["ais.regulation.measure"]._ais_sees_all():
            raise AccessError(self.env._("The digest is the director's."))
        return self._of_today(self.env.company)._get_records_action()

    @api.model
    def _of_today(self, company):
        today = company.ais_today()
        digest = self.search([("company_id", "=", company.id), ("date", "=", today)])
        # sudo: digests are made by the system
        return digest or self.sudo().create({"date": today, "company_id": company.id}).sudo(False)

    def _send(self):
        self.ensure_one()
        requests = self.env["ais.request"]
        people = requests._appointed("director", self.company_id)
        people = (people | requests._appointed("deputy", self.company_id)).filtered("email")
        if not people:
            raise UserError(
                self.env._(
                    "Nobody gets the digest: name the director in the card of the department, and"
                    " enter his e-mail address.",
                ),
            )
        colours = [clause["colour"] for clause in self._paper()["clauses"]]
        # sudo: what is noted of a digest is the system's
        digest = self.sudo()
        digest.write(
            {
                "sent_at": fields.Datetime.now(),
                "sent_to": ", ".join(people.mapped("name")),
                **{
                    f"{colour}_count": colours.count(colour)
                    for colour in ("red", "yellow", "green")
                },
            },
        )
        digest.with_context(lang="ru_RU").message_post_with_source(
            self.env.ref(TEMPLATE),
            partner_ids=people.partner_id.ids,
            subtype_xmlid="mail.mt_comment",
            force_send=False,
        )

    def _paper(self):
        """What the digest says, in the same number of queries however many employees there are.

        :return: dict: clauses (as in `ais_cockpit`), bad (those that are red), people ([{name,
            cells: [{text, colour}]}]) and columns (names of the figures of people)
        """
        self.ensure_one()
        company = self.company_id
        # sudo: the director's letter has the figures of the whole department
        env = self.with_company(company).sudo().env
        # Some forty clauses are all there are.
        clauses = env["ais.regulation.clause"].search(Domain.TRUE)
        measures = clauses.measure_ids.with_context(ais_shared=Shared())
        numbers = {measure.id: measure._ais_numbers() for measure in measures}
        found = {measure.id: measure._ais_value(*numbers[measure.id]) for measure in measures}
        trends = env["ais.regulation.snapshot"]._ais_trends(measures)
        rows = [clause._ais_row(found, trends) for clause in clauses]
        chosen = {measure.method: measure for measure in measures}
        columns = [chosen[method] for method in OF_PERSON]
        return {
            "clauses": rows,
            "bad": sorted(
                (row for row in rows if row["colour"] in ("red", "yellow")),
                key=lambda row: -RANK[row["colour"]],
            ),
            "columns": [measure.name for measure in columns],
            "people": [
                {
                    "name": user.name,
                    "cells": [
                        self._cell(measure, numbers[measure.id], user) for measure in columns
                    ],
                }
                for user in company._ais_specialists().sorted("name")
            ],
        }

    @staticmethod
    def _cell(measure, numbers, user):
        value = measure._ais_value(*numbers, user.id)
        return {"text": measure._ais_text(value), "colour": measure._ais_colour(value)}

    @api.model
    def _cron_send(self):
        """Send the digests whose hour has come, each once a week."""
        companies = self.env["res.company"].search([("ais_digest_weekday", "!=", False)])
        for company in companies:
            now = company._ais_now()
            is_due = (
                now.weekday() == int(company.ais_digest_weekday)
                and now.hour + now.minute / 60 >= company.ais_digest_hour
            )
            digest = self.with_company(company)
            recent = self.search_count(
                [
                    ("company_id", "=", company.id),
                    ("sent_at", "!=", False),
                    ("date", ">", now.date() - relativedelta(days=6)),
                ],
            )
            if is_due and not recent:
                digest._of_today(company)._send()
            self.env["ir.cron"]._commit_progress(1)
