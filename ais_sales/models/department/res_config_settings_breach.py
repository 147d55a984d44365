from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ais_breaches_since = fields.Date(related="company_id.ais_breaches_since", readonly=False)
    ais_breach_promise_days = fields.Integer(
        related="company_id.ais_breach_promise_days", readonly=False
    )
    ais_breach_policy_days = fields.Integer(
        related="company_id.ais_breach_policy_days", readonly=False
    )
    ais_breach_complete_percent = fields.Integer(
        related="company_id.ais_breach_complete_percent", readonly=False
    )
