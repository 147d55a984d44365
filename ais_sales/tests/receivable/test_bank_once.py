from odoo.tests import tagged

from .bank_common import INN_2, PaidCommon
from .statement_maker import outgoing, statement


@tagged("post_install", "-at_install")
class TestBankOnce(PaidCommon):
    """A payment is entered once, whatever file it comes in (2.14)."""

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
