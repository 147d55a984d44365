from odoo import api, models
from odoo.tools import format_datetime, formatLang


class Desk(models.AbstractModel):
    """Requests, reports, tasks and one's own plan on the desks (1.9, 2.12, 2.20)."""

    _inherit = "ais.desk"

    @api.model
    def _block_requests(self):
        return self._rows(
            "requests",
            self.env._("Requests to me"),
            "ais.request",
            domain=[("turn_user_id", "=", self.env.uid)],
            row=self._request_rows,
            order="deadline, id",
            empty=self.env._("Nobody waits for your answer."),
            action="ais_request_action",
        )

    @api.model
    def _request_rows(self, requests):
        kinds = dict(requests._fields["kind"]._description_selection(self.env))
        return [
            self._row(
                one,
                one.subject,
                f"{kinds[one.kind]} · {one.author_id.name}",
                **self._due(one.deadline),
            )
            for one in requests
        ]

    @api.model
    def _block_tasks(self):
        return self._rows(
            "tasks",
            self.env._("Tasks for today"),
            "ais.task",
            # also those of whom one stands in for
            domain=[
                "|",
                ("user_id", "=", self.env.uid),
                ("user_id.ais_is_stood_in", "=", True),
                ("date_deadline", "<=", self.env.company.ais_today()),
            ],
            row=self._task_rows,
            order="date_deadline, id",
            empty=self.env._("No task is left for today."),
            action="ais_task_action",
        )

    @api.model
    def _task_rows(self, tasks):
        return [
            {
                **self._row(
                    one,
                    one.summary or one.activity_type_id.name,
                    self._stood_in(one, one.res_name or ""),
                    **self._due(one.date_deadline),
                ),
                "model": one.res_model,
                "id": one.res_id,
                "key": one.id,
            }
            for one in tasks
        ]

    @api.model
    def _block_own_plan(self):
        user = self.env.user
        found = self.env["ais.sales.plan"]._ais_plan_fact(self.env.company, user)[user.id]
        return self._plan_block("plan", self.env._("My plan of the month"), found)

    @api.model
    def _plan_block(self, key, title, found):
        """Plan, fact and forecast of each indicator, in per cent of the plan."""
        labels = dict(
            self.env["ais.plan.fact"]._fields["indicator"]._description_selection(self.env),
        )
        rows = [
            {
                "key": indicator,
                "label": labels[indicator],
                "plan": self._plan_text(indicator, row["plan"]),
                "fact": self._plan_text(indicator, row["fact"]),
                "forecast": self._plan_text(indicator, row["forecast"]),
                "needed": self._plan_text(indicator, row["needed"]) if row["needed"] else "",
                "percent": round(row["percent"]) if row["percent"] is not None else None,
                "forecast_percent": round(100 * row["forecast"] / row["plan"])
                if row["plan"]
                else None,
            }
            for indicator, row in found.items()
            if row["plan"] or row["fact"] or row["forecast"]
        ]
        return {
            "key": key,
            "kind": "plan",
            "title": title,
            "rows": rows,
            "empty": self.env._("No plan has been set for this month: the head of sales sets it."),
            "all": self._all(title, "ais.plan.fact", [], "ais_plan_fact_action"),
        }

    @api.model
    def _plan_text(self, indicator, value):
        if indicator in ("invoiced", "paid"):
            return self._money(round(value or 0))
        value = round(value or 0, 1)
        return formatLang(self.env, value, digits=0 if value == int(value) else 1)

    @api.model
    def _block_reports(self):
        return self._rows(
            "reports",
            self.env._("My reports"),
            "ais.activity.report",
            domain=[("user_id", "=", self.env.uid), ("state", "in", ("draft", "returned"))],
            row=self._report_rows,
            order="deadline, id",
            empty=self.env._("Every report has been submitted."),
            action="ais_activity_report_action_mine",
        )

    @api.model
    def _report_rows(self, reports):
        zone = str(self.env.company.ais_timezone())
        return [
            self._row(
                one,
                one.display_name,
                self.env._("returned by the head") if one.state == "returned" else "",
                when=format_datetime(self.env, one.deadline, zone, "d MMM HH:mm"),
                colour="danger" if one.is_late else "",
                sign=self.env._("overdue") if one.is_late else "",
                buttons=(self._button("action_submit", self.env._("Hand in"), "fa-paper-plane"),),
            )
            for one in reports
        ]
