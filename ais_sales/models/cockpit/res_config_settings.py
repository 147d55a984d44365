from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ais_digest_weekday = fields.Selection(related="company_id.ais_digest_weekday", readonly=False)
    ais_digest_hour = fields.Float(related="company_id.ais_digest_hour", readonly=False)
