from odoo import api, fields, models

from ...tools import payment_qr


class ResConfigSettings(models.TransientModel):
    """Requisites of the training centre and texts of its documents."""

    _inherit = "res.config.settings"

    ais_full_name = fields.Char(related="company_id.ais_full_name", readonly=False)
    ais_company_partner_id = fields.Many2one(
        related="company_id.partner_id",
        string="Company's card",
    )
    ais_kpp = fields.Char(related="company_id.ais_kpp", readonly=False)
    ais_bank_account_id = fields.Many2one(
        related="company_id.ais_bank_account_id",
        readonly=False,
        domain="[('partner_id', '=', ais_company_partner_id)]",
    )
    ais_signer_name = fields.Char(related="company_id.ais_signer_name", readonly=False)
    ais_signer_position = fields.Char(related="company_id.ais_signer_position", readonly=False)
    ais_signer_genitive = fields.Char(related="company_id.ais_signer_genitive", readonly=False)
    ais_signer_basis = fields.Char(related="company_id.ais_signer_basis", readonly=False)
    ais_accountant_name = fields.Char(related="company_id.ais_accountant_name", readonly=False)
    ais_license_number = fields.Char(related="company_id.ais_license_number", readonly=False)
    ais_license_date = fields.Date(related="company_id.ais_license_date", readonly=False)
    ais_license_authority = fields.Char(related="company_id.ais_license_authority", readonly=False)
    ais_contract_law = fields.Char(related="company_id.ais_contract_law", readonly=False)
    ais_contract_terms = fields.Html(related="company_id.ais_contract_terms", readonly=False)
    ais_offer_terms = fields.Html(related="company_id.ais_offer_terms", readonly=False)
    ais_qr_missing = fields.Char("Payment QR code", compute="_compute_ais_qr_missing")

    @api.depends("company_id", "ais_bank_account_id", "ais_kpp")
    def _compute_ais_qr_missing(self):
        for settings in self:
            company = settings.company_id
            account = settings.ais_bank_account_id or company._ais_settlement_account()
            reasons = payment_qr.payee_reasons(account._ais_payee(company))
            words = settings._ais_qr_words()
            settings.ais_qr_missing = ", ".join(words[reason] for reason in reasons)

    def _ais_qr_words(self):
        return {
            payment_qr.NO_NAME: self.env._("no name"),
            payment_qr.LONG_NAME: self.env._("the company's name is too long"),
            payment_qr.BAD_ACCOUNT: self.env._("no settlement account, or it does not fit the BIK"),
            payment_qr.NO_BANK: self.env._("the account has no bank"),
            payment_qr.BAD_BIK: self.env._("the bank has no BIK of 9 digits"),
            payment_qr.BAD_CORR_ACCOUNT: self.env._(
                "the bank has no correspondent account, or it does not fit the BIK",
            ),
            payment_qr.BAD_INN: self.env._("the company has no right INN"),
            payment_qr.BAD_KPP: self.env._("the KPP is wrong"),
        }
