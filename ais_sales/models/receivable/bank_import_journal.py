from odoo import api, models
from odoo.exceptions import UserError

from ...tools import bank_values


class BankImport(models.Model):
    """The bank's journal that a statement belongs to, by its account (2.14)."""

    _inherit = "ais.bank.import"

    @api.model
    def _journals(self, statement, company, journal):
        """Bank journals by own account.

        :raise UserError: with what to set, when one is missing or not ready
        """
        if not statement.accounts:
            if not journal:
                raise UserError(self.env._("Choose the bank journal of this registry."))
            journals = {"": journal}
        else:
            journals = self._find_journals(statement, company)
        for account, one in journals.items():
            self._check_journal(account, one)
        return journals

    @api.model
    def _find_journals(self, statement, company):
        wanted = {one.own_account for one in statement.documents if one.direction == "in"}
        wanted = wanted or set(statement.accounts[:1])
        found = self.env["account.journal"].search(
            [
                ("type", "=", "bank"),
                ("bank_account_id.sanitized_acc_number", "in", list(wanted)),
            ],
        )
        result = {}
        for account in sorted(wanted):
            fitting = found.filtered(
                lambda one, account=account: one.bank_account_id.sanitized_acc_number == account,
            )
            own = fitting.filtered(lambda one: one.company_id == company)
            if not own:
                raise UserError(self._no_journal_text(account, fitting[:1], company))
            result[account] = own[0]
        return result

    @api.model
    def _no_journal_text(self, account, other, company):
        if other:
            return self.env._(
                "The account %(account)s belongs to “%(other)s”. Switch to that company and import"
                " the statement there.",
                account=account,
                other=other.company_id.name,
            )
        return self.env._(
            "No bank journal of “%(company)s” has the account %(account)s. Enter it in Invoicing,"
            " Configuration, Journals, in the field Account Number of the bank's journal, then"
            " import the statement again.",
            company=company.name,
            account=account,
        )

    @api.model
    def _check_journal(self, account, journal):
        currency = journal.currency_id or journal.company_id.currency_id
        expected = bank_values.account_currency(account)
        if expected and expected != currency.name:
            raise UserError(
                self.env._(
                    "The account %(account)s is kept in %(expected)s, but its journal “%(journal)s”"
                    " in %(currency)s. Set the currency of the journal right.",
                    account=account,
                    expected=expected,
                    journal=journal.name,
                    currency=currency.name,
                ),
            )
        if not self._method_line(journal) or not journal.default_account_id:
            raise UserError(
                self.env._(
                    "The journal “%s” cannot take payments: give it a bank account of the chart of"
                    " accounts and an incoming payment method.",
                    journal.name,
                ),
            )

    @api.model
    def _method_line(self, journal):
        lines = journal.inbound_payment_method_line_ids
        return lines.filtered(lambda one: one.code == "manual")[:1] or lines[:1]
