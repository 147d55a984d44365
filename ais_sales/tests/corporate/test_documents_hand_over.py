from datetime import timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestDocumentsHandOver(DocumentsCommon):
    """Documents leave the house; lost ones and old surnames are replaced (2.24)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.issued = cls.documents.create(
            [{"trainee_id": trainee.id} for trainee in cls.anna | cls.petr],
        )
        cls.of_anna, cls.of_petr = cls.issued

    def _hand_over(self, documents, **vals):
        wizard = Form(
            self.env["ais.document.hand.over"]
            .with_user(self.training_office)
            .with_context(default_document_ids=documents.ids)
        )
        for name, value in vals.items():
            wizard[name] = value
        wizard.save().action_hand_over()

    def _duplicate(self, document, **vals):
        wizard = Form(
            self.env["ais.document.duplicate"]
            .with_user(self.training_office)
            .with_context(default_document_ids=document.ids)
        )
        for name, value in vals.items():
            wizard[name] = value
        action = wizard.save().action_issue()
        return self.documents.browse(action["res_id"])

    def test_whole_group_is_handed_over_to_the_coordinator(self):
        coordinator = self.env["res.partner"].create(
            {"name": "Орлова Ольга", "parent_id": self.client.id}
        )
        order = self.env["ais.corporate.order"].create(
            {"partner_id": self.client.id, "coordinator_id": coordinator.id}
        )
        self.booking.corporate_order_id = order
        self._hand_over(self.issued, how="coordinator")
        self.assertEqual(self.issued.mapped("receiver"), ["Орлова Ольга"] * 2)
        self.assertEqual(self.anna.document_state, "handed")
        with self.assertRaisesRegex(UserError, "nothing to hand over"):
            self.group.with_user(self.training_office).action_hand_over_documents()

    def test_all_or_none_are_handed_over(self):
        self._hand_over(self.of_petr)
        with self.assertRaisesRegex(ValidationError, "Петров.*was handed over"):
            self.issued.hand_over(self.today, "person")
        self.assertFalse(self.of_anna.handed_on)

    def test_hand_over_says_when_and_to_whom(self):
        for args, words in (
            ((self.today + timedelta(days=1), "person"), "in the future"),
            ((self.today - timedelta(days=1), "person"), "issued later"),
            ((self.today, "proxy"), "Name who took"),
            ((self.today, "post"), "tracking number"),
        ):
            with self.subTest(words), self.assertRaisesRegex(ValidationError, words):
                self.of_anna.hand_over(*args)
        self._hand_over(self.of_anna, how="post", track_number="80085512345678")
        self.assertEqual(self.of_anna.track_number, "80085512345678")

    def test_hand_over_by_mistake_is_taken_back(self):
        self._hand_over(self.of_anna)
        with self.assertRaisesRegex(UserError, "Issue a duplicate"):
            self.of_anna.spoil("Опечатка")
        self.of_anna.action_take_back()
        self.assertEqual(self.anna.document_state, "issued")
        with self.assertRaisesRegex(UserError, "not a valid document"):
            self.of_anna.action_take_back()

    def test_duplicate_of_a_lost_document(self):
        self._hand_over(self.of_anna)
        duplicate = self._duplicate(self.of_anna)
        self.assertTrue(duplicate.is_duplicate)
        self.assertEqual(duplicate.original_id, self.of_anna)
        self.assertEqual(self.of_anna.state, "replaced")
        self.assertEqual((duplicate.hours, duplicate.kind), (40, "certificate"))
        self.assertEqual(self.anna.issued_document_id, duplicate)
        self.assertEqual(self.anna.document_state, "issued")
        # the training is as old as it was
        self.assertEqual(duplicate.refresher_date.year, self.of_anna.date.year + 3)
        with self.assertRaisesRegex(UserError, "made of a valid document"):
            self._duplicate(self.of_anna)

    def test_duplicate_after_a_changed_surname(self):
        with self.assertRaisesRegex(UserError, "enter the new surname"):
            self._duplicate(self.of_anna, reason="name")
        duplicate = self._duplicate(
            self.of_anna,
            reason="name",
            last_name="Смирнова",
            name_change_note="Свидетельство о браке № 5",
            is_original_destroyed=True,
        )
        self.assertEqual(duplicate.name, "Смирнова Анна Петровна")
        self.assertEqual(self.of_anna.name, "Иванова Анна Петровна")
        self.assertEqual(self.anna.name, "Смирнова Анна Петровна")
        self.assertEqual(self.anna.last_name, "Смирнова")
        self.assertEqual(self.anna.name_change_note, "Свидетельство о браке № 5")
        self.assertTrue(duplicate.is_original_destroyed)

    def test_spoilt_duplicate_makes_the_original_valid_again(self):
        duplicate = self._duplicate(self.of_anna)
        duplicate.spoil("Опечатка")
        self.assertEqual(self.of_anna.state, "valid")
        self.assertEqual(self.anna.issued_document_id, self.of_anna)

    def test_duplicate_is_of_the_same_person(self):
        vals = {"original_id": self.of_anna.id, "replace_reason": "lost", "kind": "certificate"}
        with self.assertRaisesRegex(UserError, "same person"):
            self.documents.create({"trainee_id": self.petr.id, **vals})
        with self.assertRaisesRegex(UserError, "says why"):
            self.documents.create(
                {"trainee_id": self.anna.id, **vals, "replace_reason": False},
            )
        self.assertEqual(self.of_anna.state, "valid")

    def test_personal_data_never_come_into_the_chatter(self):
        self.env.flush_all()
        self.env.cr.precommit.run()
        self._duplicate(self.of_anna, reason="name", last_name="Смирнова")
        self.env.flush_all()
        self.env.cr.precommit.run()
        messages = self.env["mail.message"].search(
            [
                ("model", "=", "ais.issued.document"),
                ("res_id", "in", self.anna.issued_document_ids.ids),
            ]
        )
        self.assertTrue(messages)
        text = " ".join(messages.mapped("body")) + str(
            messages.tracking_value_ids.mapped("new_value_char")
        )
        for secret in ("Смирнова", "112-233-445", "1234567"):
            self.assertNotIn(secret, text)
