import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import russian_bank


class ResBank(models.Model):
    """A Russian bank: its БИК and correspondent account."""

    _inherit = "res.bank"

    ais_corr_account = fields.Char(
        "Correspondent account",
        size=20,
        help="Of the bank, 20 digits; printed on invoices and in the payment QR code.",
    )

    @api.constrains("bic", "ais_corr_account", "country")
    def _check_ais_bik(self):
        for bank in self:
            is_russian = bank.country.code == "RU" or bank.ais_corr_account
            if is_russian and bank.bic and not russian_bank.is_bik(bank.bic):
                raise ValidationError(
                    self.env._(
                        "%(bank)s: the BIK of a Russian bank has 9 digits, “%(bik)s” has not."
                        " Copy it from the requisites.",
                        bank=bank.name,
                        bik=bank.bic,
                    ),
                )
            if bank.ais_corr_account and not re.fullmatch(r"\d{20}", bank.ais_corr_account):
                raise ValidationError(
                    self.env._(
                        "%(bank)s: a correspondent account has 20 digits, “%(account)s” has not."
                        " Copy it from the requisites.",
                        bank=bank.name,
                        account=bank.ais_corr_account,
                    ),
                )

    @api.onchange("bic", "ais_corr_account")
    def _onchange_ais_corr_account(self):
        account, bik = self.ais_corr_account or "", self.bic or ""
        if not account.startswith("301") or not russian_bank.is_bik(bik):
            return None
        if russian_bank.is_corr_account(account, bik):
            return None
        return {
            "warning": {
                "title": self.env._("Correspondent account"),
                "message": self.env._(
                    "Account %(account)s does not fit BIK %(bik)s: check both. No payment QR code"
                    " is printed until they fit.",
                    account=account,
                    bik=bik,
                ),
            },
        }
