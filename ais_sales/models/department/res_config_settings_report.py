from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ais_report_kind = fields.Selection(related="company_id.ais_report_kind", readonly=False)
    ais_report_hour = fields.Float(related="company_id.ais_report_hour", readonly=False)
    ais_director_report = fields.Selection(related="company_id.ais_director_report", readonly=False)
    ais_director_report_weekday = fields.Selection(
        related="company_id.ais_director_report_weekday", readonly=False
    )
    ais_director_report_hour = fields.Float(
        related="company_id.ais_director_report_hour", readonly=False
    )
