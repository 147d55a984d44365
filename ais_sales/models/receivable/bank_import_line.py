from odoo import api, fields, models
from odoo.tools import format_date
from odoo.tools.misc import formatLang


class BankImportLine(models.Model):
    """One payment of a bank statement, and what it is for (2.14)."""

    _name = "ais.bank.import.line"
    _description = "Payment of a bank statement"
    _inherit = ["mail.thread", "mail.activity.mixin", "ais.notice.mixin"]
    _order = "date desc, id desc"
    _rec_name = "number"
    _mail_post_access = "read"
    _check_company_auto = True

    import_id = fields.Many2one(
        "ais.bank.import",
        "Statement",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    journal_id = fields.Many2one("account.journal", readonly=True, check_company=True)
    dedup_key = fields.Char(required=True, readonly=True)
    # document
    place = fields.Integer("Line of the file", readonly=True)
    kind = fields.Char("Document is", readonly=True)
    number = fields.Char("Document number", readonly=True)
    date = fields.Date(required=True, readonly=True)
    credited_on = fields.Date("Credited on", readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    amount = fields.Monetary("Sum", readonly=True)
    own_account = fields.Char("Own account", readonly=True)
    direction = fields.Selection(
        [
            ("in", "Incoming"),
            ("out", "Outgoing"),
            ("own", "Between own accounts"),
            ("other", "Not our account"),
        ],
        required=True,
        readonly=True,
    )
    purpose = fields.Text("Purpose of payment", readonly=True)
    # payer
    payer_name = fields.Char("Payer", readonly=True)
    payer_inn = fields.Char("Payer's INN", readonly=True, index="btree_not_null")
    payer_kpp = fields.Char("Payer's KPP", readonly=True)
    payer_account = fields.Char("Payer's account", readonly=True)
    payer_bic = fields.Char("Payer's BIC", readonly=True)
    # what it is for
    state = fields.Selection(
        [
            ("unmatched", "Unmatched"),
            ("proposed", "Proposed"),
            ("posted", "Posted"),
            ("ignored", "Ignored"),
            ("duplicate", "Known already"),
        ],
        required=True,
        readonly=True,
        index=True,
    )
    reason = fields.Text("Why", readonly=True, help="Why it is posted, proposed or left.")
    confidence = fields.Selection(
        [("sure", "Sure"), ("high", "Almost sure"), ("medium", "Medium"), ("low", "Low")],
        readonly=True,
        help="How sure the proposal is. Only a sure one is posted by itself.",
    )
    partner_id = fields.Many2one("res.partner", "Client", readonly=True, index="btree_not_null")
    user_id = fields.Many2one(
        "res.users",
        "Specialist",
        readonly=True,
        index="btree_not_null",
        help="Of the invoice, else of the client.",
    )
    allocation_ids = fields.One2many(
        "ais.bank.import.allocation",
        "line_id",
        "Invoices",
        readonly=True,
    )
    rest = fields.Monetary(
        "Stays as credit",
        readonly=True,
        help="Part of the payment beyond the invoices: it stays as the client's advance.",
    )
    payment_id = fields.Many2one(
        "account.payment",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    duplicate_of_id = fields.Many2one(
        "ais.bank.import.line",
        "Known as",
        readonly=True,
        index="btree_not_null",
        help="The same payment as another file has brought it.",
    )

    # a document is in the books once, whatever file it comes in and whoever imports it
    _document_unique = models.UniqueIndex(
        "(dedup_key) WHERE state <> 'duplicate'",
        "A payment of this file has just been imported by somebody else: nothing was imported "
        "twice. Import the file once more, what is known already is left out.",
    )
    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)",
        "The sum of a payment is not below zero.",
    )
    _posted_has_payment = models.Constraint(
        "CHECK (state <> 'posted' OR payment_id IS NOT NULL)",
        "A posted payment of a statement has its payment in the books.",
    )
    _payment_unique = models.UniqueIndex(
        "(payment_id)",
        "One payment of the books belongs to one document of a statement.",
    )
    _waiting_idx = models.Index("(company_id, date) WHERE state IN ('proposed', 'unmatched')")

    @api.depends("number", "date", "amount", "currency_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = self.env._(
                "No. %(number)s of %(date)s, %(sum)s",
                number=line.number or "-",
                date=format_date(self.env, line.date) if line.date else "-",
                sum=formatLang(self.env, line.amount, currency_obj=line.currency_id),
            )
