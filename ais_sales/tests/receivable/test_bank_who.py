from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import ROLES
from .bank_common import INN_2, PaidCommon
from .statement_maker import outgoing


@tagged("post_install", "-at_install")
class TestBankWho(PaidCommon):
    """Who imports, decides and reads (2.14)."""

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
