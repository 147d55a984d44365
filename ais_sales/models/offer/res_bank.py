from odoo import fields, models


class ResBank(models.Model):
    _inherit = "res.bank"

    ais_corr_account = fields.Char(
        "Correspondent account",
        size=20,
        help="Of the bank, 20 digits; printed on invoices and in the payment QR code.",
    )
