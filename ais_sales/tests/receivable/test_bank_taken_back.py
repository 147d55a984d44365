from odoo.exceptions import UserError
from odoo.tests import tagged

from .bank_common import INN, BankCommon
from .statement_maker import document


@tagged("post_install", "-at_install")
class TestBankTakenBack(BankCommon):
    """A payment that is undone in Odoo's own form brings its line back to the queue (2.14)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoice = cls._invoice("АИС-2026/0145", 45000)

    def _posted(self, **more):
        documents = [document("1", 45000, "счет АИС-2026/0145", INN)]
        line = self._load(*documents, **more).line_ids
        self.assertEqual(line.state, "posted")
        return line, line.payment_id.with_user(self.accountant)

    def _assert_waits(self, line, text):
        self.assertEqual((line.state, line.payment_id.id), ("proposed", False))
        self.assertEqual(line.allocation_ids.move_id, self.invoice)
        self.assertIn(text, line.reason)
        self.assertIn(self.accountant.name, line.reason)

    def test_cancelled_payment_brings_its_line_back(self):
        line, payment = self._posted()
        payment.action_cancel()
        self._assert_waits(line, "Payment cancelled by")
        self.assertEqual(self.invoice.payment_state, "not_paid")
        self.assertEqual(line.former_payment_id, payment)

    def test_payment_put_back_to_draft_brings_its_line_back(self):
        line, payment = self._posted()
        payment.action_draft()
        self._assert_waits(line, "Payment put back to draft by")

    def test_deleted_payment_brings_its_line_back(self):
        line, payment = self._posted()
        payment.action_draft()
        payment.unlink()
        self._assert_waits(line, "Payment put back to draft by")
        self.assertFalse(line.former_payment_id)

    def test_posted_payment_deleted_at_once_brings_its_line_back(self):
        line, payment = self._posted()
        payment.unlink()
        self._assert_waits(line, "Payment deleted by")
        self.assertEqual(self.invoice.payment_state, "not_paid")

    def test_entry_of_a_payment_taken_back_by_itself_brings_the_line_back(self):
        for method in ("button_draft", "button_cancel"):
            with self.subTest(method), self.cr.savepoint() as savepoint:
                line, payment = self._posted()
                getattr(payment.move_id, method)()
                self.assertEqual(line.state, "proposed")
                self.assertIn(self.accountant.name, line.reason)
                savepoint.close(rollback=True)
                self.env.invalidate_all()

    def test_line_that_came_back_is_accepted_once_more(self):
        line, payment = self._posted()
        payment.action_cancel()
        line.with_user(self.accountant).action_accept()
        self.assertEqual((line.state, self.invoice.payment_state), ("posted", "paid"))
        self.assertNotEqual(line.payment_id, payment)

    def test_same_money_in_another_file_still_adds_nothing(self):
        line, payment = self._posted()
        payment.action_cancel()
        again = self._load(
            document("1", 45000, "счет АИС-2026/0145", INN),
            total=45000,
            name="другой.txt",
        )
        self.assertEqual((again.duplicate_count, again.posted_count), (1, 0))
        self.assertEqual(again.line_ids.duplicate_of_id, line)
        self.assertEqual(self.invoice.payment_state, "not_paid")

    def test_draft_that_is_posted_again_takes_its_line_along(self):
        line, payment = self._posted()
        payment.action_draft()
        payment.action_post()
        self.assertEqual((line.state, line.payment_id), ("posted", payment))
        self.assertIn("Posted again", line.reason)
        self.assertEqual((line.allocation_ids.move_id, line.rest), (self.invoice, 0))

    def test_payment_cancelled_and_posted_again_is_matched_with_nothing(self):
        line, payment = self._posted()
        payment.action_cancel()
        payment.action_draft()
        payment.action_post()
        self.assertEqual((line.state, line.payment_id), ("posted", payment))
        self.assertEqual((line.rest, line.allocation_ids.ids), (45000, []))
        self.assertEqual(self.invoice.payment_state, "not_paid")

    def test_money_is_not_posted_twice_through_the_former_payment(self):
        line, payment = self._posted()
        payment.action_draft()
        line = line.with_user(self.accountant)
        with self.assertRaisesRegex(UserError, "is a draft and holds"):
            line.action_accept()
        payment.action_cancel()
        line.action_accept()
        payment.action_draft()
        with self.assertRaisesRegex(UserError, "a second time"), self.cr.savepoint():
            payment.action_post()

    def test_draft_posted_with_another_sum_leaves_the_line_to_a_person(self):
        line, payment = self._posted()
        payment.action_draft()
        payment.amount = 40000
        payment.action_post()
        self.assertEqual(line.state, "proposed")
        self.assertIn("leave the line out", line.reason)
