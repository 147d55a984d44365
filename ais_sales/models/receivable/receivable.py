from odoo import api, fields, models
from odoo.tools import SQL

BUCKETS = [
    ("credit", "Advances and credits"),
    ("current", "Not due"),
    ("d30", "1–30 days"),
    ("d60", "31–60 days"),
    ("d90", "61–90 days"),
    ("older", "Over 90 days"),
]


class Receivable(models.Model):
    """What clients owe: one row per open instalment, advances and credits below zero (2.15).

    The rows are the open journal items of the receivable accounts, so their sums are the
    partner balances of Odoo. What is asked of one client only (contacts, promises, level) stands
    in subqueries of the columns: PostgreSQL leaves them out of a grouping that does not use them.
    """

    _name = "ais.receivable"
    _description = "Receivable"
    _auto = False
    _order = "days_overdue desc, date_due, id"
    _rec_name = "move_id"
    _depends = {
        "account.move.line": [
            "account_id",
            "amount_residual",
            "amount_residual_currency",
            "date_maturity",
            "parent_state",
            "partner_id",
            "reconciled",
        ],
        "account.move": ["ais_is_disputed", "invoice_user_id", "move_type", "partner_id"],
        "account.account": ["account_type"],
        "res.partner": ["commercial_partner_id", "user_id", "ais_debt_pause_until"],
        "ais.debt.contact": ["client_id", "date", "promise_date", "promise_state"],
        "ais.dunning.notice.line": ["move_id", "level_id", "is_void"],
        "sale.order.line": ["ais_group_id", "invoice_lines", "order_id"],
        "ais.booking": ["group_id", "sale_line_id"],
    }

    company_id = fields.Many2one("res.company", readonly=True)
    client_id = fields.Many2one("res.partner", readonly=True)
    partner_id = fields.Many2one("res.partner", "Invoiced to", readonly=True)
    user_id = fields.Many2one("res.users", "Specialist", readonly=True)
    owner_id = fields.Many2one("res.users", "Keeps the client", readonly=True)
    move_id = fields.Many2one("account.move", "Document", readonly=True)
    date = fields.Date("Document date", readonly=True)
    date_due = fields.Date("Due date", readonly=True)
    days_overdue = fields.Integer(
        aggregator="max",
        readonly=True,
        help="Days since the due date; the due date itself is not overdue.",
    )
    bucket = fields.Selection(
        BUCKETS, "Age of the debt", group_expand=True, readonly=True, help="By the days overdue."
    )
    # amounts
    company_currency_id = fields.Many2one("res.currency", "Company currency", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    amount = fields.Monetary(
        "Owed",
        currency_field="company_currency_id",
        readonly=True,
        help="What is left to be paid, in the company's currency.",
    )
    amount_overdue = fields.Monetary(
        "Overdue",
        currency_field="company_currency_id",
        readonly=True,
    )
    amount_currency = fields.Monetary("Open, in the currency", aggregator=None, readonly=True)
    # work with the debt
    is_disputed = fields.Boolean("Disputed", readonly=True)
    is_paused = fields.Boolean("Reminders paused", readonly=True)
    last_contact_on = fields.Datetime("Last contact", aggregator="max", readonly=True)
    promise_date = fields.Date("Promised by", aggregator=None, readonly=True)
    promise_amount = fields.Monetary(
        "Promised",
        currency_field="company_currency_id",
        aggregator=None,
        readonly=True,
    )
    is_promise_broken = fields.Boolean("Promise broken", readonly=True)
    level_id = fields.Many2one("ais.dunning.level", "Reminder level", readonly=True)
    next_step = fields.Char(compute="_compute_next_step")
    # where the debt comes from; the first one of an invoice of several
    order_id = fields.Many2one("sale.order", readonly=True)
    booking_id = fields.Many2one("ais.booking", readonly=True)
    group_id = fields.Many2one("ais.course.group", readonly=True)
    group_count = fields.Integer("Groups", aggregator=None, readonly=True)

    @property
    def _table_query(self):
        return self._receivable_query(self.env.company.ais_today())

    @api.model
    def _receivable_query(self, today):
        """The rows as SQL.

        :param date today: the day from which the days overdue count; 0 on the due day itself
        """
        contact = SQL("c.client_id = p.commercial_partner_id AND c.company_id = l.company_id")
        origin = SQL(
            """
              FROM account_move_line i
              JOIN sale_order_line_invoice_rel r ON r.invoice_line_id = i.id
              JOIN sale_order_line s ON s.id = r.order_line_id
         LEFT JOIN ais_booking b ON b.sale_line_id = s.id
             WHERE i.move_id = l.move_id
            """,
        )
        group = SQL("COALESCE(b.group_id, s.ais_group_id)")
        return SQL(
            """
            SELECT l.id, l.company_id, l.move_id, l.date, l.currency_id,
                   l.company_currency_id,
                   p.commercial_partner_id AS client_id,
                   COALESCE(m.partner_id, l.partner_id) AS partner_id,
                   COALESCE(m.invoice_user_id, cp.user_id) AS user_id,
                   cp.user_id AS owner_id,
                   COALESCE(l.date_maturity, l.date) AS date_due,
                   l.amount_residual AS amount,
                   l.amount_residual_currency AS amount_currency,
                   CASE WHEN l.amount_residual > 0
                        THEN GREATEST(%(today)s - COALESCE(l.date_maturity, l.date), 0)
                        ELSE 0 END AS days_overdue,
                   CASE WHEN l.amount_residual > 0
                         AND COALESCE(l.date_maturity, l.date) < %(today)s
                        THEN l.amount_residual ELSE 0 END AS amount_overdue,
                   CASE WHEN l.amount_residual <= 0 THEN 'credit'
                        WHEN COALESCE(l.date_maturity, l.date) >= %(today)s THEN 'current'
                        WHEN COALESCE(l.date_maturity, l.date) >= %(today)s - 30 THEN 'd30'
                        WHEN COALESCE(l.date_maturity, l.date) >= %(today)s - 60 THEN 'd60'
                        WHEN COALESCE(l.date_maturity, l.date) >= %(today)s - 90 THEN 'd90'
                        ELSE 'older' END AS bucket,
                   COALESCE(m.ais_is_disputed, FALSE) AS is_disputed,
                   COALESCE(cp.ais_debt_pause_until >= %(today)s, FALSE) AS is_paused,
                   (SELECT MAX(c.date) FROM ais_debt_contact c WHERE %(contact)s
                   ) AS last_contact_on,
                   (SELECT MIN(c.promise_date) FROM ais_debt_contact c
                     WHERE %(contact)s AND c.promise_state = 'open') AS promise_date,
                   (SELECT SUM(c.promise_amount) FROM ais_debt_contact c
                     WHERE %(contact)s AND c.promise_state = 'open') AS promise_amount,
                   EXISTS (SELECT 1 FROM ais_debt_contact c
                     WHERE %(contact)s AND c.promise_state IN ('broken', 'partly')
                   ) AS is_promise_broken,
                   (SELECT n.level_id FROM ais_dunning_notice_line n
                     WHERE n.move_id = l.move_id AND NOT n.is_void
                     ORDER BY n.id DESC LIMIT 1) AS level_id,
                   (SELECT MIN(s.order_id) %(origin)s) AS order_id,
                   (SELECT MIN(b.id) %(origin)s) AS booking_id,
                   (SELECT MIN(%(group)s) %(origin)s) AS group_id,
                   (SELECT COUNT(DISTINCT %(group)s) %(origin)s) AS group_count
              FROM account_move_line l
              JOIN account_account a ON a.id = l.account_id
              JOIN account_move m ON m.id = l.move_id
         LEFT JOIN res_partner p ON p.id = l.partner_id
         LEFT JOIN res_partner cp ON cp.id = p.commercial_partner_id
             WHERE a.account_type = 'asset_receivable'
               AND l.parent_state = 'posted'
               AND l.reconciled IS NOT TRUE
               AND (l.amount_residual != 0 OR l.amount_residual_currency != 0)
            """,
            today=SQL("%s::date", today),
            contact=contact,
            origin=origin,
            group=group,
        )

    def _compute_next_step(self):
        # sudo: the date and the words of the next step, of debts that may be read
        clients = self.client_id.sudo()
        steps = {client: client.activity_ids.sorted("date_deadline")[:1] for client in clients}
        for row in self:
            step = steps.get(row.client_id.sudo())
            row.next_step = bool(step) and " ".join(
                part
                for part in (
                    step.date_deadline.strftime("%d.%m.%Y"),
                    step.summary or step.activity_type_id.name,
                )
                if part
            )

    def action_open_document(self):
        """Open the invoice or the payment."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.move",
            "res_id": self.move_id.id,
            "views": [(False, "form")],
        }

    def action_open_client(self):
        """Open the client's card."""
        return self.client_id._ais_open_card()

    def action_note_promise(self):
        """Write down that the client has promised to pay."""
        return self.client_id._ais_open_debt_result("promised", self)

    def action_note_not_reached(self):
        """Write down that the client was not reached."""
        return self.client_id._ais_open_debt_result("not_reached", self)

    def action_note_dispute(self):
        """Write down that the client disputes the debt."""
        return self.client_id._ais_open_debt_result("disputes", self)
