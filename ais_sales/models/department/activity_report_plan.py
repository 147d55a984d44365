from odoo import api, fields, models

# what the plan of the month says, and how far it has come, in the figures of a week
INDICATORS = ("invoiced", "paid", "seats")


class ActivityReport(models.Model):
    """A week's report has the plan of the month beside what has come of it (2.12, 2.20)."""

    _inherit = "ais.activity.report"

    plan_invoiced = fields.Float("Plan of the month: invoiced", readonly=True, aggregator=None)
    month_invoiced = fields.Float("Invoiced in the month", readonly=True, aggregator=None)
    percent_invoiced = fields.Float("Invoiced, % of the plan", compute="_compute_percents")
    plan_paid = fields.Float("Plan of the month: paid", readonly=True, aggregator=None)
    month_paid = fields.Float("Paid in the month", readonly=True, aggregator=None)
    percent_paid = fields.Float("Paid, % of the plan", compute="_compute_percents")
    plan_seats = fields.Float("Plan of the month: seats", readonly=True, aggregator=None)
    month_seats = fields.Float("Seats confirmed in the month", readonly=True, aggregator=None)
    percent_seats = fields.Float("Seats, % of the plan", compute="_compute_percents")
    has_plan = fields.Boolean("There is a plan of the month", compute="_compute_percents")

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | set(self._plan_names())

    @api.model
    def _plan_names(self):
        """The fields that hold the plan and what has come of it."""
        return [f"{kind}_{name}" for name in INDICATORS for kind in ("plan", "month")]

    @api.depends(lambda self: self._plan_names())
    def _compute_percents(self):
        for report in self:
            for name in INDICATORS:
                plan = report[f"plan_{name}"]
                report[f"percent_{name}"] = 100 * report[f"month_{name}"] / plan if plan else 0
            report.has_plan = any(report[f"plan_{name}"] for name in INDICATORS)

    @api.model
    def _facts_of_plan(self, company, last):
        """The plan of the month in which the days end, of everybody, in a constant number of
        queries.

        :param date last: the last day; of days that are not over, today counts
        :return: dict {user id: {name of a field: value}}
        """
        day = min(last, company.ais_today())
        # sudo: found for all at once by the system; each gets his own
        found = self.env["ais.sales.plan"].sudo()._ais_plan_fact(company, day=day)
        return {
            user_id: {
                f"{field}_{name}": figures[name][key]
                for name in INDICATORS
                for field, key in (("plan", "plan"), ("month", "fact"))
            }
            for user_id, figures in found.items()
        }

    def action_open_plan(self):
        """The rows of plan and fact behind the figures of the month."""
        self.ensure_one()
        self.check_access("read")
        first = fields.Date.start_of(min(self.date_to, self.company_id.ais_today()), "month")
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_plan_fact_action")
        return {
            **action,
            "domain": [
                ("user_id", "=", self.user_id.id),
                ("indicator", "in", INDICATORS),
                ("date", ">=", first),
                ("date", "<=", fields.Date.end_of(first, "month")),
            ],
            "context": {},
        }
