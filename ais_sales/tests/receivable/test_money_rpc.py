import base64
from datetime import timedelta

from odoo.tests import tagged

from ..common import ROLES
from ..rpc import REFUSED, RpcCase
from .bank_common import INN, INN_2, BankCommon, PaidCommon
from .statement_maker import OWN, OWN_INN, document, outgoing, statement

OWN_2 = "40703810500000000456"
DOLLARS = "40703840200000000123"
OTHER_BANK = "40703810900000000888"
USER_ERROR = "odoo.exceptions.UserError"


class MoneyRpc(RpcCase):
    """Files are imported as the web client imports them."""

    def _upload(self, content, name="выписка.txt", **context):
        kwargs = {"context": context} if context else {}
        vals = {"file": base64.b64encode(content.encode()).decode(), "file_name": name}
        return self._call("ais.bank.load", "create", vals, **kwargs), kwargs

    def _import(self, content, name="выписка.txt", **context):
        """Import a file; return the record."""
        wizard, kwargs = self._upload(content, name, **context)
        result = self._call("ais.bank.load", "import_file", [wizard], **kwargs)
        self.env.invalidate_all()
        return self.env["ais.bank.import"].browse(result["action"]["res_id"])

    def _import_refused(self, content, **context):
        wizard, kwargs = self._upload(content, **context)
        self._refused(USER_ERROR, "ais.bank.load", "import_file", [wizard], **kwargs)


@tagged("post_install", "-at_install")
class TestMoneyRoles(MoneyRpc, PaidCommon):
    """Money and debts through RPC: each role sees and does its own (2.14, 2.15)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.ais_dunning = True
        day = cls.company.ais_today() - timedelta(days=20)
        (cls.invoice | cls.invoice_2).line_ids.filtered("date_maturity").date_maturity = day
        for user, client in ((cls.specialist, cls.client), (cls.specialist_2, cls.client_2)):
            cls.env["ais.debt.contact"].create(
                {"client_id": client.id, "user_id": user.id, "result": "not_reached"},
            )
            cls.env["ais.reconciliation.act"].create(
                {"client_id": client.id, "user_id": user.id},
            )

    def _clients(self, model, field="client_id"):
        wanted = (self.client | self.client_2).ids
        rows = self._call(model, "search_read", [[field, "in", wanted]], [field])
        return {row[field][0] for row in rows}

    def test_accountant_imports_and_the_specialist_sees_own_clients_only(self):
        self._log_in(self.accountant)
        imported = self._import(
            statement(self._paid(amount=20000), self._paid("2", 8000, "сч 146", INN_2)),
        )
        self.assertEqual((imported.posted_count, imported.user_id), (2, self.accountant))
        for user, client in ((self.specialist, self.client), (self.specialist_2, self.client_2)):
            self._log_in(user)
            for model, field in (
                ("ais.receivable", "client_id"),
                ("ais.debtor", "client_id"),
                ("ais.debt.contact", "client_id"),
                ("ais.reconciliation.act", "client_id"),
                ("ais.bank.import.line", "partner_id"),
            ):
                with self.subTest(user=user.login, model=model):
                    self.assertEqual(self._clients(model, field), set(client.ids))
            lines = imported.line_ids
            other = lines.filtered(lambda one, of=client: one.partner_id != of)
            self._refused(REFUSED, "ais.bank.import.line", "read", other.ids, ["amount"])
            self._refused(REFUSED, "ais.bank.import", "read", imported.ids, ["name"])
        for user in (self.head, self.director, self.accountant):
            self._log_in(user)
            self.assertEqual(len(self._clients("ais.receivable")), 2, user.login)
            self.assertEqual(len(self._clients("ais.bank.import.line", "partner_id")), 2)

    def test_nobody_but_the_accountant_imports_or_decides(self):
        self._log_in(self.accountant)
        line = self._import(statement(self._paid(purpose="обучение"))).line_ids
        self.assertEqual(line.state, "proposed")
        for role in set(ROLES) - {"accountant"}:
            self._log_in(getattr(self, role))
            with self.subTest(role):
                self._refused(REFUSED, "ais.bank.load", "create", {"file_name": "x"})
                self._refused(REFUSED, "ais.bank.load", "import_file", [1])
                self._refused(REFUSED, "ais.bank.import", "_load", "", "x")
                for method in ("action_accept", "action_same", "action_ignore", "action_take_back"):
                    self._refused(REFUSED, "ais.bank.import.line", method, line.ids)
        line.invalidate_recordset()
        self.assertEqual((line.state, self.invoice.payment_state), ("proposed", "not_paid"))
        self._log_in(self.accountant)
        self._call("ais.bank.import.line", "action_accept", line.ids)
        self.env.invalidate_all()
        self.assertEqual((line.state, self.invoice.payment_state), ("posted", "paid"))

    def test_nobody_edits_what_a_bank_said(self):
        self._log_in(self.accountant)
        line = self._import(statement(self._paid())).line_ids
        vals = (
            {"amount": 1},
            {"state": "unmatched"},
            {"payment_id": False},
            {"partner_id": self.client_2.id},
            {"twin_of_id": line.id},
            {"former_payment_id": line.payment_id.id},
        )
        for user in (*(getattr(self, role) for role in ROLES), self.env.ref("base.user_admin")):
            if user.login == "admin":
                user.password = "admin"
            self._log_in(user)
            with self.subTest(user.login):
                for one in vals:
                    self._refused(REFUSED, "ais.bank.import.line", "write", line.ids, one)
                self._refused(REFUSED, "ais.bank.import.line", "unlink", line.ids)
                self._refused(REFUSED, "ais.bank.import", "unlink", line.import_id.ids)
                self._refused(
                    REFUSED, "ais.bank.import.allocation", "write", line.allocation_ids.ids, vals[0]
                )
        line.invalidate_recordset()
        self.assertEqual((line.state, line.amount, line.partner_id), ("posted", 45000, self.client))


@tagged("post_install", "-at_install")
class TestMoneyOfCompanies(MoneyRpc, BankCommon):
    """The own account decides the journal and the company, through the whole import (2.14)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch = cls.env["res.company"].create(
            {"name": "Филиал", "currency_id": cls.rouble.id, "vat": "7707083893"},
        )
        cls.env["account.chart.template"].try_loading("generic_coa", cls.branch, install_demo=False)
        # the chart brings the currency of its country
        cls.branch.currency_id = cls.rouble
        cls.accountant.company_ids += cls.branch
        cls.journal_2 = cls._make_journal(OWN_2)
        cls.branch_journal = cls._make_journal(OTHER_BANK, cls.branch)
        cls.branch_accountant = cls._make_user("accountant", "accountant_2")
        cls.branch_accountant.write(
            {"company_ids": [(6, 0, cls.branch.ids)], "company_id": cls.branch.id},
        )
        cls.invoice = cls._invoice("АИС-2026/0145", 45000)
        cls.branch_invoice = cls._invoice(
            "АИС-2026/0145",
            45000,
            company_id=cls.branch.id,
            journal_id=cls.env["account.journal"]
            .search([("company_id", "=", cls.branch.id), ("type", "=", "sale")], limit=1)
            .id,
        )

    def _to(self, account, number="1", amount=45000, purpose="счет АИС-2026/0145", **more):
        keys = {"ПолучательСчет": account, "ПолучательРасчСчет": account}
        return document(number, amount, purpose, INN, **{**keys, **more})

    def _statement(self, *documents, account=OWN, more=()):
        text = statement(*documents, account=account)
        for other in more:
            text = text.replace(
                f"РасчСчет={account}\nСекция", f"РасчСчет={account}\nРасчСчет={other}\nСекция", 1
            )
        return text

    def test_own_account_decides_the_journal(self):
        self._log_in(self.accountant)
        self._invoice("АИС-2026/0146", 700)
        imported = self._import(
            self._statement(
                self._to(OWN),
                self._to(OWN_2, "2", 700, "сч 146"),
                more=[OWN_2],
            ),
        )
        self.assertEqual(imported.company_id, self.company)
        found = {
            line.number: (line.state, line.payment_id.journal_id) for line in imported.line_ids
        }
        self.assertEqual(
            found,
            {"1": ("posted", self.journal), "2": ("posted", self.journal_2)},
        )

    def test_own_account_decides_the_company(self):
        self._log_in(self.accountant)
        text = self._statement(self._to(OTHER_BANK), account=OTHER_BANK)
        both = [self.company.id, self.branch.id]
        self._import_refused(text, allowed_company_ids=both)
        self.assertEqual(self.branch_invoice.payment_state, "not_paid")
        imported = self._import(text, allowed_company_ids=both[::-1])
        self.assertEqual(imported.company_id, self.branch)
        payment = imported.line_ids.payment_id
        self.assertEqual(
            (payment.journal_id, payment.company_id), (self.branch_journal, self.branch)
        )
        self.assertEqual(
            (self.branch_invoice.payment_state, self.invoice.payment_state),
            ("paid", "not_paid"),
        )

    def test_another_company_s_money_is_not_seen(self):
        self._log_in(self.accountant)
        ours = self._import(self._statement(self._to(OWN, amount=1000)))
        self._log_in(self.branch_accountant)
        theirs = self._import(self._statement(self._to(OTHER_BANK, amount=10), account=OTHER_BANK))
        self.assertEqual((theirs.company_id, theirs.posted_count), (self.branch, 1))
        for model in ("ais.bank.import", "ais.bank.import.line", "ais.receivable", "ais.debtor"):
            rows = self._call(model, "search_read", [], ["company_id"])
            self.assertEqual({row["company_id"][0] for row in rows}, set(self.branch.ids), model)
        self._refused(REFUSED, "ais.bank.import", "read", ours.ids, ["name"])
        self._refused(REFUSED, "ais.bank.import.line", "read", ours.line_ids.ids, ["amount"])
        self._refused(REFUSED, "ais.bank.import.line", "action_take_back", ours.line_ids.ids)
        # a company that is not one's own is refused, whatever the request says
        self._refused(
            REFUSED,
            "ais.bank.import",
            "search_read",
            [],
            ["name"],
            context={"allowed_company_ids": self.company.ids},
        )
        self.assertEqual(ours.line_ids.state, "posted")

    def test_account_in_dollars_pays_invoices_in_dollars_only(self):
        dollar = self.env.ref("base.USD")
        dollar.active = True
        journal = self._make_journal(DOLLARS, currency_id=dollar.id)
        invoice = self._invoice("АИС-2026/0300", 100, currency_id=dollar.id)
        self._log_in(self.accountant)
        imported = self._import(
            self._statement(
                self._to(DOLLARS, "1", 100, "счет АИС-2026/0300"),
                self._to(DOLLARS, "2", 45000),
                account=DOLLARS,
            ),
        )
        first, second = imported.line_ids.sorted("number")
        self.assertEqual((first.state, first.payment_id.journal_id), ("posted", journal))
        self.assertEqual((first.currency_id, first.payment_id.currency_id), (dollar, dollar))
        self.assertEqual((invoice.payment_state, second.state), ("paid", "proposed"))
        self.assertFalse(second.allocation_ids)
        self.assertEqual(self.invoice.payment_state, "not_paid", "roubles are not dollars")

    def test_transfer_between_own_accounts_is_nobody_s_payment(self):
        self.company.vat = OWN_INN
        self._log_in(self.accountant)
        between = {"inn": OWN_INN, "ПлательщикСчет": OWN, "ПлательщикРасчСчет": OWN}
        one_file = self._import(
            self._statement(
                document(
                    "7",
                    5000,
                    "Перевод собственных средств, счет 145",
                    **between,
                    ПолучательСчет=OWN_2,
                    ПолучательРасчСчет=OWN_2,
                ),
                more=[OWN_2],
            ),
        )
        self.assertEqual(one_file.line_ids.mapped("state"), ["ignored"])
        # in two files: out of the one account, into the other
        away = self._import(
            self._statement(
                outgoing("8", 6000, ПолучательСчет=OWN_2, ПолучательРасчСчет=OWN_2),
            ),
        )
        into = self._import(
            self._statement(
                document(
                    "8", 6000, "Перевод", **between, ПолучательСчет=OWN_2, ПолучательРасчСчет=OWN_2
                ),
                account=OWN_2,
            ),
        )
        self.assertEqual((away | into).line_ids.mapped("state"), ["ignored", "ignored"])
        self.assertFalse(self.env["account.payment"].search([("company_id", "=", self.company.id)]))
        self.assertEqual(self.invoice.payment_state, "not_paid")
