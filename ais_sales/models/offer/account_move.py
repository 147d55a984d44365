from odoo import fields, models


class AccountMove(models.Model):
    """The act that closes the services of an invoice."""

    _inherit = "account.move"

    ais_act_number = fields.Char("Act number", copy=False, readonly=True, index="btree_not_null")
    ais_act_date = fields.Date("Act date", copy=False)
