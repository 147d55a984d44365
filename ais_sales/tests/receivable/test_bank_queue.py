from odoo.exceptions import UserError
from odoo.tests import tagged

from .bank_common import PaidCommon


@tagged("post_install", "-at_install")
class TestBankQueue(PaidCommon):
    """What is not certain waits for the accountant, who decides (2.14)."""

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
        dialog = self.env["ais.bank.ignore"].with_user(self.accountant)
        with self.assertRaisesRegex(UserError, "Write why"):
            dialog.create({"line_ids": line.ids, "reason": " "}).action_ignore()
        self.assertEqual(line.state, "unmatched")
        dialog.create(
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
