from datetime import timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestDocumentsIssue(DocumentsCommon):
    """The training office issues documents to a group (2.24)."""

    def test_wizard_tells_whom_it_takes_and_whom_it_leaves_out(self):
        self._finish(self.semyon, "failed")
        self.petr.education_level = "student"
        wizard = self._wizard(self.booking.trainee_ids)
        lines = {line.trainee_id: line for line in wizard.line_ids}
        self.assertTrue(lines[self.anna].is_ticked)
        self.assertEqual(lines[self.anna].kind, "certificate")
        self.assertIn("still a student", lines[self.petr].refusal)
        # who failed gets a statement
        self.assertEqual(lines[self.semyon].kind, "reference")
        self.assertTrue(lines[self.semyon].is_ticked)
        self.assertIn("not completed", lines[self.fyodor].refusal)
        self.assertEqual((wizard.taken_count, wizard.left_out_count), (2, 2))
        action = wizard.action_issue()
        issued = self.env["ais.issued.document"].search(action["domain"])
        self.assertEqual(issued.trainee_id, self.anna | self.semyon)
        self.assertEqual(self.anna.document_state, "issued")
        self.assertEqual(self.petr.document_state, "none")

    def test_document_keeps_what_is_printed_on_it(self):
        document = self._issue(self.anna)
        self.assertEqual(document.name, "Иванова Анна Петровна")
        self.assertEqual((document.kind, document.hours), ("certificate", 40))
        self.assertEqual(document.date, self.today)
        self.assertEqual(document.course_name, "Защита персональных данных")
        self.assertEqual(document.employer_id, self.client)
        self.anna.name = "Смирнова Анна Петровна"
        self.course.name = "Другое название"
        self.group.date_end = self.today
        self.assertEqual(document.last_name, "Иванова")
        self.assertEqual(document.course_name, "Защита персональных данных")
        self.assertEqual(document.date_end, self.today - timedelta(days=3))
        self.assertEqual(document.refresher_date.year, self.today.year + 3)
        self.assertEqual(self.anna.refresher_date, document.refresher_date)

    def test_numbers_follow_one_another_and_begin_anew_each_year(self):
        issued = self._issue(self.anna | self.petr)
        year = self.today.year
        self.assertEqual(
            issued.mapped("registration_number"), [f"ПК-{year}-0001", f"ПК-{year}-0002"]
        )
        self.assertEqual(issued.mapped("series"), ["ПК", "ПК"])
        self.assertEqual(issued.mapped("number"), [f"{year % 100}000001", f"{year % 100}000002"])
        numbers = self.company._ais_next_register_numbers(
            "ais.registration.certificate", self.today.replace(year=year + 1), 1
        )
        self.assertEqual(numbers, [f"ПК-{year + 1}-0001"])

    def test_numbers_of_an_issue_that_failed_are_given_again(self):
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self._issue(self.anna | self.petr, date=self.today + timedelta(days=1))
        self.env.invalidate_all()
        self.assertTrue(self._issue(self.petr).registration_number.endswith("-0001"))

    def test_date_is_between_the_end_of_the_training_and_today(self):
        for days in (-1, 4):
            wizard = self._wizard(self.anna | self.petr, date=self.today - timedelta(days=days))
            with self.subTest(days=days), self.assertRaisesRegex(ValidationError, "Иванова Анна"):
                wizard.action_issue()
        self.assertFalse((self.anna | self.petr).issued_document_ids)

    def test_nobody_gets_two_valid_documents(self):
        document = self._issue(self.anna)
        line = self._wizard(self.anna).line_ids
        self.assertIn(document._full_number(), line.refusal)
        with self.assertRaisesRegex(UserError, "has a valid document already"):
            self._issue(self.anna)
        with self.assertRaisesRegex(UserError, "named twice"):
            self.documents.create([{"trainee_id": self.petr.id}, {"trainee_id": self.petr.id}])
        # past Python, the database is the last guard
        statement = self._issue(self.petr, kind="reference")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.cr.execute(
                "UPDATE ais_issued_document SET kind = 'certificate', trainee_id = %s"
                " WHERE id = %s",
                (self.anna.id, statement.id),
            )

    def test_who_has_not_passed_gets_no_certificate(self):
        for state in ("enrolled", "studying"):
            self.fyodor.with_user(self.training_office).training_state = state
            with self.subTest(state), self.assertRaisesRegex(UserError, "not completed"):
                self._issue(self.fyodor)
        self._finish(self.fyodor, "failed")
        with self.assertRaisesRegex(UserError, "does not end with such a document"):
            self._issue(self.fyodor, kind="certificate")
        with self.assertRaisesRegex(UserError, "does not end with such a document"):
            self._issue(self.anna, kind="diploma")

    def test_without_a_document_of_education_the_certificate_waits(self):
        self.anna.write({"education_level": False, "diploma_number": False})
        with self.assertRaisesRegex(UserError, "no document of education"):
            self._issue(self.anna)
        # a seminar asks for none
        self.course.write({"kind": "seminar"})
        self.assertEqual(self._issue(self.anna).kind, "attendance")

    def test_missing_data_are_only_warned_of(self):
        self.anna.write({"snils": False, "birth_date": False})
        line = self._wizard(self.anna).line_ids
        self.assertFalse(line.refusal)
        self.assertIn("SNILS", line.warning)
        self.assertIn("Birth Date", line.warning)
        self.anna.citizenship_id = self.env.ref("base.kz")
        self.assertNotIn("SNILS", self._wizard(self.anna).line_ids.warning)

    def test_who_left_gets_a_statement_with_hours_attended(self):
        self.semyon.with_user(self.training_office)._drop("own")
        self.semyon.sudo().hours_done = 12.5
        document = self._issue(self.semyon, date=self.group.date_start)
        self.assertEqual((document.kind, document.hours), ("reference", 12.5))
        self.assertFalse(document.frdo_due_on)
        self.assertFalse(document.refresher_date)
        self.assertEqual(self.semyon.issued_document_id, document)

    def test_typed_numbers_are_checked(self):
        self._issue(self.anna, series="АБ", number="77", registration_number="Р-1")
        with self.assertRaisesRegex(
            ValidationError, "77 has been given to the document of Иванова"
        ):
            self._issue(self.petr, series="АБ", number="77")
        with self.assertRaisesRegex(ValidationError, "Р-1 has been given"):
            self._issue(self.petr, registration_number="Р-1")
        document = self._issue(self.petr, series="АБ", number="78")
        with self.assertRaisesRegex(ValidationError, "77 has been given"):
            document.number = "77"
        document.number = "79"
        self.assertEqual(document.number, "79")

    def test_document_is_never_deleted_but_noted_as_spoilt(self):
        document = self._issue(self.anna)
        with self.assertRaisesRegex(UserError, "not deleted"):
            document.sudo().unlink()
        with self.assertRaisesRegex(UserError, "Say why"):
            document.spoil("  ")
        wizard = Form(
            self.env["ais.document.spoil"]
            .with_user(self.training_office)
            .with_context(default_document_ids=document.ids)
        )
        wizard.reason = "Опечатка"
        wizard.save().action_spoil()
        self.assertEqual((document.state, document.spoil_reason), ("spoilt", "Опечатка"))
        self.assertEqual(self.anna.document_state, "none")
        again = self._issue(self.anna)
        self.assertEqual(self.anna.issued_document_id, again)
        self.assertNotEqual(again.registration_number, document.registration_number)

    def test_trainee_with_documents_stays(self):
        person = self.semyon.with_user(self.training_office)
        person._drop("own")
        self._issue(person, date=self.group.date_start)
        # comes back, and is on the list as if nothing had been
        person.training_state = "listed"
        with self.assertRaisesRegex(UserError, "has issued documents"):
            self.semyon.unlink()

    def test_certified_completion_is_not_taken_back(self):
        document = self._issue(self.anna)
        anna = self.anna.with_user(self.training_office)
        with self.assertRaisesRegex(UserError, "Note it as spoilt"):
            anna.action_study()
        document.spoil("Опечатка")
        anna.action_study()
        self.assertEqual(anna.training_state, "studying")

    def test_what_was_handed_over_is_not_rewritten(self):
        document = self._issue(self.anna)
        document.last_name = "Иванова-Петрова"
        document.date = self.today - timedelta(days=1)
        for days in (-1, 9):
            with self.assertRaisesRegex(ValidationError, "Correct the date"):
                document.date = self.today - timedelta(days=days)
        document.hand_over(self.today, "person")
        for vals in ({"last_name": "Другая"}, {"number": "1"}, {"date": self.today}):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "Issue a duplicate"):
                document.write(vals)
        with self.assertRaisesRegex(UserError, "stay as they"):
            document.trainee_id = self.petr

    def test_group_of_sixty_costs_the_same_queries_as_one_of_two(self):
        counts = {}
        for size in (2, 60):
            group = self._make_group(seats=70)
            booking = self._book(size, "confirmed", group)
            booking.trainee_ids = [
                (0, 0, {"name": f"Слушатель {size} Номер{n:03}", "education_level": "higher"})
                for n in range(size)
            ]
            self._end_training(group)
            self._finish(booking.trainee_ids)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self._issue(booking.trainee_ids.with_user(self.training_office))
            self.env.flush_all()
            counts[size] = self.cr.sql_log_count - before
        self.assertLessEqual(counts[60], counts[2] + 3, counts)

    def test_group_and_order_count_their_documents(self):
        self._issue(self.anna | self.petr)
        group = self.group.with_user(self.training_office)
        self.assertEqual(group.issued_count, 2)
        found = self.documents.search(group.action_view_issued_documents()["domain"])
        self.assertEqual(found.trainee_id, self.anna | self.petr)
        order = self.env["ais.corporate.order"].create({"partner_id": self.client.id})
        self.booking.corporate_order_id = order
        self.assertEqual(order.with_user(self.specialist).issued_count, 2)
        action = order.with_user(self.training_office).action_issue_documents()
        self.assertEqual(
            set(action["context"]["default_trainee_ids"]), set(self.booking.trainee_ids.ids)
        )
        with self.assertRaisesRegex(UserError, "no trainees"):
            self.other_group.with_user(self.training_office).action_issue_documents()
