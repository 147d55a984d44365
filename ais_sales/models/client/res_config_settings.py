from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ais_data_required = fields.Boolean(related="company_id.ais_data_required", readonly=False)
    ais_verify_months = fields.Integer(related="company_id.ais_verify_months", readonly=False)
    ais_offer_stale_months = fields.Integer(
        related="company_id.ais_offer_stale_months",
        readonly=False,
    )
    ais_dormant_months = fields.Integer(related="company_id.ais_dormant_months", readonly=False)
    ais_consent_days = fields.Integer(related="company_id.ais_consent_days", readonly=False)
    ais_retention_years = fields.Integer(related="company_id.ais_retention_years", readonly=False)
    ais_retention_lead_months = fields.Integer(
        related="company_id.ais_retention_lead_months",
        readonly=False,
    )
    ais_personal_many = fields.Integer(related="company_id.ais_personal_many", readonly=False)
    ais_consent_text = fields.Html(related="company_id.ais_consent_text", readonly=False)
    ais_consent_version = fields.Char(related="company_id.ais_consent_version", readonly=False)
