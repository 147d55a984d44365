from odoo import fields, models


class BankImportAllocation(models.Model):
    """How much of a payment goes to an invoice: proposed, then posted (2.14)."""

    _name = "ais.bank.import.allocation"
    _description = "Allocation of a payment"
    _rec_name = "move_id"
    _check_company_auto = True

    line_id = fields.Many2one(
        "ais.bank.import.line",
        "Payment",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    move_id = fields.Many2one(
        "account.move",
        "Invoice",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    amount = fields.Monetary("Sum", readonly=True)
    invoice_date = fields.Date(related="move_id.invoice_date")
    # of the invoice as it is now
    amount_residual = fields.Monetary(related="move_id.amount_residual", string="Still owed")

    _line_move_unique = models.UniqueIndex(
        "(line_id, move_id)",
        "An invoice stands once in the proposal of a payment.",
    )
