from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .crm_lead_response import ACTIVITY

BATCH = 500


class CrmLead(models.Model):
    """Time passes: deadlines come near and are missed, and people are told (2.4)."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "ais.notice.mixin"]

    @api.model
    def _cron_tick(self):
        """Bring the states of running inquiries up to now, and tell those who must act.

        One statement writes the states, and only of inquiries whose state changes.
        """
        now = fields.Datetime.now()
        self._ais_follow_calendars()
        self._ais_update_states(now)
        self.env["ir.cron"]._commit_progress(1)
        leads = self._in_staff_language()
        leads._ais_drop_alerts()
        leads._ais_alert("warned", now)
        leads._ais_alert("escalated", now)

    @api.model
    def _ais_follow_calendars(self):
        """Move the deadlines of running inquiries when working time has changed: a holiday is
        entered, the hours are others.
        """
        # sudo: parameters are read and written by the system
        params = self.env["ir.config_parameter"].sudo()
        # Teams and companies are few, and each may have its own calendar.
        teams = self.env["crm.team"].with_context(active_test=False).search(Domain.TRUE)
        companies = self.env["res.company"].search(Domain.TRUE)
        by_calendar = teams.grouped(lambda team: team._ais_calendar())
        for calendar in {*by_calendar, *companies.resource_calendar_id}:
            name = f"ais_sales.calendar_{calendar.id}"
            version = str(calendar._ais_version())
            known = params.get_param(name)
            if known == version:
                continue
            params.set_param(name, version)
            if known:
                self._ais_running_in(
                    by_calendar.get(calendar, teams.browse()),
                    companies.filtered(lambda one, own=calendar: one.resource_calendar_id == own),
                )._ais_set_deadlines()

    @api.model
    def _ais_running_in(self, teams, companies):
        """Inquiries whose clocks run in the working time of these teams and companies."""
        return self.search(
            [
                ("ais_processed_at", "=", False),
                ("ais_policy_id", "!=", False),
                "|",
                ("team_id", "in", teams.ids),
                "&",
                ("team_id", "=", False),
                ("company_id", "in", [*companies.ids, False]),
            ],
        )

    @api.model
    def _ais_update_states(self, now):
        """Write the states that are no longer true.

        :param datetime now: naive UTC
        :return: the number of inquiries changed
        """
        self.flush_model()
        changed = self.env.execute_query(
            SQL(
                """
                UPDATE crm_lead
                   SET ais_sla_state = CASE
                           WHEN ais_deadline <= %(now)s THEN 'overdue' ELSE 'at_risk' END
                 WHERE ais_processed_at IS NULL AND active
                   AND ais_risk_at <= %(now)s
                   AND ais_sla_state IS DISTINCT FROM CASE
                           WHEN ais_deadline <= %(now)s THEN 'overdue' ELSE 'at_risk' END
             RETURNING id
                """,
                now=now,
            ),
        )
        leads = self.browse(lead_id for (lead_id,) in changed)
        leads.invalidate_recordset(["ais_sla_state"], flush=False)
        return len(leads)

    @api.model
    def _ais_drop_alerts(self):
        """Take away the tasks about deadlines that were put off, kept, or are over."""
        tasks = self.env["mail.activity"].search(
            [("res_model", "=", self._name), ("activity_type_id", "=", self.env.ref(ACTIVITY).id)],
        )
        leads = self.with_context(active_test=False).search(
            [("id", "in", tasks.mapped("res_id")), ("ais_alert", "=", False)],
        )
        tasks.filtered(lambda task: task.res_id in leads.ids).unlink()

    @api.model
    def _ais_alert(self, alert, now):
        """Give tasks for inquiries that are at risk or overdue, once for each deadline.

        :param str alert: ``warned`` (the specialist) or ``escalated`` (the head)
        """
        domain = [("ais_processed_at", "=", False), ("ais_deadline", "!=", False)]
        if alert == "warned":
            domain += [
                ("ais_alert", "=", False),
                ("ais_risk_at", "<=", now),
                ("ais_deadline", ">", now),
            ]
        else:
            # not `!=`: it takes no row in which nothing stands
            domain += [("ais_alert", "in", (False, "warned")), ("ais_deadline", "<=", now)]
        remaining = self.search_count(domain)
        while leads := self.search(domain, limit=BATCH, order="ais_deadline, id"):
            leads._notify_staff(leads._ais_alert_notices(alert), ACTIVITY)
            leads.with_context(tracking_disable=True).write({"ais_alert": alert})
            remaining -= len(leads)
            if not self.env["ir.cron"]._commit_progress(len(leads), remaining=max(remaining, 0)):
                break

    def _ais_alert_notices(self, alert):
        """Who is told what of these inquiries.

        :return: list of notices for `_notify_staff`
        """
        if alert == "warned":
            return [
                (lead, lead.user_id or lead._ais_heads(), lead._ais_warning(), False, False)
                for lead in self
            ]
        return [
            (lead, lead._ais_heads() or lead.user_id, lead._ais_reproach(), False, False)
            for lead in self
        ]

    def _ais_warning(self):
        if self.ais_first_response_at:
            return self.env._("Process the inquiry until %s", self._ais_local(self.ais_deadline))
        return self.env._("Answer the inquiry until %s", self._ais_local(self.ais_deadline))

    def _ais_reproach(self):
        specialist = self.user_id.name or self.env._("nobody")
        if self.ais_first_response_at:
            return self.env._("Inquiry not processed in time: %s", specialist)
        return self.env._("Inquiry not answered in time: %s", specialist)

    def _ais_heads(self):
        """Who answers for this inquiry being answered: the team's leader, else all heads."""
        self.ensure_one()
        # sudo: a specialist may not read who leads the other teams
        leader = self.sudo().team_id.user_id
        if leader:
            return leader
        return self._staff_of("head", self.company_id or self.env.company)
