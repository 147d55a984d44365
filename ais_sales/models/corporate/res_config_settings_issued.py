from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Numbers of issued documents and the term of ФИС ФРДО."""

    _inherit = "res.config.settings"

    ais_numbering_certificate = fields.Selection(
        related="company_id.ais_numbering_certificate", readonly=False
    )
    ais_numbering_diploma = fields.Selection(
        related="company_id.ais_numbering_diploma", readonly=False
    )
    ais_numbering_attendance = fields.Selection(
        related="company_id.ais_numbering_attendance", readonly=False
    )
    ais_numbering_reference = fields.Selection(
        related="company_id.ais_numbering_reference", readonly=False
    )
    ais_series_certificate = fields.Char(
        related="company_id.ais_series_certificate", readonly=False
    )
    ais_series_diploma = fields.Char(related="company_id.ais_series_diploma", readonly=False)
    ais_series_attendance = fields.Char(related="company_id.ais_series_attendance", readonly=False)
    ais_series_reference = fields.Char(related="company_id.ais_series_reference", readonly=False)
    ais_forms_few = fields.Integer(related="company_id.ais_forms_few", readonly=False)
    ais_frdo_days = fields.Integer(related="company_id.ais_frdo_days", readonly=False)
