from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestDocumentsKept(DocumentsCommon):
    """What was certified is not undone behind the document's back (2.24)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls.documents.create([{"trainee_id": cls.anna.id}])

    def test_seats_of_certified_people_are_not_given_back(self):
        with self.assertRaisesRegex(UserError, "has been issued a document"):
            self.booking.with_user(self.specialist).action_cancel("client_refused")

    def test_papers_of_a_certified_person_are_kept_by_the_training_office(self):
        for vals in ({"snils": False}, {"birth_date": False}, {"name": "Другая Анна"}):
            with self.assertRaisesRegex(UserError, "kept by the training office"):
                self.anna.with_user(self.specialist).write(vals)
        self.anna.with_user(self.training_office).diploma_number = "7654321"
        self.petr.with_user(self.specialist).diploma_number = "7654321"

    def test_nonsense_does_not_stand_on_a_document(self):
        for vals in ({"hours": -5}, {"hours": 999}, {"number": ""}, {"last_name": ""}):
            with self.subTest(**vals), self.assertRaises(ValidationError):
                self.document.write(vals)

    def test_course_of_a_taught_group_stays(self):
        course = self.course.copy({"code": "ДРУГОЙ"})
        with self.assertRaisesRegex(UserError, "its course stays"):
            self.group.with_user(self.head).course_id = course

    def test_form_of_a_batch_is_not_typed_by_hand(self):
        self._forms(1, 10, series="УПК")
        with self.assertRaisesRegex(ValidationError, "leave the number empty"):
            self._issue(self.petr, series="УПК", number="000003")

    def test_spoilt_form_of_a_document_is_noted_by_the_document(self):
        batch = self._forms(1, 10)
        with self.assertRaises(AccessError):
            self.env["ais.form.spoilt"].with_user(self.training_office).create(
                {
                    "batch_id": batch.id,
                    "number": 5,
                    "reason": "Порван",
                    "document_id": self.document.id,
                },
            )
