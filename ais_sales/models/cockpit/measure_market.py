from odoo import models
from odoo.tools import SQL

from ...tools.figure import Figure


class RegulationMeasure(models.Model):
    """The market: our prices beside theirs, and our segments (2.23)."""

    _inherit = "ais.regulation.measure"

    def _measure_price_position(self):
        """Mean difference of our price from the competitor's, of offers that are not stale."""
        offers = self.env["ais.competitor.offer"]
        self.env["product.template"].flush_model(["list_price"])
        offers.flush_model()
        domain = [
            ("course_id", "!=", False),
            ("price_unit", ">", 0),
            ("seen_on", ">=", offers._stale_limit()),
        ]
        [(count, mean)] = self.env.execute_query(
            SQL(
                """
                SELECT COUNT(*), AVG((t.list_price - o.price_unit) / o.price_unit)
                  FROM ais_competitor_offer o
                  JOIN ais_course c ON c.id = o.course_id
                  JOIN product_product p ON p.id = c.product_id
                  JOIN product_template t ON t.id = p.product_tmpl_id
                 WHERE o.active AND o.price_unit > 0 AND t.list_price > 0 AND o.seen_on >= %s
                   AND COALESCE(o.company_id, %s) = %s
                """,
                offers._stale_limit(),
                self.env.company.id,
                self.env.company.id,
            ),
        )
        return Figure(
            "ais.competitor.offer",
            domain,
            user="",
            values={False: (float(mean or 0) * count, count)},
            bottom="__count",
            action="ais_competitor_offer_action",
        )

    def _segments(self):
        return [("date", ">=", self._ais_month(12)), ("date", "<", self._ais_month())]

    def _segment_sums(self):
        """Rows of (segment, user, revenue, growth, revenue a year before)."""
        # sudo: the company's revenue as a whole
        report = self.env["ais.segment.report"].sudo()
        return self._ais_once(
            "segments",
            lambda: report._read_group(
                [*self._segments(), ("company_id", "in", (self.env.company.id, False))],
                ["segment_id", "user_id"],
                ["revenue:sum", "growth:sum", "revenue_before:sum"],
            ),
        )

    def _measure_segment_growth(self):
        values = {}
        for _segment, user, _revenue, growth, before in self._segment_sums():
            top, bottom = values.get(user.id, (0, 0))
            values[user.id] = (top + (growth or 0), bottom + (before or 0))
        return Figure(
            "ais.segment.report",
            self._segments(),
            top="growth:sum",
            bottom="revenue_before:sum",
            values=values,
            action="ais_segment_report_action",
        )

    def _measure_segment_share(self):
        """Share of the largest segment in a year's revenue: how much hangs on one."""
        revenue = {}
        for segment, _user, amount, _growth, _before in self._segment_sums():
            revenue[segment] = revenue.get(segment, 0) + (amount or 0)
        largest = max(revenue, key=revenue.get, default=self.env["ais.market.segment"])
        return Figure(
            "ais.segment.report",
            [*self._segments(), ("segment_id", "=", largest.id)],
            user="",
            values={False: (revenue.get(largest, 0), sum(revenue.values()))},
            bottom="revenue:sum",
            action="ais_segment_report_action",
        )
