from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ais_hold_days = fields.Integer(
        "Hold period (working days)",
        default=3,
        help="How long seats are held for a client before the booking is confirmed.",
    )
    ais_hold_days_max = fields.Integer(
        "Longest hold (working days)",
        default=10,
        help="A specialist cannot hold seats longer; the head can.",
    )
    ais_hold_warning_days = fields.Integer(
        "Warning before a hold runs out (working days)",
        default=1,
        help="So many working days before the end of a hold the specialist gets a"
        " task; 0 for never.",
    )
    ais_offer_days = fields.Integer(
        "Waiting-list offer (working days)",
        default=1,
        help="How long a freed seat is kept for the client at the head of the waiting list.",
    )
    ais_names_days = fields.Integer(
        "Trainees named before the start (working days)",
        default=3,
        help="By so many working days before the start the client names the trainees.",
    )
    ais_expiry_notify_head = fields.Boolean(
        "Tell the head about lapsed holds",
        help="The leader of the sales team gets an activity for each lapsed hold.",
    )

    _ais_hold_ok = models.Constraint(
        "CHECK (ais_hold_days > 0 AND ais_hold_days <= ais_hold_days_max AND ais_offer_days > 0"
        " AND ais_hold_warning_days >= 0 AND ais_names_days >= 0)",
        "Hold and offer periods must be positive, and the usual hold not above the longest one.",
    )
