from odoo import fields, models


class ResCompany(models.Model):
    """From when on and how strictly duties are looked after (5.1)."""

    _inherit = "res.company"

    ais_breaches_since = fields.Date(
        "Breaches found since",
        default=lambda self: self.env.company.ais_today(),
        help="What was not done before this day is not held against anybody.",
    )
    ais_breach_found_on = fields.Date("Breaches found on", readonly=True)
    ais_breach_promise_days = fields.Integer(
        "Call after a broken promise within (working days)", default=2
    )
    ais_breach_policy_days = fields.Integer(
        "Make the contact of the policy within (working days)", default=5
    )
    ais_breach_complete_percent = fields.Integer("Complete cards at least, %", default=80)

    _ais_breach_days_ok = models.Constraint(
        "CHECK (ais_breach_promise_days > 0 AND ais_breach_policy_days > 0"
        " AND ais_breach_complete_percent BETWEEN 0 AND 100)",
        "The terms of breaches are positive, and the share of complete cards is 0 to 100 %.",
    )
