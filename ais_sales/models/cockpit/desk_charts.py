from datetime import timedelta

from odoo import api, models

from ..receivable.receivable import BUCKETS

WEEKS = 12
GROUPS = 8


class Desk(models.AbstractModel):
    """The charts of the director's desk, each out of one query (2.4, 2.10, 2.11, 2.12, 2.15)."""

    _inherit = "ais.desk"

    @api.model
    def _block_gauge(self, users):
        """Invoiced against the plan of the month, and what is forecast.

        :param users: res.users whose figures are added up; None for the whole department
        """
        row = self._invoiced(users)
        plan = row["plan"]
        title = self.env._("Plan of the month")
        return {
            "key": "gauge",
            "kind": "gauge",
            "title": title,
            "percent": round(100 * row["fact"] / plan) if plan else None,
            "forecast_percent": round(100 * row["forecast"] / plan) if plan else None,
            "lines": [
                [self.env._("Plan"), self._money(round(plan))],
                [self.env._("Invoiced"), self._money(round(row["fact"]))],
                [self.env._("Forecast"), self._money(round(row["forecast"]))],
                [self.env._("Needed a day"), self._money(round(row["needed"]))],
            ],
            "empty": self.env._("No plan has been set for this month yet."),
            "all": self._all(
                title,
                "ais.plan.fact",
                [] if users is None else [("user_id", "in", users.ids)],
                "ais_plan_fact_action",
            ),
        }

    @api.model
    def _invoiced(self, users):
        found = self.env["ais.regulation.measure"]._plan_of_month()
        keys = [False] if users is None else users.ids
        rows = [found[key]["invoiced"] for key in keys if key in found]
        return {
            name: sum(row[name] or 0 for row in rows)
            for name in ("plan", "fact", "forecast", "needed")
        }

    @api.model
    def _block_sla(self, scope):
        """Share of first responses in time by week."""
        today = self.env.company.ais_today()
        since = today - timedelta(weeks=WEEKS - 1, days=today.weekday())
        domain = [("received_at", ">=", self.env.company.ais_day_begins(since)), *scope]
        rows = self.env["ais.inquiry.report"]._read_group(
            domain,
            ["received_at:week"],
            ["in_time:avg"],
            order="received_at:week",
        )
        return self._chart(
            "sla",
            self.env._("Answered in time by week, %"),
            "line",
            [(self._day(week), share or 0) for week, share in rows],
            self._all("", "ais.inquiry.report", domain, "ais_inquiry_report_action"),
            empty=self.env._("No inquiry has come in for weeks."),
            top=100,
        )

    @api.model
    def _block_funnel(self, scope):
        """Inquiries by stage, the open ones."""
        domain = [("type", "=", "opportunity"), ("won_status", "=", "pending"), *scope]
        rows = self.env["crm.lead"]._read_group(domain, ["stage_id"], ["__count"])
        return self._chart(
            "funnel",
            self.env._("Open inquiries by stage"),
            "bar",
            [(stage.name, count) for stage, count in rows],
            self._all("", "crm.lead", domain),
            empty=self.env._("No inquiry is open."),
            is_horizontal=True,
        )

    @api.model
    def _block_ageing(self, scope):
        """Debts by age."""
        domain = [("bucket", "!=", "credit"), *scope]
        rows = dict(
            self.env["ais.receivable"]._read_group(domain, ["bucket"], ["amount:sum"]),
        )
        labels = dict(
            self.env["ais.receivable"]._fields["bucket"]._description_selection(self.env),
        )
        return self._chart(
            "ageing",
            self.env._("Receivables by age"),
            "bar",
            [(labels[key], rows.get(key, 0)) for key, _label in BUCKETS if key != "credit"],
            self._all("", "ais.receivable", domain, "ais_receivable_action"),
            empty=self.env._("Nobody owes anything."),
        )

    @api.model
    def _block_fill(self):
        """Seats taken and free in the groups that begin next."""
        domain = [
            ("state", "in", ("open", "guaranteed")),
            ("date_start", ">=", self.env.company.ais_today()),
        ]
        groups = self.env["ais.course.group"].search(domain, order="date_start, id", limit=GROUPS)
        title = self.env._("Next groups: seats taken and free")
        return {
            "key": "fill",
            "kind": "chart",
            "type": "bar",
            "is_stacked": True,
            "is_horizontal": True,
            "title": title,
            "labels": [f"{self._day(one.date_start)} · {one.code}" for one in groups],
            "datasets": [
                self._dataset(self.env._("Taken"), groups.mapped("seats_taken"), "main"),
                self._dataset(self.env._("Free"), groups.mapped("seats_available"), "muted"),
            ],
            "empty": self.env._("No group is open for enrolment: make a series of groups."),
            "all": self._all(title, "ais.course.group", domain, "ais_course_group_action"),
        }

    @api.model
    def _chart(self, key, title, kind, points, behind, *, empty, **more):
        return {
            "key": key,
            "kind": "chart",
            "type": kind,
            "title": title,
            "labels": [label for label, _value in points],
            "datasets": [self._dataset(title, [value for _label, value in points], "main")]
            if any(value for _label, value in points)
            else [],
            "empty": empty,
            "all": {**behind, "name": title},
            **more,
        }
