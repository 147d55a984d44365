import re
from pathlib import Path

from odoo.tests import JsonRpcException, tagged

from ..rpc import REFUSED
from .scene import SECRET, SecretScene

ADDON = Path(__file__).parents[2]
# what makes a page of a text, in code of ours that is not a test
LIVE_PAGE = re.compile(r"t-raw|innerHTML|outerHTML|insertAdjacentHTML|\bmarkup\(")
# Markup of anything but a text that stands in the code
MADE_PAGE = re.compile(r"Markup\((?!\)|\"|'|\n)")
PRIVATE = (
    ("ais.course.group", "_apply_seat_changes", [{}]),
    ("ais.course.group", "_decide", ["cancel", "Потому что"]),
    ("ais.booking", "_split_off", [1]),
    ("ais.appointment", "_take_effect", []),
    ("ais.inquiry.source", "_find_by_key", ["x"]),
    ("ais.issued.document", "hand_over", ["2026-01-01", "person"]),
    ("ais.issued.document", "spoil", ["Порча"]),
    ("ais.issued.document", "issue_duplicate", ["Утеря"]),
    ("ais.activity.report", "return_with", ["Нет"]),
    ("ais.bank.import", "_load", ["", "x.txt"]),
    ("ais.desk", "_rows", ["x", "x", "res.users"]),
    ("ais.enrolment.mixin", "_enrolment_groups", [[1]]),
    ("report.ais_sales.contract", "_get_report_values", [[1]]),
)
# models through which code or rights are changed
MACHINERY = (
    ("ir.actions.server", {"name": "x", "state": "code", "code": "raise UserError('x')"}),
    ("ir.cron", {"name": "x", "state": "code", "code": "pass"}),
    ("ir.rule", {"name": "x", "domain_force": "[]"}),
    ("ir.model.access", {"name": "x"}),
    ("ir.config_parameter", {"key": "x", "value": "x"}),
    ("res.groups", {"name": "x"}),
    ("res.users", {"name": "x", "login": "x"}),
    ("ir.ui.view", {"name": "x", "arch": "<form/>", "model": "ais.booking"}),
    ("ir.actions.report", {"name": "x", "model": "ais.booking", "report_name": "x"}),
)


@tagged("post_install", "-at_install")
class TestDoors(SecretScene):
    """The doors that nobody of the department goes through, and people from outside."""

    def test_private_methods_are_called_by_nobody(self):
        for role in ("specialist", "head", "training_office", "director"):
            self._log_in(getattr(self, role))
            for model, method, args in PRIVATE:
                with self.subTest(role=role, model=model, method=method):
                    self._refused(REFUSED, model, method, [1], *args)

    def test_code_and_rights_are_changed_by_no_role(self):
        for role in ("specialist", "head", "deputy", "director", "training_office", "accountant"):
            self._log_in(getattr(self, role))
            for model, vals in MACHINERY:
                with self.subTest(role=role, model=model):
                    self._refused(REFUSED, model, "create", [vals])
            groups = [(4, self.env.ref("ais_sales.group_head").id)]
            user = self.env["res.users"].browse(self.env.uid)
            self._refused(REFUSED, "res.users", "write", user.ids, {"group_ids": groups})

    def test_a_role_is_not_taken_by_oneself(self):
        for role in ("specialist", "deputy", "training_office"):
            user = getattr(self, role)
            self._log_in(user)
            head = self.env.ref("ais_sales.group_head")
            vals = {"group_ids": [(4, head.id)]}
            with self.subTest(role):
                self._refused(REFUSED, "res.users", "write", user.ids, vals)
                self._refused(
                    REFUSED, "res.groups", "write", head.ids, {"user_ids": [(4, user.id)]}
                )

    def test_client_with_an_account_sees_nothing_of_the_department(self):
        self._log_in(self._make_portal())
        for key, (record, name) in self.records.items():
            with self.subTest(key):
                for method, args in (
                    ("read", [record.ids, [name]]),
                    ("search_read", [[], [name]]),
                    ("write", [record.ids, {name: "x"}]),
                ):
                    try:
                        answer = self._call(record._name, method, *args)
                    except JsonRpcException:
                        continue
                    self.assertFalse(self._tells(answer))
                    self.assertFalse(answer)
                file = self.files[key]
                self.assertNotIn(SECRET, self.url_open(f"/web/content/{file.id}").text)
        for report, record in (("commercial_offer", self.offer), ("group_sheet", self.group)):
            answer = self.url_open(f"/report/html/ais_sales.{report}/{record.id}")
            self.assertNotEqual(answer.status_code, 200)
        self.assertNotIn(SECRET, self.url_open(f"/my/orders/{self.offer.id}").text)

    def test_papers_of_a_colleague_are_not_printed_by_their_number(self):
        self._log_in(self.specialist_2)
        papers = (
            *(("commercial_offer", self.offer), ("contract", self.offer)),
            *(("trainee_list", self.offer), ("invoice_document", self.invoice)),
        )
        for report, record in papers:
            for kind in ("html", "text"):
                answer = self.url_open(f"/report/{kind}/ais_sales.{report}/{record.id}")
                with self.subTest(report=report, kind=kind):
                    self.assertNotEqual(answer.status_code, 200)
                    self.assertNotIn(SECRET, answer.text)

    def test_no_page_is_made_of_a_text(self):
        looked = 0
        for path in sorted(ADDON.rglob("*")):
            if "tests" in path.parts or path.suffix not in (".js", ".xml", ".py"):
                continue
            looked += 1
            text = path.read_text(encoding="utf-8")
            with self.subTest(str(path.relative_to(ADDON))):
                self.assertFalse(LIVE_PAGE.search(text))
                self.assertFalse(path.suffix == ".py" and MADE_PAGE.search(text))
        self.assertGreater(looked, 400)
