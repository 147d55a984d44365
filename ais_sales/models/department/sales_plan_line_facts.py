from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from .sales_plan import INDICATORS


class SalesPlanLine(models.Model):
    """What has come of a line of a plan, by the documents of its period (2.12)."""

    _inherit = "ais.sales.plan.line"

    fact_invoiced = fields.Monetary(
        "Invoiced, fact",
        compute="_compute_facts",
        help="Posted invoices less credit notes, by the day of the invoice.",
    )
    fact_paid = fields.Monetary(
        "Paid, fact",
        compute="_compute_facts",
        help="Payments on invoices of the specialist, by the day of the payment.",
    )
    fact_seats = fields.Integer(
        "Seats, fact",
        compute="_compute_facts",
        help="Confirmed seats, by the day of their confirmation.",
    )
    fact_clients = fields.Integer(
        "New clients, fact",
        compute="_compute_facts",
        help="Clients whose first invoice was posted in the period.",
    )
    fact_offers = fields.Integer(
        "Proposals, fact",
        compute="_compute_facts",
        help="Proposals, by the day on which they were first sent.",
    )
    percent_invoiced = fields.Float("Invoiced, %", compute="_compute_facts", digits=(16, 1))
    percent_paid = fields.Float("Paid, %", compute="_compute_facts", digits=(16, 1))
    percent_seats = fields.Float("Seats, %", compute="_compute_facts", digits=(16, 1))
    percent_clients = fields.Float("New clients, %", compute="_compute_facts", digits=(16, 1))
    percent_offers = fields.Float("Proposals, %", compute="_compute_facts", digits=(16, 1))

    @api.depends(
        "plan_id.date_from",
        "plan_id.date_to",
        "user_id",
        "direction_id",
        *(field for field, _label in INDICATORS.values()),
    )
    def _compute_facts(self):
        facts = self._origin._read_facts()
        for line in self:
            own = facts.get(line._origin.id, {})
            for name, (field, _label) in INDICATORS.items():
                value = own.get(name, 0.0)
                line[f"fact_{name}"] = value
                line[f"percent_{name}"] = 100 * value / line[field] if line[field] else 0.0

    def _read_facts(self):
        """Facts of lines in one query; a line without a direction has those of all directions
        that have no line of their own.

        :return: dict {line id: {indicator: value}}
        """
        if not self:
            return {}
        self.flush_model()
        self.env["ais.sales.plan"]._ais_flush()
        span = (min(self.mapped("date_from")), max(self.mapped("date_to")))
        facts = self.env["ais.plan.fact"]
        rows = facts._ais_rows(span, self.company_id, with_expected=False)
        found = defaultdict(dict)
        for line_id, indicator, fact in self.env.execute_query(
            SQL(
                """
                SELECT l.id, f.indicator, ROUND(SUM(f.fact), 2)
                  FROM ais_sales_plan_line l
                  JOIN (%s) f ON f.company_id = l.company_id AND f.user_id = l.user_id
                   AND f.date BETWEEN l.date_from AND l.date_to
                   AND (f.direction_id = l.direction_id OR l.direction_id IS NULL AND NOT EXISTS (
                       SELECT FROM ais_sales_plan_line o
                        WHERE o.plan_id = l.plan_id AND o.user_id = l.user_id
                          AND o.direction_id = f.direction_id))
                 WHERE l.id IN %s
                 GROUP BY l.id, f.indicator
                """,
                rows,
                tuple(self.ids),
            ),
        ):
            found[line_id][indicator] = float(fact)
        return found
