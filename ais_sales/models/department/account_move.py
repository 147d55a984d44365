from odoo import models


class AccountMove(models.Model):
    """Invoices as facts of sales are looked up by day, and by client for the first one (2.12)."""

    _inherit = "account.move"

    _ais_first_idx = models.Index(
        "(commercial_partner_id, company_id, invoice_date, id)"
        " WHERE move_type = 'out_invoice' AND state = 'posted'",
    )
    _ais_sold_idx = models.Index(
        "(invoice_date) WHERE state = 'posted' AND move_type IN ('out_invoice', 'out_refund')",
    )
