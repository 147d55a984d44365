from odoo.exceptions import UserError
from odoo.tests import tagged

from .bank_common import INN, INN_2, PaidCommon
from .statement_maker import OWN, statement


@tagged("post_install", "-at_install")
class TestBankRefused(PaidCommon):
    """A file that cannot be right is refused whole, with what to do (2.14)."""

    def test_broken_statement_is_refused_whole_with_the_line(self):
        good = statement(self._paid(), self._paid("2", 18000, "сч 146", INN_2))
        for bad, text in (
            (good.replace("18000.00", "много"), r"Line \d+: “много” is not a sum"),
            (good.replace("=16.11.2026", "=16.11.0001"), r"Line \d+: “16.11.0001” is not a date"),
            (good.replace("КонецФайла", ""), "cut short"),
            (good.replace("1.03", "2.00"), "2.00"),
            ("что-то", "1CClientBankExchange"),
        ):
            with self.assertRaisesRegex(UserError, text):
                self._load(content=bad.encode())
        self.assertEqual(self.invoice.payment_state, "not_paid")
        self.assertFalse(self.env["ais.bank.import"].search([]))

    def test_account_without_a_journal_is_told(self):
        other = "40703810900000000999"
        text = statement(self._paid(), account=other).replace(OWN, other)
        with self.assertRaisesRegex(UserError, f"{other}.*Account Number"):
            self._load(content=text.encode())

    def test_account_in_another_currency_needs_its_journal(self):
        account = "40703840200000000123"
        text = statement(self._paid(amount=100), account=account).replace(OWN, account)
        dollar = self.env.ref("base.USD")
        dollar.active = True
        journal = self._make_journal(account)
        with self.assertRaisesRegex(UserError, "USD"):
            self._load(content=text.encode())
        journal.currency_id = dollar
        self.assertEqual(self.invoice.payment_state, "not_paid", "roubles are not dollars")
        invoice = self._invoice("АИС-2026/0300", 100, currency_id=dollar.id)
        text = text.replace("0145", "0300")
        imported = self._load(content=text.encode())
        self.assertEqual((imported.posted_count, invoice.payment_state), (1, "paid"))
        self.assertEqual(imported.line_ids.currency_id, dollar)

    def test_account_of_another_company_is_told(self):
        company = self.env["res.company"].create({"name": "Филиал"})
        self.accountant.company_ids += company
        account = "40703810900000000888"
        self._make_journal(account, company)
        text = statement(self._paid(), account=account).replace(OWN, account)
        imports = self.env["ais.bank.import"].with_user(self.accountant)
        imports = imports.with_context(allowed_company_ids=(self.company | company).ids)
        with self.assertRaisesRegex(UserError, "Филиал"):
            imports._load(text.encode(), "x.txt")

    def test_another_company_s_invoice_is_not_paid(self):
        company = self.env["res.company"].create({"name": "Филиал"})
        book, _owners = self.env["ais.bank.import"]._open_book(company, self.rouble, {INN})
        self.assertFalse(book.by_inn)

    def test_payment_of_a_day_to_come_is_refused_in_words(self):
        paid = self._paid(day="01.01.2099")
        with self.assertRaisesRegex(UserError, r"Line \d+: the date 01\.01\.2099 is still to come"):
            self._load(paid)
        rows = "Дата;Сумма;ИНН\n01.01.2099;100;" + INN
        with self.assertRaisesRegex(UserError, "Row 2: the date 01.01.2099 is still to come"):
            self._load(content=rows.encode(), name="реестр.csv")

    def test_payment_to_a_stranger_s_account_is_left_out(self):
        account = {"ПолучательСчет": "40702810000000009999"}
        line = self._load(
            self._paid(**account, ПолучательРасчСчет=account["ПолучательСчет"]),
        ).line_ids
        self.assertEqual((line.state, line.direction), ("ignored", "other"))
        self.assertEqual(self.invoice.payment_state, "not_paid")
