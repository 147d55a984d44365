from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ais_seats_min = fields.Integer(related="company_id.ais_seats_min", readonly=False)
    ais_seats_max = fields.Integer(related="company_id.ais_seats_max", readonly=False)
    ais_decision_days = fields.Integer(related="company_id.ais_decision_days", readonly=False)
    ais_auto_guarantee = fields.Boolean(related="company_id.ais_auto_guarantee", readonly=False)
    ais_decision_user_id = fields.Many2one(
        related="company_id.ais_decision_user_id",
        readonly=False,
    )
    ais_group_notify_user_ids = fields.Many2many(
        related="company_id.ais_group_notify_user_ids",
        readonly=False,
    )
    ais_vat_note = fields.Char(related="company_id.ais_vat_note", readonly=False)
    ais_hold_days = fields.Integer(related="company_id.ais_hold_days", readonly=False)
    ais_hold_days_max = fields.Integer(related="company_id.ais_hold_days_max", readonly=False)
    ais_hold_warning_days = fields.Integer(
        related="company_id.ais_hold_warning_days",
        readonly=False,
    )
    ais_offer_days = fields.Integer(related="company_id.ais_offer_days", readonly=False)
    ais_names_days = fields.Integer(related="company_id.ais_names_days", readonly=False)
    ais_expiry_notify_head = fields.Boolean(
        related="company_id.ais_expiry_notify_head",
        readonly=False,
    )
