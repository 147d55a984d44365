from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ais_pace_tolerance = fields.Integer(related="company_id.ais_pace_tolerance", readonly=False)
