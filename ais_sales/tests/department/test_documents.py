import base64

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..rpc import REFUSED, RpcCase
from .test_appointment import StructureCommon


class DocumentCommon(StructureCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.team.member"].create(
            [
                {"crm_team_id": cls.team.id, "user_id": user.id}
                for user in (cls.specialist, cls.specialist_2)
            ],
        )
        cls.document = cls._draft()

    @classmethod
    def _draft(cls, **vals):
        document = cls.env["ais.department.document"].create(
            {"name": "Положение об отделе продаж", "kind": "regulation", **vals},
        )
        document.attachment_ids = cls.env["ir.attachment"].create(
            {"name": "polozhenie.pdf", "datas": base64.b64encode(b"%PDF-1.4")},
        )
        return document

    def _approve(self, document=None):
        (document or self.document).with_user(self.director).action_approve()

    def _pending(self, document=None):
        rows = (document or self.document).acknowledgement_ids
        return rows.filtered(lambda row: not row.is_done).user_id


@tagged("post_install", "-at_install")
class TestDocuments(DocumentCommon):
    """Each employee knows the papers by which he works, and it is on record (3.3, 3.4)."""

    def test_approval_asks_everybody_whom_it_concerns(self):
        for user in (self.head, self.deputy):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.document.with_user(user).action_approve()
        self._approve()
        people = self.specialist | self.specialist_2 | self.head
        self.assertEqual(self._pending() & people, people)
        self.assertEqual(self.document.approved_by_id, self.director)
        self.assertTrue(self._activities(self.document, self.specialist))
        with self.assertRaises(AccessError):
            self.document.with_user(self.head).name = "Иначе"
        for_head = self._draft(name="Инструкция начальника", audience="head")
        self._approve(for_head)
        self.assertEqual(self._pending(for_head), self.head)

    def test_one_click_acknowledges_once(self):
        self._approve()
        own = self.document.with_user(self.specialist)
        self.assertTrue(own.is_pending)
        own.action_acknowledge()
        self.env.invalidate_all()
        self.assertFalse(own.is_pending)
        self.assertNotIn(self.specialist, self._pending())
        self.assertFalse(self._activities(self.document, self.specialist))
        with self.assertRaises(UserError):
            own.action_acknowledge()
        self.assertEqual(self.document.acknowledged_count, 1)

    def test_new_version_asks_anew_and_keeps_the_old(self):
        self._approve()
        self.document.with_user(self.specialist).action_acknowledge()
        action = self.document.with_user(self.head).action_new_version()
        version = self.env["ais.department.document"].browse(action["res_id"])
        self.assertEqual((version.version, version.previous_id), (2, self.document))
        self.assertEqual(self.document.state, "approved")
        with self.assertRaises(UserError):
            self._approve(version)  # without a file there is nothing to read
        version.attachment_ids = self.document.attachment_ids
        self._approve(version)
        self.assertEqual(self.document.state, "replaced")
        self.assertIn(self.specialist, self._pending(version))
        self.assertTrue(self.document.acknowledgement_ids.filtered("is_done"))
        self.assertFalse(self._activities(self.document, self.head))

    def test_newcomer_is_asked_and_who_leaves_is_not_waited_for(self):
        self._approve()
        self._order()
        self._order(self.specialist_2, kind="dismiss", number="8-К")
        self._run_cron("ais.department.document", "_cron_ask")
        self.assertIn(self.newcomer, self._pending())
        self.assertNotIn(self.specialist_2, self._pending())

    def test_staffing_table_is_the_director_s(self):
        lines = self.env["ais.staffing.line"]
        line = lines.with_user(self.deputy).create({"team_id": self.team.id, "units": 2.5})
        for user in (self.head, self.deputy):
            with self.subTest(user.login), self.assertRaises(AccessError):
                line.with_user(user).action_approve()
        line.with_user(self.director).action_approve()
        self.assertEqual((line.state, line.filled, line.vacant), ("approved", 0, 2.5))
        for user in (self.deputy, self.director):
            with self.subTest(user.login), self.assertRaises(AccessError):
                line.with_user(user).units = 9
        self._order()
        self.assertEqual((line.filled, line.vacant), (1, 1.5))
        self._order(kind="dismiss", number="8-К")
        self.assertEqual(line.filled, 0)
        with self.assertRaises(IntegrityError), self.cr.savepoint(), mute_logger("odoo.sql_db"):
            lines.create({"team_id": self.team.id, "units": 0.3})

    def test_line_is_changed_by_the_next_one(self):
        lines = self.env["ais.staffing.line"].with_user(self.director)
        first = lines.create(
            {"team_id": self.team.id, "units": 2, "valid_from": "2022-01-01"},
        )
        first.action_approve()
        second = lines.browse(first.action_change()["res_id"])
        second.units = 3
        second.action_approve()
        self.assertEqual((self.today - first.valid_until).days, 1)
        self.assertEqual((second.vacant, first.valid_until < second.valid_from), (3, True))
        self._run_cron("ais.staffing.line", "_cron_turn")
        self.assertEqual((first.state, first.vacant, second.state), ("ended", 0, "approved"))
        late = lines.create({"team_id": self.team.id, "units": 1, "valid_from": "2020-01-01"})
        with self.assertRaises(UserError):
            late.action_approve()


@tagged("post_install", "-at_install")
class TestDocumentRights(RpcCase, DocumentCommon):
    """An acknowledgement cannot be forged, nor an approval (3.3, 3.4)."""

    def test_nobody_acknowledges_for_another(self):
        self._log_in(self.specialist)
        model = "ais.department.document"
        self._refused(REFUSED, model, "read", self.document.ids, ["name"])
        self._refused(REFUSED, model, "write", self.document.ids, {"state": "approved"})
        for user in (self.head, self.deputy, self.director):
            self._log_in(user)
            for forged in ({"state": "approved"}, {"approved_by_id": self.director.id}):
                self._refused(REFUSED, model, "write", self.document.ids, forged)
                self._refused(REFUSED, model, "create", [{"name": "Подделка", **forged}])
        self._log_in(self.director)
        self._call(model, "action_approve", self.document.ids)
        rows = self.document.acknowledgement_ids
        row = rows.filtered(lambda one: one.user_id == self.specialist)
        vals = {"acknowledged_at": "2026-01-01 00:00:00"}
        for user in (self.specialist, self.head, self.director):
            self._log_in(user)
            self._refused(REFUSED, row._name, "write", row.ids, vals)
            self._refused(
                REFUSED,
                row._name,
                "create",
                [{"document_id": self.document.id, "user_id": self.newcomer.id, **vals}],
            )
            self._refused(
                REFUSED,
                model,
                "write",
                self.document.ids,
                {"acknowledgement_ids": [[1, row.id, vals]]},
            )
        self._log_in(self.director)
        self._refused("odoo.exceptions.UserError", model, "action_acknowledge", self.document.ids)
        self._log_in(self.specialist)
        self.assertEqual(
            self._call(row._name, "search", [["document_id", "=", self.document.id]]),
            row.ids,
            "a specialist reads own acknowledgements",
        )
        self._call(model, "action_acknowledge", self.document.ids)
        file = self.document.attachment_ids
        self.assertTrue(self._call("ir.attachment", "read", file.ids, ["name"]))
        self.env.invalidate_all()
        self.assertEqual(rows.filtered("is_done").user_id, self.specialist)
