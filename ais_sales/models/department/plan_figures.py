from collections import defaultdict

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.tools import SQL

from .sales_plan import INDICATORS


class SalesPlan(models.Model):
    """Figures of plans and facts for desks, reports and the cockpit: one query each."""

    _inherit = "ais.sales.plan"

    @api.model
    def _ais_plan_fact(self, company, users=None, day=None):
        """The plan of a month and what has come of it (2.12).

        Whose figures are shown is for the caller to decide: no record rule is asked.

        :param company: res.company
        :param users: res.users, of whom each has figures, noughts included; those who have a plan
            or facts if not given
        :param date day: any day of the month; today in the company if not given
        :return: dict {user id: {indicator: {"plan", "fact", "percent", "forecast", "gap",
            "needed"}}} with the indicators of `INDICATORS`; the key False has the whole
            department, facts without a specialist included. Money is in the company's currency.
            "percent" is None without a plan; "gap" is plan less fact; "needed" is what has to be
            done on each working day that is left, today included, None when none is left
        """
        today = company.ais_today()
        first = (day or today).replace(day=1)
        last = first + relativedelta(day=31)
        days = company.resource_calendar_id._ais_working_dates(max(first, today), last)
        found = defaultdict(dict)
        for is_total, user_id, indicator, *sums in self._ais_sums(company, first, last):
            # facts without a specialist are in the total only
            if is_total or user_id:
                found[not is_total and user_id][indicator] = tuple(map(float, sums))
        ids = {user_id for user_id in found if user_id} if users is None else set(users.ids)
        left = len(days) if last >= today else 0
        return {
            user_id: {
                indicator: self._ais_figures(found[user_id].get(indicator), left)
                for indicator in INDICATORS
            }
            for user_id in (*sorted(ids), False)
        }

    @api.model
    def _ais_figures(self, sums, days_left):
        plan, fact, expected = sums or (0.0, 0.0, 0.0)
        return {
            "plan": plan,
            "fact": fact,
            "percent": 100 * fact / plan if plan else None,
            "forecast": fact + expected,
            "gap": plan - fact,
            "needed": max(plan - fact, 0.0) / days_left if days_left else None,
        }

    @api.model
    def _ais_sums(self, company, first, last):
        facts = self.env["ais.plan.fact"]
        self._ais_flush()
        rows = facts._ais_rows((first, last), company)
        return self.env.execute_query(
            SQL(
                """
                SELECT GROUPING(user_id) = 1, user_id,
                       indicator, ROUND(SUM(plan), 2), ROUND(SUM(fact), 2),
                       ROUND(SUM(expected), 2)
                  FROM (%s) f
                 GROUP BY GROUPING SETS ((user_id, indicator), (indicator))
                """,
                rows,
            ),
        )

    @api.model
    def _ais_facts(self, company, first, last):
        """What was reached from one day to another, both included (2.12).

        :param company: res.company
        :param date first: the first day
        :param date last: the last one
        :return: dict {(user id, direction id): {indicator: value}}; False stands for no user or
            no direction; an indicator without facts is left out. Money is in the company's
            currency
        """
        self._ais_flush()
        rows = self.env["ais.plan.fact"]._ais_rows((first, last), company, with_expected=False)
        found = defaultdict(dict)
        for user_id, direction_id, indicator, fact in self.env.execute_query(
            SQL(
                """
                SELECT user_id, direction_id, indicator, ROUND(SUM(fact), 2)
                  FROM (%s) f GROUP BY user_id, direction_id, indicator
                """,
                rows,
            ),
        ):
            found[user_id or False, direction_id or False][indicator] = float(fact)
        return dict(found)

    @api.model
    def _ais_flush(self):
        """Make the documents ready to be read by SQL."""
        for model, names in self.env["ais.plan.fact"]._depends.items():
            self.env[model].flush_model(names)
        self.env["ais.plan.fact"]._ais_plan_plainly()
