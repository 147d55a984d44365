from odoo import fields, models


class ResCompany(models.Model):
    """Who may give which discount, how proposals are followed up, when seats are paid."""

    _inherit = "res.company"

    # proposals and discounts
    ais_followup_days = fields.Integer(
        "Follow-up of a proposal (working days)",
        default=2,
        help="How long after sending a proposal the specialist calls the client; 0 for never.",
    )
    ais_discount_limit = fields.Float(
        "Specialist's discount, %",
        default=5.0,
        digits=(5, 2),
        help="Above it the head approves.",
    )
    ais_discount_limit_head = fields.Float(
        "Head's discount, %",
        default=20.0,
        digits=(5, 2),
        help="Above it the deputy director or the director approves.",
    )
    ais_invoice_policy = fields.Selection(
        [
            ("manual", "By hand"),
            ("draft", "A draft for the accountant"),
            ("post", "Issued at once"),
        ],
        "Invoice of a confirmed order",
        default="post",
        required=True,
        help="What becomes of the invoice when a proposal is confirmed.",
    )
    # prepayment
    ais_prepayment_days = fields.Integer(
        "Paid before the start (working days)",
        default=3,
        help="By this day before the start of a group its seats are paid.",
    )
    ais_prepayment_rule = fields.Selection(
        [
            ("none", "Nothing"),
            ("flag", "They are flagged and the specialist is told"),
            ("release", "They are set free"),
        ],
        "What becomes of unpaid seats",
        default="flag",
        required=True,
        help="When the day by which the seats were to be paid has come.",
    )

    _ais_discounts_ok = models.Constraint(
        "CHECK (ais_discount_limit >= 0 AND ais_discount_limit <= ais_discount_limit_head"
        " AND ais_discount_limit_head <= 100)",
        "A specialist's discount is not above the head's, and both are between 0 and 100 %.",
    )
    _ais_offer_days_ok = models.Constraint(
        "CHECK (ais_followup_days >= 0 AND ais_prepayment_days >= 0)",
        "Days cannot be negative.",
    )

    def _ais_discount_limit_of(self, user):
        """The highest discount that a user gives without asking anybody, in percent (2.8)."""
        self.ensure_one()
        if user.has_group("ais_sales.group_director") or user.has_group("ais_sales.group_deputy"):
            return 100.0
        if user.has_group("ais_sales.group_head"):
            return self.ais_discount_limit_head
        return self.ais_discount_limit
