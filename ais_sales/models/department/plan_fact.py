from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .plan_fact_sql import FACTS, row, within
from .plan_forecast_sql import bookings, instalments, pace, pipeline
from .sales_plan import INDICATORS

KINDS = [("plan", "Plan"), ("fact", "Fact"), ("expected", "Expected")]
# the indicators of facts, as their branches are named
EVERY_FACT = frozenset(fact.__name__ for fact in FACTS)


class PlanFact(models.Model):
    """The plan beside what came of it (2.12): one row for a document or for a month of a plan.

    Facts are the documents themselves (plan_fact_sql.py), so their sums are those of the books;
    what is still expected is told apart from them (plan_forecast_sql.py). Sums of different
    indicators are never added: money and seats have no total.
    """

    _name = "ais.plan.fact"
    _description = "Plan and fact"
    _auto = False
    _order = "date desc, id"
    _rec_name = "indicator"
    _depends = {
        "account.move": [
            "amount_total_signed",
            "commercial_partner_id",
            "invoice_date",
            "invoice_user_id",
            "move_type",
            "payment_state",
            "state",
            "ais_is_disputed",
        ],
        "account.move.line": [
            "amount_residual",
            "balance",
            "date_maturity",
            "display_type",
            "parent_state",
            "price_total",
            "product_id",
            "reconciled",
        ],
        "account.partial.reconcile": ["amount", "debit_move_id", "credit_move_id"],
        "ais.booking": [
            "amount_invoiced",
            "amount_total",
            "confirmed_on",
            "direction_id",
            "hold_until",
            "seats",
            "state",
            "user_id",
        ],
        "ais.course": ["direction_id", "product_id"],
        "ais.sales.plan": ["date_from", "date_to", "state"],
        "ais.sales.plan.line": [name for name, *_rest in INDICATORS.values()],
        "crm.lead": ["date_deadline", "expected_revenue", "probability", "user_id"],
        "crm.team.member": ["active", "crm_team_id", "user_id"],
        "sale.order": ["ais_sent_at", "user_id"],
        "sale.order.line": ["product_id"],
    }

    date = fields.Date(readonly=True, help="Of the document; of a plan, the first of the month.")
    company_id = fields.Many2one("res.company", readonly=True)
    team_id = fields.Many2one("crm.team", readonly=True)
    user_id = fields.Many2one("res.users", "Specialist", readonly=True)
    direction_id = fields.Many2one("ais.direction", readonly=True)
    indicator = fields.Selection(
        [(name, label) for name, (_field, label) in INDICATORS.items()],
        readonly=True,
    )
    kind = fields.Selection(KINDS, "Plan or fact", readonly=True)
    # figures
    value = fields.Float("Plan, fact", readonly=True, help="Of one kind: for charts.")
    plan = fields.Float(readonly=True)
    fact = fields.Float(readonly=True)
    expected = fields.Float(
        readonly=True,
        help="Seats held and confirmed without an invoice, inquiries by their probability, open"
        " instalments; clients and proposals at the pace of this month.",
    )
    forecast = fields.Float(readonly=True, help="The fact and what is expected beside it.")
    gap = fields.Float(
        "Left to the plan",
        readonly=True,
        help="The plan less the fact; below zero when the plan is exceeded.",
    )
    percent = fields.Float(
        "% of the plan", readonly=True, aggregator="avg", help="The fact in per cent of the plan."
    )
    needed = fields.Float(
        "Needed a day",
        readonly=True,
        aggregator="avg",
        help="What is left to the plan, for each working day that is left, today included.",
    )
    # where it comes from
    partner_id = fields.Many2one("res.partner", "Client", readonly=True)
    move_id = fields.Many2one("account.move", "Invoice", readonly=True)
    booking_id = fields.Many2one("ais.booking", readonly=True)
    order_id = fields.Many2one("sale.order", "Proposal", readonly=True)
    lead_id = fields.Many2one("crm.lead", "Inquiry", readonly=True)
    plan_line_id = fields.Many2one("ais.sales.plan.line", "Line of the plan", readonly=True)

    @property
    def _table_query(self):
        # made by `_search` alone: what a client sends is no tuple
        span = self.env.context.get("ais_plan_span")
        # so too: what is sent is no frozenset
        facts = self.env.context.get("ais_plan_facts")
        return self._ais_rows(
            span if isinstance(span, tuple) else (None, None),
            facts=facts if isinstance(facts, frozenset) else EVERY_FACT,
        )

    @api.model
    def _ais_rows(self, span, companies=None, with_expected=True, facts=EVERY_FACT):
        """The rows as SQL.

        :param tuple span: first and last day, or None for no limit
        :param companies: res.company whose rows are wanted; all if not given
        :param bool with_expected: whether plans and forecasts are among them, or facts only
        :param facts: indicators whose facts may be among them
        """
        # Companies are few, and their rows are held apart by a rule.
        # sudo: the day of a company that the reader may not see makes no row for him
        companies = companies or self.env["res.company"].sudo().search(Domain.TRUE)
        branches = [fact(span) for fact in FACTS if fact.__name__ in facts]
        if with_expected:
            today = max(company.ais_today() for company in companies)
            month = (today.replace(day=1), today + relativedelta(day=31))
            branches += [part(span) for part in (bookings, instalments, pipeline)]
            branches += [pace(span, month), self._plan_rows(span)]
        return SQL(
            """
            WITH course AS (
                SELECT DISTINCT ON (product_id) product_id, direction_id
                  FROM ais_course WHERE product_id IS NOT NULL ORDER BY product_id, id),
            company AS (
                SELECT * FROM (VALUES %(companies)s) v(id, zone, today, pace)),
            member AS (
                SELECT DISTINCT ON (z.id, s.user_id)
                       z.id AS company_id, s.user_id, s.crm_team_id AS team_id
                  FROM crm_team_member s
                  JOIN crm_team t ON t.id = s.crm_team_id AND t.active
                  JOIN company z ON t.company_id IS NULL OR t.company_id = z.id
                 WHERE s.active
                 ORDER BY z.id, s.user_id, t.company_id NULLS LAST, s.id)
            SELECT r.id, r.date, r.company_id, COALESCE(r.team_id, member.team_id) AS team_id,
                   r.user_id, r.direction_id, r.indicator,
                   CASE WHEN r.plan_line_id IS NOT NULL THEN 'plan'
                        WHEN r.expected != 0 THEN 'expected' ELSE 'fact' END AS kind,
                   r.plan + r.fact + r.expected AS value, r.plan, r.fact, r.expected,
                   r.fact + r.expected AS forecast, r.plan - r.fact AS gap,
                   NULL::numeric AS percent, NULL::numeric AS needed, r.partner_id, r.move_id,
                   r.booking_id, r.order_id, r.lead_id, r.plan_line_id
              FROM (%(rows)s) r
         LEFT JOIN member ON member.company_id = r.company_id AND member.user_id = r.user_id
             WHERE r.company_id IN (SELECT id FROM company)
            """,
            companies=SQL(", ").join(
                self._company_row(company, with_expected) for company in companies
            ),
            rows=SQL(" UNION ALL ").join(branches),
        )

    @api.model
    def _company_row(self, company, with_pace):
        """The company's zone and day, and how much of this month's work is still to come."""
        today = company.ais_today()
        left = passed = 0
        if with_pace:
            calendar = company.resource_calendar_id
            days = calendar._ais_working_dates(today.replace(day=1), today + relativedelta(day=31))
            passed = sum(day <= today for day in days)
            left = len(days) - passed
        return SQL(
            "(%s, %s, %s::date, %s::numeric)",
            company.id,
            str(company.ais_timezone()),
            today,
            left / passed if passed else 0,
        )

    @api.model
    def _plan_rows(self, span):
        """Plans in force by months: a month's own plan goes before its quarter's, and that before
        its year's, of which a month has an equal part.
        """
        targets = SQL(", ").join(
            SQL("(%s, l.%s::numeric, %s)", name, SQL.identifier(field), number)
            for number, (name, (field, _label)) in enumerate(INDICATORS.items())
        )
        return SQL(
            """
            SELECT %(row)s
              FROM ais_sales_plan p
              JOIN ais_sales_plan_line l ON l.plan_id = p.id
        CROSS JOIN generate_series(0, p.months - 1) g(number)
        CROSS JOIN LATERAL (VALUES %(targets)s) v(indicator, target, number)
             WHERE p.state = 'approved' AND v.target != 0 AND %(within)s
               AND NOT EXISTS (
                   SELECT FROM ais_sales_plan f
                    WHERE f.state = 'approved' AND f.months < p.months
                      AND f.company_id = p.company_id AND f.team_id = p.team_id
                      AND %(month)s BETWEEN f.date_from AND f.date_to)
            """,
            row=row(
                id=SQL("((l.id::bigint * 12 + g.number) * 5 + v.number) * 16 + 13"),
                date=(month := SQL("(p.date_from + make_interval(months => g.number))::date")),
                company_id=SQL("p.company_id"),
                team_id=SQL("p.team_id"),
                user_id=SQL("l.user_id"),
                direction_id=SQL("l.direction_id"),
                indicator=SQL("v.indicator"),
                plan=SQL("v.target / p.months"),
                plan_line_id=SQL("l.id"),
            ),
            targets=targets,
            month=month,
            within=within(month, span),
        )

    def action_open_document(self):
        """Open what the row comes from: the invoice, booking, proposal, inquiry or plan."""
        self.ensure_one()
        found = (
            self.move_id
            or self.booking_id
            or self.order_id
            or self.lead_id
            or self.plan_line_id.plan_id
        )
        return bool(found) and found._get_records_action()
