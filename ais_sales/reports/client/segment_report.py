from odoo import fields, models
from odoo.tools import SQL


class SegmentReport(models.Model):
    """What each segment brings: new clients, inquiries, won ones and revenue by month (2.23)."""

    _name = "ais.segment.report"
    _description = "Segment analysis"
    _auto = False
    _order = "date desc"
    _rec_name = "segment_id"

    date = fields.Date("Month", readonly=True)
    segment_id = fields.Many2one("ais.market.segment", readonly=True)
    user_id = fields.Many2one("res.users", "Specialist", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    client_count = fields.Integer("New clients", readonly=True)
    lead_count = fields.Integer("Inquiries", readonly=True)
    won_count = fields.Integer("Won", readonly=True)
    revenue = fields.Float("Revenue invoiced", readonly=True)
    revenue_before = fields.Float(
        "Revenue a year before",
        readonly=True,
        help="Invoiced in the same month of the year before: what the growth is measured by.",
    )
    growth = fields.Float(
        readonly=True,
        help="Revenue less that of the same month a year before.",
    )

    @property
    def _table_query(self):
        """One row for each event that counts; pivots and graphs add them up. Each has an id of
        its own: rows that PostgreSQL numbers itself are all made before it looks at the period.
        """
        invoiced = SQL(
            """
            FROM account_move m
            JOIN res_partner p ON p.id = m.commercial_partner_id
           WHERE m.state = 'posted' AND m.move_type IN ('out_invoice', 'out_refund')
            """,
        )
        return SQL(
            """
            SELECT e.*, e.revenue - e.revenue_before AS growth FROM (
                SELECT p.id::bigint * 4 AS id, date_trunc('month', p.create_date)::date AS date,
                       p.ais_segment_id AS segment_id, p.user_id, p.company_id,
                       1 AS client_count, 0 AS lead_count, 0 AS won_count,
                       0::numeric AS revenue, 0::numeric AS revenue_before
                  FROM res_partner p
                 WHERE p.parent_id IS NULL AND p.active AND COALESCE(p.partner_share, TRUE)
                UNION ALL
                SELECT l.id::bigint * 4 + 1, date_trunc('month', l.create_date)::date,
                       l.ais_segment_id, l.user_id, l.company_id,
                       0, 1, (l.won_status = 'won')::int, 0, 0
                  FROM crm_lead l
                UNION ALL
                SELECT m.id::bigint * 4 + 2, date_trunc('month', m.invoice_date::timestamp)::date,
                       p.ais_segment_id, m.invoice_user_id, m.company_id, 0, 0, 0,
                       m.amount_untaxed_signed, 0
                  %(invoiced)s
                UNION ALL
                SELECT m.id::bigint * 4 + 3,
                       (date_trunc('month', m.invoice_date::timestamp) + interval '1 year')::date,
                       p.ais_segment_id, m.invoice_user_id, m.company_id, 0, 0, 0, 0,
                       m.amount_untaxed_signed
                  %(invoiced)s
                   AND m.invoice_date < (date_trunc('month', now()) - interval '11 months')::date
            ) e
            """,
            invoiced=invoiced,
        )
