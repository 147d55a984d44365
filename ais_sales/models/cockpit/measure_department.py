from pytz import utc

from odoo import models

from ...tools.figure import Figure, share


class RegulationMeasure(models.Model):
    """Areas, development, reports, breaches (1.7, 2.3, 2.5, 2.20, 5.1-5.3)."""

    _inherit = "ais.regulation.measure"

    # 1.7
    def _measure_outside_areas(self):
        return Figure(
            "crm.lead",
            [("ais_is_outside", "=", True), ("won_status", "=", "pending")],
        )

    def _measure_clients_outside_areas(self):
        return Figure("res.partner", [("ais_is_outside", "=", True)])

    # 2.3: of approved goals
    def _milestones(self, *more):
        return [("goal_state", "in", ("approved", "done")), *more]

    def _measure_milestones_on_time(self):
        return share(
            "ais.development.milestone",
            # by the day that was approved, wherever a milestone was moved afterwards
            self._milestones(
                "|",
                ("done_date", "!=", False),
                ("deadline_approved", "<=", self._ais_day()),
            ),
            [("is_on_time", "=", True)],
            action="ais_development_milestone_action",
        )

    def _measure_milestones_overdue(self):
        return Figure(
            "ais.development.milestone",
            self._milestones(
                ("done_date", "=", False),
                ("deadline_approved", "<", self._ais_day()),
            ),
            action="ais_development_milestone_action",
        )

    # 2.5
    def _measure_report_age(self):
        """Days since the last report to the director was sent."""
        reports = self.env["ais.department.report"].sudo()  # sudo: the department's figure
        own = [("company_id", "=", self.env.company.id), ("sent_at", "!=", False)]
        [(last,)] = reports._read_group(own, [], ["sent_at:max"])
        zone = self.env.company.ais_timezone()
        sent = last and utc.localize(last).astimezone(zone).date()
        age = (self._ais_day() - sent).days if sent else 0
        return Figure(
            "ais.department.report",
            [("sent_at", "!=", False)],
            user="",
            bottom="__count",
            values={False: (max(age, 0), 1 if last else 0)},
            action="ais_department_report_action",
        )

    def _measure_remarks_open(self):
        return Figure(
            "ais.request",
            [("report_line_id", "!=", False), ("state", "in", ("submitted", "accepted"))],
            action="ais_request_action",
        )

    # 2.20
    def _measure_reports_late(self):
        return self._reports(("is_late", "=", True), ("date_to", ">=", self._ais_day(30)))

    def _measure_reports_due(self):
        return self._reports(
            ("state", "in", ("draft", "returned")),
            ("date_to", "<", self._ais_day()),
        )

    def _measure_reports_submitted(self):
        return self._reports(
            ("state", "in", ("submitted", "accepted")),
            ("date_to", ">=", self._ais_day(30)),
        )

    def _reports(self, *domain):
        return Figure(
            "ais.activity.report",
            list(domain),
            action="ais_activity_report_action",
        )

    # 5.1-5.3
    def _measure_breaches(self):
        return Figure(
            "ais.breach",
            [("date", ">=", self._ais_day(30))],
            action="ais_breach_action",
        )

    def _measure_breaches_undecided(self):
        return Figure("ais.breach", [("state", "!=", "decided")], action="ais_breach_action")
