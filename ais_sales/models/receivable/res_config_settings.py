from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ais_dunning = fields.Boolean(related="company_id.ais_dunning", readonly=False)
    ais_penalty_kind = fields.Selection(related="company_id.ais_penalty_kind", readonly=False)
    ais_penalty_percent = fields.Float(related="company_id.ais_penalty_percent", readonly=False)
    ais_claim_basis = fields.Char(related="company_id.ais_claim_basis", readonly=False)
    ais_credit_control = fields.Boolean(related="company_id.ais_credit_control", readonly=False)
    ais_credit_days = fields.Integer(related="company_id.ais_credit_days", readonly=False)
    ais_credit_amount = fields.Monetary(
        related="company_id.ais_credit_amount",
        currency_field="currency_id",
        readonly=False,
    )
