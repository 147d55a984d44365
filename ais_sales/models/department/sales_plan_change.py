from odoo import fields, models
from odoo.tools import SQL

from .sales_plan import INDICATORS


class SalesPlanChange(models.Model):
    """What a version of a plan changes: one row for a target that is not what it was (2.12)."""

    _name = "ais.sales.plan.change"
    _description = "Change of a plan"
    _auto = False
    _order = "plan_id desc, user_id, direction_id, indicator"
    _rec_name = "indicator"
    _depends = {
        "ais.sales.plan": ["company_id", "previous_id", "state", "team_id"],
        "ais.sales.plan.line": [
            "direction_id",
            "plan_id",
            "user_id",
            *(field for field, _label in INDICATORS.values()),
        ],
    }

    plan_id = fields.Many2one("ais.sales.plan", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    team_id = fields.Many2one("crm.team", readonly=True)
    user_id = fields.Many2one("res.users", "Specialist", readonly=True)
    direction_id = fields.Many2one("ais.direction", readonly=True)
    indicator = fields.Selection(
        [(name, label) for name, (_field, label) in INDICATORS.items()],
        readonly=True,
    )
    before = fields.Float(readonly=True, aggregator=None)
    after = fields.Float(readonly=True, aggregator=None)
    change = fields.Float(readonly=True, aggregator=None)

    @property
    def _table_query(self):
        targets = SQL(", ").join(
            SQL("(%s, %s::numeric, %s)", name, SQL.identifier("l", field), number)
            for number, (name, (field, _label)) in enumerate(INDICATORS.items())
        )
        return SQL(
            """
            SELECT MIN(s.id) AS id, s.plan_id, p.company_id, p.team_id, s.user_id, s.direction_id,
                   s.indicator, SUM(s.before) AS before, SUM(s.after) AS after,
                   SUM(s.after) - SUM(s.before) AS change
              FROM (
                SELECT l.id::bigint * 10 + v.number AS id, l.plan_id, l.user_id, l.direction_id,
                       v.indicator, 0 AS before, COALESCE(v.target, 0) AS after
                  FROM ais_sales_plan_line l CROSS JOIN LATERAL (VALUES %(targets)s)
                       v(indicator, target, number)
                 UNION ALL
                SELECT l.id::bigint * 10 + v.number, n.id, l.user_id, l.direction_id,
                       v.indicator, COALESCE(v.target, 0), 0
                  FROM ais_sales_plan n
                  JOIN ais_sales_plan_line l ON l.plan_id = n.previous_id
            CROSS JOIN LATERAL (VALUES %(targets)s) v(indicator, target, number)
              ) s
              JOIN ais_sales_plan p ON p.id = s.plan_id AND p.previous_id IS NOT NULL
             GROUP BY s.plan_id, p.company_id, p.team_id, s.user_id, s.direction_id, s.indicator
            HAVING SUM(s.before) != SUM(s.after)
            """,
            targets=targets,
        )
