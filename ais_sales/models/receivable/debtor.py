from odoo import fields, models
from odoo.tools import SQL


class Debtor(models.Model):
    """The desk of debts: one row per client that owes, what matters most first (2.15).

    Broken promises come first, then the overdue sum times its age; of equal ones the client
    without contact for longest.
    """

    _name = "ais.debtor"
    _description = "Debtor"
    _auto = False
    _rec_name = "client_id"
    _order = "broken_count desc, weight desc, last_contact_on, id"
    _depends = {"ais.receivable": ["amount", "client_id", "company_id", "user_id"]}

    client_id = fields.Many2one("res.partner", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    user_id = fields.Many2one("res.users", "Specialist", readonly=True)
    amount = fields.Monetary(
        "Balance",
        readonly=True,
        help="Open invoices less advances, in the company's currency.",
    )
    amount_overdue = fields.Monetary(
        "Overdue", readonly=True, help="Part of the debt whose day of payment has passed."
    )
    invoice_count = fields.Integer("Documents", readonly=True)
    days_overdue = fields.Integer(
        aggregator="max", readonly=True, help="Of the oldest overdue invoice."
    )
    overdue_since = fields.Date(readonly=True)
    weight = fields.Float(
        "Sum × days",
        aggregator=None,
        readonly=True,
        help="The overdue sum times the days that it is overdue.",
    )
    last_contact_on = fields.Datetime("Last contact", readonly=True)
    last_result = fields.Selection(
        lambda self: (
            self.env["ais.debt.contact"]
            ._fields["result"]
            ._description_selection(
                self.env,
            )
        ),
        readonly=True,
    )
    promise_date = fields.Date("Promised by", readonly=True)
    promise_amount = fields.Monetary("Promised", aggregator=None, readonly=True)
    broken_count = fields.Integer(
        "Promises broken",
        readonly=True,
        help="Promises not kept while the client owes, and not replaced by a newer one.",
    )
    is_paused = fields.Boolean("Reminders paused", readonly=True)
    is_disputed = fields.Boolean("Disputed", readonly=True)
    level_id = fields.Many2one(
        "ais.dunning.level",
        "Reminder level",
        readonly=True,
        help="The last reminder that was sent to the client.",
    )
    next_step = fields.Char(compute="_compute_next_step")

    @property
    def _table_query(self):
        rows = self.env["ais.receivable"]._receivable_query(self.env.company.ais_today())
        # what is broken counts for as long as the client owes and has made no newer promise
        return SQL(
            """
            SELECT d.*,
                   (SELECT c.result FROM ais_debt_contact c WHERE c.client_id = d.client_id
                       AND c.company_id = d.company_id ORDER BY c.date DESC LIMIT 1
                   ) AS last_result,
                   (SELECT MAX(c.date) FROM ais_debt_contact c WHERE c.client_id = d.client_id
                       AND c.company_id = d.company_id) AS last_contact_on,
                   (SELECT MIN(c.promise_date) FROM ais_debt_contact c
                     WHERE c.client_id = d.client_id AND c.company_id = d.company_id
                       AND c.promise_state = 'open') AS promise_date,
                   (SELECT SUM(c.promise_amount) FROM ais_debt_contact c
                     WHERE c.client_id = d.client_id AND c.company_id = d.company_id
                       AND c.promise_state = 'open') AS promise_amount,
                   (SELECT COUNT(*) FROM ais_debt_contact c
                     WHERE c.client_id = d.client_id AND c.company_id = d.company_id
                       AND c.promise_state IN ('broken', 'partly')
                       AND NOT EXISTS (
                           SELECT 1 FROM ais_debt_contact n WHERE n.client_id = c.client_id
                              AND n.company_id = c.company_id AND n.result = 'promised'
                              AND (n.date, n.id) > (c.date, c.id))) AS broken_count,
                   (SELECT n.level_id FROM ais_dunning_notice n
                     WHERE n.client_id = d.client_id AND n.company_id = d.company_id
                       AND n.state = 'sent' ORDER BY n.id DESC LIMIT 1) AS level_id
              FROM (
                SELECT MIN(r.id) AS id, r.client_id, r.company_id,
                       MIN(r.company_currency_id) AS currency_id,
                       COALESCE(MIN(r.owner_id), MAX(r.user_id)) AS user_id,
                       SUM(r.amount) AS amount,
                       SUM(r.amount_overdue) AS amount_overdue,
                       COUNT(*) AS invoice_count,
                       MAX(r.days_overdue) AS days_overdue,
                       MIN(r.date_due) FILTER (WHERE r.days_overdue > 0) AS overdue_since,
                       SUM(r.amount_overdue * r.days_overdue) AS weight,
                       BOOL_OR(r.is_paused) AS is_paused,
                       BOOL_OR(r.is_disputed) AS is_disputed
                  FROM (%s) r
                 WHERE r.client_id IS NOT NULL
                 GROUP BY r.client_id, r.company_id
                HAVING SUM(r.amount) > 0) d
            """,
            rows,
        )

    def _compute_next_step(self):
        # sudo: the date and the words of the next step of clients that may be read
        for row in self:
            step = row.client_id.sudo().activity_ids.sorted("date_deadline")[:1]
            row.next_step = bool(step) and " ".join(
                (step.date_deadline.strftime("%d.%m.%Y"), step.summary or ""),
            )

    def action_open_client(self):
        """Open the client's card."""
        return self.client_id._ais_open_card()

    def action_open_items(self):
        """Open what the client owes, document by document."""
        return self.client_id.action_ais_view_receivables()

    def action_note_promise(self):
        """Write down that the client has promised to pay."""
        return self.client_id._ais_open_debt_result("promised")

    def action_note_not_reached(self):
        """Write down that the client was not reached."""
        return self.client_id._ais_open_debt_result("not_reached")

    def action_note_dispute(self):
        """Write down that the client disputes the debt."""
        return self.client_id._ais_open_debt_result("disputes")
