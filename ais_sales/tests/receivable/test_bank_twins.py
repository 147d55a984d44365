from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, tagged

from ...tools.payment_twin import Trace, find_twins, is_same
from .bank_common import INN, INN_2, BankCommon
from .statement_maker import document

HEAD = "Дата;Номер;Сумма;Плательщик;ИНН;Назначение\n"
BANK_INN = "7702070139"


@tagged("post_install", "-at_install")
class TestTwinRules(BaseCase):
    """What makes a row of a registry and a line of a statement one payment (2.14)."""

    def _trace(self, key="a", day=16, amount=100, **more):
        return Trace(key, amount, 1, date(2026, 11, day), **more)

    def test_payer_or_number_and_near_days(self):
        for one, other, same in (
            ({"inn": INN}, {"inn": INN}, True),
            ({"inn": INN}, {"inn": INN_2}, False),
            ({"name": "ООО «Ромашка»"}, {"name": "Ромашка ООО"}, True),
            ({"name": ""}, {"name": ""}, False),
            ({"purpose": "заказ АИС-2026/0145"}, {"purpose": "сч. 145", "inn": BANK_INN}, True),
            # two invoices of one client for one sum
            ({"inn": INN, "purpose": "сч 145"}, {"inn": INN, "purpose": "сч 146"}, False),
        ):
            self.assertEqual(is_same(self._trace(**one), self._trace(**other)), same, (one, other))
        self.assertTrue(is_same(self._trace(inn=INN), self._trace(day=21, inn=INN)))
        self.assertFalse(is_same(self._trace(inn=INN), self._trace(day=22, inn=INN)))

    def test_each_is_the_twin_of_one(self):
        known = [self._trace("k1", 14, inn=INN), self._trace("k2", 16, inn=INN)]
        new = [self._trace(key, inn=INN) for key in "abc"]
        self.assertEqual(find_twins(new, known), {"a": "k2", "b": "k1"})
        self.assertFalse(find_twins([self._trace(amount=99, inn=INN)], known))


@tagged("post_install", "-at_install")
class TestBankTwins(BankCommon):
    """A payment that came in a registry and comes in the statement is posted once (2.14)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoice = cls._invoice("АИС-2026/0145", 45000)
        cls.env["account.journal"].search(
            [("type", "=", "bank"), ("id", "!=", cls.journal.id)],
        ).active = False

    def _registry(self, *rows, name="реестр.csv"):
        return self._load(content=(HEAD + "\n".join(rows)).encode(), name=name)

    def _statement(self, *documents, name="выписка.txt"):
        return self._load(*documents, name=name)

    def _payments(self):
        return self.env["account.payment"].search_count([("partner_id", "=", self.client.id)])

    def test_statement_after_the_registry_waits_and_names_the_row(self):
        first = self._registry(f"16.11.2026;77;20000;ООО Ромашка;{INN};сч. 145").line_ids
        self.assertEqual(first.state, "posted")
        second = self._statement(
            document("1", 20000, "счет АИС-2026/0145", INN, day=date(2026, 11, 18)),
        ).line_ids
        self.assertEqual((second.state, second.twin_of_id), ("unmatched", first))
        self.assertEqual((second.partner_id, second.user_id), (self.client, self.specialist))
        self.assertIn("Looks the same as No. 77", second.reason)
        self.assertIn("реестр.csv", second.reason)
        self.assertEqual((self._payments(), self.invoice.amount_residual), (1, 25000))

    def test_registry_after_the_statement_waits_too(self):
        self._statement(document("1", 20000, "счет АИС-2026/0145", INN))
        second = self._registry("15.11.2026;77;20000;Иванова Анна;;Заказ АИС-2026/0145").line_ids
        self.assertEqual(second.state, "unmatched")
        self.assertEqual(self._payments(), 1)

    def test_what_is_the_same_is_left_out_by_one_click_for_good(self):
        self._registry(f"16.11.2026;77;20000;ООО Ромашка;{INN};сч. 145")
        paid = document("1", 20000, "счет АИС-2026/0145", INN)
        line = self._statement(paid).line_ids
        with self.assertRaises(AccessError):
            line.with_user(self.head).action_same()
        line.with_user(self.accountant).action_same()
        self.assertEqual(line.state, "ignored")
        self.assertIn(self.accountant.name, line.reason)
        with self.assertRaisesRegex(UserError, "does not wait"):
            line.with_user(self.accountant).action_same()
        again = self._statement(paid, document("2", 7, ""), name="неделя.txt")
        self.assertEqual(self._line(again, "1").state, "duplicate")
        self.assertEqual(self._payments(), 1)

    def test_another_payment_of_the_same_sum_is_posted(self):
        self._registry(f"16.11.2026;77;20000;ООО Ромашка;{INN};сч. 145")
        lines = self._statement(
            document("1", 20000, "счет АИС-2026/0145", INN),
            document("2", 20000, "счет АИС-2026/0145", INN),
        ).line_ids
        self.assertEqual(sorted(lines.mapped("state")), ["posted", "unmatched"])
        late = self._statement(
            document("3", 5000, "счет 145", INN, day=date(2026, 11, 16) + timedelta(days=9)),
            name="позже.txt",
        )
        self.assertEqual(late.line_ids.state, "posted")

    def test_twin_is_allocated_by_hand_when_it_is_another_payment(self):
        self._registry(f"16.11.2026;77;20000;ООО Ромашка;{INN};сч. 145")
        line = self._statement(document("1", 20000, "счет 145", INN)).line_ids
        self.env["ais.bank.allocate"].with_user(self.accountant).create(
            {"line_id": line.id, "move_ids": self.invoice.ids},
        ).action_post()
        self.assertEqual((line.state, self.invoice.amount_residual), ("posted", 5000))

    def test_two_statements_are_not_compared_by_looks(self):
        self._statement(document("1", 20000, "счет 145", INN))
        second = self._statement(document("2", 20000, "счет 145", INN), name="вторая.txt")
        self.assertEqual(second.line_ids.state, "posted")
