import re

from odoo import api, models

from ...tools import payment_qr, russian_bank


class ResPartnerBank(models.Model):
    """A settlement account that does not fit its bank is told about, not refused."""

    _inherit = "res.partner.bank"

    @api.onchange("acc_number", "bank_id")
    def _onchange_ais_account_key(self):
        account, bik = re.sub(r"\s", "", self.acc_number or ""), self.bank_id.bic or ""
        # accounts of the Treasury have other keys
        if not re.fullmatch(r"40[5-8]\w{17}", account) or not russian_bank.is_bik(bik):
            return None
        if russian_bank.is_account(account, bik):
            return None
        return {
            "warning": {
                "title": self.env._("Settlement account"),
                "message": self.env._(
                    "Account %(account)s does not fit BIK %(bik)s: check both. No payment QR code"
                    " is printed until they fit.",
                    account=account,
                    bik=bik,
                ),
            },
        }

    def _ais_payee(self, company):
        """Requisites of a company that is paid to this account, for the payment QR code.

        :param company: `res.company`, the account's owner
        :return: `tools.payment_qr.Payee`
        """
        return payment_qr.Payee(
            name=company.name or "",
            account=self.acc_number or "",
            bank=self.bank_id.name or "",
            bik=self.bank_id.bic or "",
            corr_account=self.bank_id.ais_corr_account or "",
            inn=company.vat or "",
            kpp=company.ais_kpp or "",
        )
