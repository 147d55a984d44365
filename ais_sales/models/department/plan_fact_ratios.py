from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.tools import SQL

# ratios of sums: they are reckoned of a whole group of rows, never added
RATIOS = ("percent", "needed")
SUMS = ("plan", "fact", "expected", "forecast", "gap", "value")


class PlanFact(models.Model):
    """How rows are added up: sums of one indicator, ratios as ratios of sums (2.12)."""

    _inherit = "ais.plan.fact"

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        """Sums of one indicator only, and ratios as ratios of sums."""
        name, _colon, function = aggregate_spec.partition(":")
        if name not in RATIOS and not (name in SUMS and function == "sum"):
            return super()._read_group_select(aggregate_spec, query)
        column = {
            one: self._field_to_sql(self._table, one, query)
            for one in {"plan", "fact", "date", "indicator", "kind", name} - set(RATIOS)
        }
        if name == "percent":
            value = SQL("100 * SUM(%(fact)s) / NULLIF(SUM(%(plan)s), 0)", **column)
        elif name == "needed":
            value = SQL(
                "GREATEST(SUM(%(plan)s) - SUM(%(fact)s), 0) / NULLIF(%(left)s, 0)",
                left=self._days_left(column["date"]),
                **column,
            )
        else:
            value = SQL("SUM(%s)", column[name])
        if name == "value":
            value = self._of_one(column["kind"], value)
        return self._of_one(column["indicator"], value)

    @api.model
    def _of_one(self, column, value):
        # in the order of bytes: the order of words takes longer than the sums
        word = SQL('%s COLLATE "C"', column)
        return SQL("CASE WHEN MIN(%s) = MAX(%s) THEN %s END", word, word, value)

    @api.model
    def _days_left(self, date):
        """Working days from today, or from the first month of the rows if it is to come, to the
        end of the last month of the rows.
        """
        company = self.env.company
        today = company.ais_today()
        first = today.replace(day=1)
        months = [first + relativedelta(months=number) for number in range(13)]
        days = company.resource_calendar_id._ais_working_dates(
            today, months[-1] - timedelta(days=1)
        )
        counts = [
            (
                month,
                sum(day < month for day in days),
                sum(day < month + relativedelta(months=1) for day in days),
            )
            for month in months[:-1]
        ]
        rows = SQL(", ").join(SQL("(%s::date, %s, %s)", *count) for count in counts)
        return SQL(
            """
            ((SELECT v.through FROM (VALUES %(rows)s) v(month, before, through)
               WHERE v.month = date_trunc('month', MAX(%(date)s)))
             - COALESCE((SELECT v.before FROM (VALUES %(rows)s) v(month, before, through)
               WHERE v.month = date_trunc('month', MIN(%(date)s))), 0))
            """,
            rows=rows,
            date=date,
        )
