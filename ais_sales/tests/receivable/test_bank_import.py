from odoo import Command, fields
from odoo.tests import tagged

from .bank_common import PaidCommon
from .statement_maker import outgoing


@tagged("post_install", "-at_install")
class TestBankImport(PaidCommon):
    """A statement is imported: payments find their invoices (2.14)."""

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

    def test_act_of_reconciliation_names_the_payment_order_by_its_number(self):
        self._load(self._paid("871"))
        act = self.env["ais.reconciliation.act"].create(
            {"client_id": self.client.id, "date_from": "2026-11-01", "date_to": "2026-11-30"},
        )
        self.assertIn("Оплата (п/п 871 от 16.11.2026)", act.line_ids.mapped("name"))

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
        self._invoices({f"АИС-2026/{number}": number for number in range(500, 600)})
        documents = [self._paid(str(n), n, f"счет АИС-2026/{n}") for n in range(500, 600)]
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        imported = self._load(*documents)
        self.assertEqual(imported.posted_count, 100)
        self.assertLess(self.env.cr.sql_log_count - before, 500)
