from dateutil.relativedelta import relativedelta

from odoo import models

from ...tools.figure import Figure


class RegulationMeasure(models.Model):
    """Plan and fact of the month (1.9, 2.7, 2.12, 2.14)."""

    _inherit = "ais.regulation.measure"

    def _plan_of_month(self):
        return self._ais_once(
            "plan",
            lambda: self.env["ais.sales.plan"]._ais_plan_fact(self.env.company),
        )

    def _of_plan(self, indicator, top, bottom=""):
        """A figure of the month's plan: the sums of each employee, the rest under False."""
        found = self._plan_of_month()
        values = {
            user: (rows[indicator][top], rows[indicator][bottom] if bottom else None)
            for user, rows in found.items()
        }
        above, below = values.pop(False)
        values[False] = (
            above - sum(pair[0] for pair in values.values()),
            below - sum(pair[1] for pair in values.values()) if bottom else None,
        )
        first = self._ais_month()
        return Figure(
            "ais.plan.fact",
            [
                ("date", ">=", first),
                ("date", "<", first + relativedelta(months=1)),
                ("indicator", "=", indicator),
            ],
            top=f"{top}:sum",
            bottom=bottom and f"{bottom}:sum",
            values=values,
            action="ais_plan_fact_action",
            context={"group_by": ["user_id"]},
        )

    # 1.9
    def _measure_plan_fact(self):
        return self._of_plan("invoiced", "fact", "plan")

    # 2.7
    def _measure_clients_new(self):
        return self._of_plan("clients", "fact")

    # 2.12
    def _measure_plan_paid(self):
        return self._of_plan("paid", "fact", "plan")

    def _measure_plan_forecast(self):
        return self._of_plan("invoiced", "forecast", "plan")

    # 2.14
    def _measure_invoiced(self):
        return self._of_plan("invoiced", "fact")

    def _measure_paid(self):
        return self._of_plan("paid", "fact")
