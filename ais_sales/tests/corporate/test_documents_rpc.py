from odoo.tests import tagged

from ..common import ROLES
from ..rpc import REFUSED, RpcCase
from .documents_common import DocumentsCommon

USER_ERROR = "odoo.exceptions.UserError"
DOCUMENT = "ais.issued.document"


@tagged("post_install", "-at_install")
class TestDocumentsRpc(RpcCase, DocumentsCommon):
    """Issued documents through RPC: each role does and sees its own (2.24)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls.documents.create({"trainee_id": cls.anna.id})
        group = cls._make_group()
        booking = cls.env["ais.booking"].create(
            {
                "group_id": group.id,
                "partner_id": cls.client_2.id,
                "user_id": cls.specialist_2.id,
                "state": "confirmed",
                "trainee_ids": [(0, 0, {"name": "Чужой Человек", "education_level": "higher"})],
            },
        )
        cls._end_training(group)
        cls._finish(booking.trainee_ids)
        cls.foreign = cls.documents.create({"trainee_id": booking.trainee_ids.id})
        cls.batch = cls.env["ais.form.batch"].create(
            {"kind": "diploma", "number_from": 1, "number_to": 9}
        )

    def _seen(self):
        ids = (self.document | self.foreign).ids
        return set(self._call(DOCUMENT, "search", [["id", "in", ids]]))

    def test_each_role_reads_its_own(self):
        everything = {self.document.id, self.foreign.id}
        for user in (self.head, self.deputy, self.director, self.training_office):
            self._log_in(user)
            with self.subTest(user=user.login):
                self.assertEqual(self._seen(), everything)
        self._log_in(self.specialist)
        self.assertEqual(self._seen(), {self.document.id})
        self._refused(REFUSED, DOCUMENT, "read", self.foreign.ids, ["name"])
        self._log_in(self.accountant)
        self._refused(REFUSED, DOCUMENT, "search", [])
        self._refused(
            REFUSED, "ais.trainee", "read", self.anna.ids, ["document_state", "issued_document_ids"]
        )

    def test_nobody_but_the_training_office_issues_or_hands_over(self):
        for role in set(ROLES) - {"training_office"}:
            self._log_in(getattr(self, role))
            with self.subTest(role=role):
                self._refused(REFUSED, DOCUMENT, "create", {"trainee_id": self.petr.id})
                self._refused(REFUSED, DOCUMENT, "write", self.document.ids, {"hours": 1})
                self._refused(REFUSED, DOCUMENT, "unlink", self.document.ids)
                self._refused(
                    REFUSED, "ais.document.issue", "create", {"trainee_ids": self.petr.ids}
                )
                self._refused(
                    REFUSED, "ais.document.hand.over", "create", {"document_ids": self.document.ids}
                )
                self._refused(REFUSED, "ais.frdo.export", "create", {})
                self._refused(REFUSED, "ais.form.batch", "write", self.batch.ids, {"series": "Я"})
                self._refused(REFUSED, DOCUMENT, "action_take_back", self.document.ids)
        self.assertFalse(self.petr.issued_document_ids)

    def test_training_office_issues_hands_over_and_exports(self):
        self._log_in(self.training_office)
        wizard = self._call(
            "ais.document.issue", "create", {"trainee_ids": [[6, 0, self.petr.ids]]}
        )
        action = self._call("ais.document.issue", "action_issue", [wizard])
        (issued,) = self._call(DOCUMENT, "search", action["domain"])
        hand_over = self._call(
            "ais.document.hand.over", "create", {"document_ids": [[6, 0, [issued]]]}
        )
        self._call("ais.document.hand.over", "action_hand_over", [hand_over])
        export = self._call("ais.frdo.export", "create", {"group_id": self.group.id})
        self._call("ais.frdo.export", "action_check", [export])
        self._call("ais.frdo.export", "action_export", [export])
        self.env.invalidate_all()
        document = self.env[DOCUMENT].browse(issued)
        self.assertEqual(document.handed_on, self.today)
        self.assertTrue(document.frdo_exported_on)
        self.assertEqual(self.petr.document_state, "handed")

    def test_what_the_system_notes_is_not_written_by_hand(self):
        self._log_in(self.training_office)
        for vals in (
            {"state": "spoilt"},
            {"handed_on": "2026-01-01"},
            {"frdo_exported_on": "2026-01-01 00:00:00"},
            {"user_id": self.specialist_2.id},
            {"name": "Другой Человек"},
        ):
            with self.subTest(vals):
                self._refused(REFUSED, DOCUMENT, "write", self.document.ids, vals)
                self._refused(REFUSED, DOCUMENT, "create", {"trainee_id": self.petr.id, **vals})
        for vals in ({"number_next": 5}, {"left": 100}):
            self._refused(REFUSED, "ais.form.batch", "write", self.batch.ids, vals)
        self._refused(
            REFUSED,
            "ais.form.batch",
            "create",
            {"kind": "diploma", "number_from": 20, "number_to": 30, "number_next": 25},
        )
        self._refused(REFUSED, DOCUMENT, "unlink", self.document.ids)
        for user in (self.training_office, self.specialist, self.head):
            self._log_in(user)
            self._refused(
                REFUSED, "ais.trainee", "write", self.anna.ids, {"document_state": "handed"}
            )
        self._log_in(self.training_office)
        for method, args in (("spoil", ["x"]), ("hand_over", ["2026-01-01", "person"])):
            self._refused(REFUSED, DOCUMENT, method, self.document.ids, *args)
        self._refused(
            USER_ERROR, DOCUMENT, "create", {"trainee_id": self.fyodor.id, "kind": "certificate"}
        )

    def test_forms_are_seen_by_heads_and_kept_by_the_training_office(self):
        for user in (self.head, self.deputy, self.director, self.training_office):
            self._log_in(user)
            self.assertTrue(self._call("ais.form.batch", "read", self.batch.ids, ["left"]))
        for user in (self.specialist, self.accountant):
            self._log_in(user)
            self._refused(REFUSED, "ais.form.batch", "read", self.batch.ids, ["left"])

    def test_another_company_is_not_seen(self):
        company = self.env["res.company"].create({"name": "Другой центр"})
        self.env.flush_all()
        self.cr.execute(
            "UPDATE ais_issued_document SET company_id = %s WHERE id = %s",
            (company.id, self.foreign.id),
        )
        self.env.invalidate_all()
        self._log_in(self.training_office)
        self.assertEqual(self._seen(), {self.document.id})
