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

    def _ais_settlement_account(self):
        """The account printed on documents: the chosen one, else the company's first."""
        self.ensure_one()
        return (
            self.ais_bank_account_id
            or self.partner_id.bank_ids.filtered(
                lambda account: account.company_id in (self, self.browse()),
            )[:1]
        )
