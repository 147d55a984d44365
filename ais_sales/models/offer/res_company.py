from odoo import fields, models


class ResCompany(models.Model):
    """Requisites of the training centre that its documents name."""

    _inherit = "res.company"

    ais_full_name = fields.Char(
        "Full legal name",
        help="As in the register; the company's name is printed where it is empty.",
    )
    ais_kpp = fields.Char("KPP", related="partner_id.ais_kpp", readonly=False)
    ais_bank_account_id = fields.Many2one(
        "res.partner.bank",
        "Settlement account",
        domain="[('partner_id', '=', partner_id)]",
        check_company=True,
        help="Printed on invoices; the company's first account where it is empty.",
    )
    # who signs
    ais_signer_name = fields.Char("Signer", help="As under documents: Иванов И. И.")
    ais_signer_position = fields.Char("Signer's position", default="Директор")
    ais_signer_genitive = fields.Char(
        "Signer in the preamble",
        help="In the genitive, as in “в лице”: директора Иванова Ивана Ивановича.",
    )
    ais_signer_basis = fields.Char(
        "Signer acts on the basis of",
        default="Устава",
        help="In the genitive: Устава, доверенности № 5 от 12.01.2026.",
    )
    ais_accountant_name = fields.Char("Chief accountant", help="As under invoices: Петрова А. С.")
    # licence
    ais_license_number = fields.Char("Licence number")
    ais_license_date = fields.Date("Licence date")
    ais_license_authority = fields.Char("Licensing authority")
    # editable, since the law changes
    ais_contract_law = fields.Char(
        "Rules of paid educational services",
        default="Правилами оказания платных образовательных услуг, утверждёнными постановлением"
        " Правительства РФ от 15.09.2020 № 1441",
        help="In the instrumental, as in “в соответствии с”; cited in contracts.",
    )
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
