from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ais_contract_days = fields.Integer(related="company_id.ais_contract_days", readonly=False)
    ais_closing_days = fields.Integer(related="company_id.ais_closing_days", readonly=False)
    ais_document_warn_days = fields.Integer(
        related="company_id.ais_document_warn_days", readonly=False
    )
    ais_document_remind_days = fields.Integer(
        related="company_id.ais_document_remind_days", readonly=False
    )
