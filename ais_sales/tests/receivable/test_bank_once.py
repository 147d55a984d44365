from odoo.tests import tagged

from .bank_common import INN, INN_2, PaidCommon
from .statement_maker import PAYER_ACCOUNT, outgoing, statement


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

    def test_other_purpose_or_zeros_before_the_number_make_no_other_payment(self):
        first = self._load(self._paid("6601", 5000))
        for place, paid in enumerate(
            (
                self._paid("6601", 5000, "счет АИС-2026/0145. НДС не облагается"),
                self._paid("006601", 5000),
                self._paid(" 6601", 5000, "сч. 145", inn=""),
            ),
        ):
            line = self._load(paid, name=f"снова {place}.txt").line_ids
            self.assertEqual((line.state, line.duplicate_of_id), ("duplicate", first.line_ids))
        self.assertEqual(self.invoice.amount_residual, 40000)

    def test_document_without_the_payer_s_account_waits_beside_the_one_with_it(self):
        bare = {"ПлательщикСчет": None, "ПлательщикРасчСчет": None}
        first = self._load(self._paid("6601", 5000)).line_ids
        second = self._load(self._paid("006601", 5000, **bare), name="без счёта.txt").line_ids
        self.assertEqual((second.state, second.twin_of_id), ("unmatched", first))
        self.assertIn("Looks the same as No. 6601", second.reason)
        second.with_user(self.accountant).action_same()
        other = self._paid("6601", 5000, "сч. 145, НДС не облагается", **bare)
        third = self._load(other, name="и ещё раз.txt").line_ids
        self.assertEqual((third.state, bool(third.twin_of_id)), ("unmatched", True))
        known = self._load(
            self._paid("6601", 5000, **bare),
            outgoing("9", 5),
            name="без счёта снова.txt",
        )
        self.assertEqual(self._line(known, "6601").duplicate_of_id, second)
        self.assertEqual(self.invoice.amount_residual, 40000)

    def test_same_payer_from_another_account_of_one_number_and_sum_waits(self):
        self._load(self._paid("6601", 5000))
        account = PAYER_ACCOUNT[:-1] + "8"
        paid = {"ПлательщикСчет": account, "ПлательщикРасчСчет": account}
        line = self._load(self._paid("6601", 5000, **paid), name="другой счёт.txt").line_ids
        self.assertEqual(line.state, "unmatched")
        paid = dict.fromkeys(paid, PAYER_ACCOUNT[:-1] + "9")
        other = self._paid("6601", 5000, "сч 146", INN_2, **paid)
        line = self._load(other, name="другой плательщик.txt").line_ids
        self.assertEqual(line.state, "posted")

    def test_payment_entered_when_the_purpose_was_in_the_key_waits(self):
        first = self._load(self._paid("6601", 5000)).line_ids
        first.dedup_key = "key of an earlier version"
        line = self._load(self._paid("6601", 5000), outgoing("9", 5), name="новая.txt").line_ids
        self.assertEqual(line.filtered("twin_of_id").twin_of_id, first)
        self.assertEqual(self.invoice.amount_residual, 40000)

    def test_two_equal_documents_are_two_even_where_their_looks_differ_later(self):
        bare = {"ПлательщикСчет": None, "ПлательщикРасчСчет": None}
        self._load(self._paid("7", 100), self._paid("7", 100, "сч. 145"))
        self.assertEqual(self.invoice.amount_residual, 44800)
        again = self._load(*[self._paid("7", 100, inn=INN, **bare)] * 3, name="без счёта.txt")
        states = sorted(again.line_ids.mapped("state"))
        self.assertEqual(states, ["posted", "unmatched", "unmatched"])
