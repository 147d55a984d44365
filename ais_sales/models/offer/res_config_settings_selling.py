from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ais_followup_days = fields.Integer(related="company_id.ais_followup_days", readonly=False)
    ais_discount_limit = fields.Float(related="company_id.ais_discount_limit", readonly=False)
    ais_discount_limit_head = fields.Float(
        related="company_id.ais_discount_limit_head",
        readonly=False,
    )
    ais_invoice_policy = fields.Selection(related="company_id.ais_invoice_policy", readonly=False)
    ais_prepayment_days = fields.Integer(related="company_id.ais_prepayment_days", readonly=False)
    ais_prepayment_rule = fields.Selection(
        related="company_id.ais_prepayment_rule",
        readonly=False,
    )
