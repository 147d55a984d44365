from odoo import fields, models


class ResCompany(models.Model):
    """How the company works with debts (2.15)."""

    _inherit = "res.company"

    ais_dunning = fields.Boolean(
        "Send reminders",
        help="Every morning clients with overdue invoices are reminded by the reminder levels.",
    )
    ais_penalty_kind = fields.Selection(
        [
            ("contract", "Penalty of the contract, % a day"),
            ("key_rate", "Interest by article 395 of the Civil Code, by the key rate"),
        ],
        "What claims demand beside the debt",
        required=True,
        default="contract",
        help="The penalty of the contract, interest by the Civil Code, or nothing.",
    )
    ais_penalty_percent = fields.Float(
        "Penalty, % a day",
        digits=(6, 4),
        help="By the contract; claims calculate it from the debt and the days overdue. Zero for no"
        " penalty.",
    )
    ais_claim_basis = fields.Char(
        "Basis of the penalty",
        default="условия договора",
        help="Named in claims beside the penalty of the contract: its clause.",
    )
    # credit control, off by default
    ais_credit_control = fields.Boolean(
        "Credit control",
        help="Specialists make no bookings for clients overdue beyond the limits, unless the head"
        " allows it.",
    )
    ais_credit_days = fields.Integer(
        "Days overdue allowed",
        default=30,
        help="Debts overdue no longer do not count.",
    )
    ais_credit_amount = fields.Monetary(
        "Overdue amount allowed",
        help="Seats are booked while the debt overdue beyond the days allowed is not above it.",
    )

    _ais_debt_ok = models.Constraint(
        "CHECK (ais_penalty_percent >= 0 AND ais_credit_days >= 0 AND ais_credit_amount >= 0)",
        "The penalty and the limits of overdue debt cannot be negative.",
    )
