from odoo import fields, models


class AccountTax(models.Model):
    _inherit = "account.tax"

    ais_is_exempt = fields.Boolean(
        "Educational services without VAT",
        copy=False,
        help="The tax of educational services that are exempt from VAT (НК РФ ст. 149).",
    )

    _ais_is_exempt_unique = models.UniqueIndex(
        "(company_id) WHERE ais_is_exempt",
        "A company has one tax of exempt educational services.",
    )
