from odoo import api, models
from odoo.exceptions import UserError

from ...tools import client_bank, payment_table, table_read


class BankImport(models.Model):
    """Reading a file: a broken one is refused whole, with the line and the reason (2.14)."""

    _inherit = "ais.bank.import"

    @api.model
    def _read_file(self, content, file_name):
        """Read a statement or a registry of payments.

        :param bytes content: of the file
        :return: (kind, `client_bank.Statement`); of a registry without accounts and sections
        :raise UserError: when the file is broken
        """
        name = (file_name or "").lower()
        if name.endswith((".xlsx", ".csv", ".xls", ".ods")) and not (
            client_bank.looks_like_statement(content)
        ):
            return "table", self._read_table(content, file_name)
        try:
            return "statement", client_bank.read_statement(content, self.env.company.ais_today())
        except client_bank.StatementError as error:
            raise UserError(self._statement_error(error)) from None

    @api.model
    def _read_table(self, content, file_name):
        try:
            documents = payment_table.read_payments(
                table_read.read_table(content, file_name),
                self.env.company.ais_today(),
            )
        except table_read.TableError as error:
            raise UserError(self.env["ais.client.import"]._table_error(error)) from None
        except payment_table.PaymentTableError as error:
            raise UserError(self._registry_error(error)) from None
        days = [document.date for document in documents]
        return client_bank.Statement(
            encoding="",
            date_from=min(days),
            date_to=max(days),
            documents=documents,
        )

    @api.model
    def _statement_error(self, error):
        """Why a statement is refused, in words."""
        text = {
            client_bank.TOO_BIG: self.env._("the file is too big: at most 50 MB"),
            client_bank.NOT_A_STATEMENT: self.env._(
                "it is no statement: the first line must be 1CClientBankExchange. Export the"
                " statement from the client-bank “for 1C”, or load a registry as XLSX or CSV",
            ),
            client_bank.NO_VERSION: self.env._("the version of the format is not told"),
            client_bank.BAD_VERSION: self.env._(
                "the version of the format, “%s”, is not known: 1.02 and 1.03 are",
                error.text,
            ),
            client_bank.NO_ACCOUNT: self.env._("it names no account of ours (РасчСчет)"),
            client_bank.TRUNCATED: self.env._(
                "the file is cut short: its end (КонецФайла) is missing. Download it again",
            ),
            client_bank.AFTER_END: self.env._(
                "something stands behind the end of the file: “%s”. Load each statement by itself",
                error.text,
            ),
            client_bank.NOT_CLOSED: self.env._("a part begins here and is never closed"),
            client_bank.NOT_OPENED: self.env._("a part is closed here that was never begun"),
            client_bank.BAD_AMOUNT: self.env._("“%s” is not a sum", error.text),
            client_bank.NO_AMOUNT: self.env._("the document has no sum"),
            client_bank.BAD_DATE: self.env._("“%s” is not a date", error.text),
            client_bank.FUTURE_DATE: self.env._("the date %s is still to come", error.text),
            client_bank.NO_DATE: self.env._("the document has no date"),
        }[error.reason]
        return self.env._(
            "The statement is not imported. Line %(line)s: %(reason)s.",
            line=error.line,
            reason=text,
        )

    @api.model
    def _registry_error(self, error):
        """Why a registry of payments is refused, in words."""
        text = {
            payment_table.NO_HEADING: self.env._(
                "No heading found. One row names the columns: “Дата” and “Сумма”, and what else"
                " there is: Номер, Плательщик, ИНН, КПП, Счёт плательщика, БИК, Назначение.",
            ),
            payment_table.NO_ROWS: self.env._("There is no payment below the heading."),
            payment_table.BAD_DATE: self.env._("“%s” is not a date", error.text),
            payment_table.FUTURE_DATE: self.env._("the date %s is still to come", error.text),
            payment_table.BAD_AMOUNT: self.env._("“%s” is not a sum", error.text),
            payment_table.BAD_INN: self.env._("“%s” is not an INN", error.text),
        }[error.reason]
        if not error.row:
            return text
        return self.env._(
            "The registry is not imported. Row %(row)s: %(reason)s.",
            row=error.row,
            reason=text,
        )
