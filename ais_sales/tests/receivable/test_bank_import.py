import io

import openpyxl

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import ROLES
from .bank_common import INN, INN_2, BankCommon
from .statement_maker import OWN, document, outgoing, statement


@tagged("post_install", "-at_install")
class TestBankImport(BankCommon):
    """A statement is imported: payments find their invoices, each once (2.14)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoice = cls._invoice("АИС-2026/0145", 45000)
        cls.invoice_2 = cls._invoice("АИС-2026/0146", 18000, cls.client_2)

    def _paid(self, number="1", amount=45000, purpose="счет АИС-2026/0145", inn=INN, **more):
        return document(number, amount, purpose, inn, **more)

    def test_sure_payment_pays_its_invoice(self):
        imported = self._load(self._paid(), outgoing("2", 1500), total=45000)
        line = self._line(imported, "1")
        self.assertEqual((line.state, line.partner_id), ("posted", self.client))
        self.assertEqual(line.user_id, self.specialist)
        self.assertEqual((self.invoice.payment_state, self.invoice.amount_residual), ("paid", 0))
        payment = line.payment_id
        self.assertEqual(
            (payment.state, payment.amount, payment.journal_id.id),
            (
                "paid",
                45000,
                self.journal.id,
            ),
        )
        self.assertTrue(payment.is_reconciled and payment.is_matched)
        for text in ("1", "16.11.2026", "счет АИС-2026/0145"):
            self.assertIn(text, payment.memo)
        self.assertEqual(
            payment.move_id.line_ids.account_id,
            (self.journal.default_account_id | self.client.property_account_receivable_id),
        )
        self.assertEqual(
            (imported.posted_count, imported.ignored_count, imported.waiting_count),
            (1, 1, 0),
        )
        self.assertEqual((imported.posted_amount, imported.total_in), (45000, 45000))
        self.assertFalse(imported.warning)
        self.assertEqual(imported.user_id, self.accountant)

    def test_sums_that_differ_from_the_file_s_own_are_told(self):
        imported = self._load(self._paid(), total=99999)
        self.assertRegex(imported.warning, r"99.999[.,]00")
        self.assertRegex(imported.warning, r"45.000[.,]00")

    def test_part_payment_leaves_the_rest_owed(self):
        self._load(self._paid(amount=20000))
        self.assertEqual(self.invoice.payment_state, "partial")
        self.assertEqual(self.invoice.amount_residual, 25000)

    def test_two_payments_of_one_file_pay_one_invoice(self):
        self._load(self._paid("1", 20000), self._paid("2", 25000))
        self.assertEqual(self.invoice.payment_state, "paid")

    def test_several_invoices_of_one_payment(self):
        more = self._invoice("АИС-2026/0147", 5000)
        imported = self._load(self._paid(amount=50000, purpose="счета 145, 147"))
        self.assertEqual((self.invoice | more).mapped("payment_state"), ["paid", "paid"])
        self.assertEqual(
            sorted(imported.line_ids.allocation_ids.mapped("amount")),
            [5000, 45000],
        )

    def test_overpayment_waits_and_then_stays_as_credit(self):
        imported = self._load(self._paid(amount=50000))
        line = imported.line_ids
        self.assertEqual((line.state, line.rest, line.confidence), ("proposed", 5000, "high"))
        self.assertIn("credit", line.reason)
        self.assertEqual(self.invoice.payment_state, "not_paid")
        line.with_user(self.accountant).action_accept()
        self.assertEqual((line.state, self.invoice.payment_state), ("posted", "paid"))
        credit = line.payment_id.move_id.line_ids.filtered(
            lambda one: one.account_type == "asset_receivable",
        )
        self.assertEqual((credit.amount_residual, credit.partner_id), (-5000, self.client))

    def test_instalments_are_paid_from_the_oldest(self):
        term = self.env["account.payment.term"].create(
            {
                "name": "Два взноса",
                "line_ids": [
                    Command.create({"value": "percent", "value_amount": 50, "nb_days": 5}),
                    Command.create({"value": "percent", "value_amount": 50, "nb_days": 35}),
                ],
            },
        )
        invoice = self._invoice(
            "АИС-2026/0200",
            10000,
            invoice_date_due=False,
            invoice_payment_term_id=term.id,
        )
        self._load(self._paid(amount=6000, purpose="сч 200"))
        lines = invoice.line_ids.filtered("date_maturity").sorted("date_maturity")
        lines = lines.filtered(lambda one: one.account_type == "asset_receivable")
        self.assertEqual(lines.mapped("amount_residual"), [0, 4000])

    def test_credit_note_is_not_netted(self):
        self.env["account.move"].create(
            {
                "move_type": "out_refund",
                "partner_id": self.client.id,
                "invoice_date": fields.Date.to_date("2026-11-13"),
                "invoice_line_ids": [
                    Command.create({"name": "Скидка", "price_unit": 5000, "tax_ids": False}),
                ],
            },
        ).action_post()
        self._load(self._paid(amount=40000))
        self.assertEqual(self.invoice.amount_residual, 5000)

    def test_doubtful_payment_waits_with_a_reason_in_words(self):
        imported = self._load(self._paid(purpose="за обучение"))
        line = imported.line_ids
        self.assertEqual((line.state, line.allocation_ids.move_id), ("proposed", self.invoice))
        self.assertIn("АИС-2026/0145", line.reason)
        self.assertIn("by the INN", line.reason)
        self.assertFalse(line.payment_id)

    def test_sum_alone_proposes_nothing(self):
        imported = self._load(self._paid(inn="", purpose="за обучение"))
        self.assertEqual(imported.line_ids.state, "unmatched")
        self.assertFalse(imported.line_ids.allocation_ids)

    def test_proposal_whose_invoice_was_paid_meanwhile_is_refused(self):
        imported = self._load(self._paid(purpose="за обучение"))
        self._load(self._paid("2"))
        with self.assertRaisesRegex(UserError, "owes less"):
            imported.line_ids.with_user(self.accountant).action_accept()

    def test_two_proposals_for_one_debt_are_not_accepted_together(self):
        lines = self._load(
            self._paid("1", purpose="За обучение"),
            self._paid("2", purpose="За обучение"),
        ).line_ids
        for line in lines:
            line._propose(self.client, [(self.invoice, 45000)], 0, "За обучение")
        with self.assertRaisesRegex(UserError, "owes less"), self.cr.savepoint():
            lines.with_user(self.accountant).action_accept()
        self.assertEqual(self.invoice.amount_residual, 45000)
        lines[0].with_user(self.accountant).action_accept()
        self.assertEqual(self.invoice.amount_residual, 0)

    # -- by hand

    def _by_hand(self, line, **vals):
        return (
            self.env["ais.bank.allocate"]
            .with_user(self.accountant)
            .create({"line_id": line.id, **vals})
        )

    def test_accountant_chooses_client_and_invoices(self):
        line = self._load(self._paid(inn="", purpose="обучение", amount=20000)).line_ids
        wizard = self._by_hand(line, partner_id=self.client_2.id, move_ids=self.invoice_2.ids)
        self.assertEqual(wizard.rest, 2000)
        wizard.action_post()
        self.assertEqual((line.state, line.rest), ("posted", 2000))
        self.assertEqual(
            (self.invoice_2.payment_state, line.user_id),
            (
                "paid",
                self.specialist_2,
            ),
        )

    def test_advance_is_kept_as_credit(self):
        line = self._load(self._paid(amount=700, purpose="аванс")).line_ids
        self._by_hand(line, partner_id=self.client.id, is_advance=True).action_post()
        self.assertEqual((line.state, line.rest), ("posted", 700))
        self.assertEqual(self.invoice.amount_residual, 45000)
        self.assertEqual(line.payment_id.partner_id, self.client)

    def test_advance_of_a_client_without_debts_is_proposed(self):
        self._load(self._paid())
        line = self._load(self._paid("2", 700, "аванс")).line_ids
        self.assertEqual((line.state, line.rest), ("proposed", 700))
        line.with_user(self.accountant).action_accept()
        self.assertEqual(line.payment_id.amount, 700)

    def test_invoice_of_another_client_or_nothing_is_refused_by_hand(self):
        line = self._load(self._paid(purpose="обучение")).line_ids
        with self.assertRaises(UserError):
            self._by_hand(line, partner_id=self.client_2.id, move_ids=[]).action_post()
        wizard = self._by_hand(line, partner_id=self.client.id)
        wizard.move_ids = self.invoice_2
        with self.assertRaisesRegex(UserError, "not an open invoice"):
            wizard.action_post()
        self.assertEqual(line.state, "proposed")

    def test_no_client_s_payment_is_left_out_with_the_reason(self):
        line = self._load(self._paid(inn="", purpose="Возврат аванса")).line_ids
        self.env["ais.bank.ignore"].with_user(self.accountant).create(
            {"line_ids": line.ids, "reason": "Возврат поставщика"},
        ).action_ignore()
        self.assertEqual(line.state, "ignored")
        self.assertIn("Возврат поставщика", line.reason)
        line.with_user(self.accountant).action_take_back()
        self.assertEqual(line.state, "unmatched")

    def test_posted_payment_is_taken_back(self):
        line = self._load(self._paid()).line_ids
        payment = line.payment_id
        line.with_user(self.accountant).action_take_back()
        self.assertEqual((line.state, payment.state), ("proposed", "canceled"))
        self.assertEqual(
            (self.invoice.payment_state, self.invoice.amount_residual),
            (
                "not_paid",
                45000,
            ),
        )
        line.with_user(self.accountant).action_accept()
        self.assertEqual((line.state, self.invoice.payment_state), ("posted", "paid"))

    # -- once

    def test_same_file_again_adds_nothing(self):
        first = self._load(self._paid())
        again = self._load(self._paid())
        self.assertEqual(first, again)
        self.assertEqual(self.env["account.payment"].search_count([]), 1)

    def test_overlapping_file_adds_what_is_new(self):
        first = self._load(self._paid(), outgoing("9", 5))
        second = self._load(
            self._paid(),
            outgoing("9", 5),
            self._paid("2", 18000, "сч 146", INN_2),
            name="за неделю.txt",
        )
        self.assertEqual((second.duplicate_count, second.posted_count), (2, 1))
        known = self._line(second, "1")
        self.assertEqual(
            (known.state, known.duplicate_of_id),
            ("duplicate", self._line(first, "1")),
        )
        self.assertEqual(self.env["account.payment"].search_count([]), 2)

    def test_two_equal_documents_of_one_file_are_two_payments(self):
        self._load(self._paid(amount=100), self._paid(amount=100))
        self.assertEqual(self.invoice.amount_residual, 44800)
        third = self._load(*[self._paid(amount=100)] * 3, name="ещё.txt")
        self.assertEqual((third.duplicate_count, third.posted_count), (2, 1))

    def test_same_statement_in_another_encoding_is_known(self):
        self._load(self._paid())
        text = statement(self._paid()).replace("\n", "\r\n")
        second = self._load(content=text.encode("cp1251"), name="другая.txt")
        self.assertEqual(second.duplicate_count, 1)

    # -- registries

    def test_registry_in_xlsx_is_imported(self):
        book = openpyxl.Workbook()
        for row in (
            ("Реестр платежей",),
            ("№", "Дата", "Сумма", "Плательщик", "ИНН", "Назначение платежа"),
            (1, fields.Date.to_date("2026-11-16"), 45000, "ООО Ромашка", INN, "сч. 145"),
            ("2", "16.11.2026", "18 000,00 руб.", "АО Василёк", INN_2, "сч. 146"),
            ("Итого", None, 63000),
        ):
            book.active.append(row)
        buffer = io.BytesIO()
        book.save(buffer)
        imported = self._load(content=buffer.getvalue(), name="реестр.xlsx", user=self._one_bank())
        self.assertEqual((imported.kind, imported.posted_count), ("table", 2))
        self.assertEqual((self.invoice | self.invoice_2).mapped("payment_state"), ["paid"] * 2)
        self.assertEqual(imported.line_ids.journal_id, self.journal)

    def _one_bank(self):
        """Only one bank journal is left: it is the registry's."""
        others = self.env["account.journal"].search(
            [("type", "=", "bank"), ("id", "!=", self.journal.id)],
        )
        others.active = False
        return self.accountant

    def test_registry_with_a_mistake_is_refused_whole(self):
        user = self._one_bank()
        head = (
            "Дата;Номер;Сумма;Плательщик;ИНН;Назначение\n16.11.2026;1;45000;Р;9902000020;сч 145\n"
        )
        for row, text in (
            ("вчера;2;10;Р;;\n", "Row 3.*вчера"),
            ("16.11.2026;2;много;Р;;\n", "Row 3.*много"),
            ("16.11.2026;2;10;Р;12ab;\n", "Row 3.*INN"),
            ("16.11.9999;2;10;Р;;\n", "Row 3.*9999"),
            ("16.11.2026;2;-10;Р;;\n", "Row 3.*-10"),
            ("16.11.2026;2;NaN;Р;;\n", "Row 3.*NaN"),
            ("16.11.2026;2;1e3;Р;;\n", "Row 3.*1e3"),
            ("16.11.2026;2;\u0661\u0660;Р;;\n", "Row 3.*is not a sum"),
            ("16.11.2026;2;10;Р;\u0661\u0660" + "0" * 8 + ";\n", "Row 3.*INN"),
        ):
            with self.assertRaisesRegex(UserError, text):
                self._load(content=(head + row).encode(), name="реестр.csv", user=user)
        with self.assertRaisesRegex(UserError, "heading"):
            self._load(content=b"a;b\n1;2", name="x.csv", user=user)
        self.assertEqual(self.invoice.payment_state, "not_paid")
        self.assertEqual(self._load(content=head.encode(), name="р.csv", user=user).posted_count, 1)

    # -- refused

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

    # -- who

    def test_only_the_accountant_imports_and_decides(self):
        line = self._load(self._paid(purpose="обучение")).line_ids
        for role in ROLES:
            user = getattr(self, role)
            if user == self.accountant:
                continue
            with self.subTest(role):
                with self.assertRaises(AccessError):
                    self._load(self._paid("7"), user=user)
                with self.assertRaises(AccessError):
                    self.env["ais.bank.import"].with_user(user)._load(b"", "x")
                for method in ("action_accept", "action_ignore", "action_take_back"):
                    with self.assertRaises(AccessError):
                        getattr(line.with_user(user), method)()
        self.assertEqual(line.state, "proposed")

    def test_specialist_reads_the_payments_of_own_clients(self):
        imported = self._load(
            self._paid(), self._paid("2", 18000, "сч 146", INN_2), outgoing("3", 1)
        )
        model = self.env["ais.bank.import.line"]
        for user, numbers in (
            (self.specialist, ["1"]),
            (self.specialist_2, ["2"]),
            (self.head, ["1", "2"]),
            (self.director, ["1", "2"]),
            (self.accountant, ["1", "2", "3"]),
        ):
            found = model.with_user(user).search([("import_id", "=", imported.id)])
            self.assertEqual(sorted(found.mapped("number")), numbers, user.login)

    def test_specialist_is_told_once_an_import(self):
        invoice = self._invoice("АИС-2026/0150", 100)
        imported = self._load(self._paid(), self._paid("2", 100, "сч 150"))
        activities = self.env["mail.activity"].search(
            [
                ("res_model", "=", "ais.bank.import.line"),
                ("res_id", "in", imported.line_ids.ids),
                ("user_id", "=", self.specialist.id),
            ],
        )
        self.assertEqual(len(activities), 1)
        self.assertIn(invoice.name, activities.note)
        self.assertIn("АИС-2026/0145", activities.note)

    def test_hundred_payments_cost_few_queries_each(self):
        for number in range(500, 600):
            self._invoice(f"АИС-2026/{number}", number)
        documents = [self._paid(str(n), n, f"счет АИС-2026/{n}") for n in range(500, 600)]
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        imported = self._load(*documents)
        self.assertEqual(imported.posted_count, 100)
        self.assertLess(self.env.cr.sql_log_count - before, 500)
