from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestTrainingStates(TrainingCommon):
    """From the list to the end of the training, and who leaves on the way."""

    def _office(self, records):
        return records.with_user(self.training_office)

    def test_who_is_enrolled_studies_from_the_start(self):
        self.assertEqual(set(self.people.mapped("training_state")), {"studying"})
        self.assertIn("Enrolled → Studying", self.people[0].message_ids[0].body)

    def test_the_cron_starts_them_too(self):
        booking = self._book(2, state="confirmed", group=self.other_group)
        self._name(booking, "Первый Слушатель", "Второй Слушатель")
        booking.trainee_ids[0].with_user(self.training_office).action_enrol()
        self.other_group.write({"state": "guaranteed", "date_start": self.today})
        self._run_cron("ais.course.group", "_cron_roll_groups")
        self.assertEqual(self.other_group.state, "running")
        self.assertEqual(booking.trainee_ids.mapped("training_state"), ["studying", "listed"])

    def test_the_first_class_makes_a_student(self):
        self.people.training_state = "studying"
        self.env.flush_all()
        self.env.cr.execute("UPDATE ais_trainee SET training_state = 'listed'")
        self.env.invalidate_all()
        self._attend(self.people[0], 0, -1)
        self.assertEqual(self.people[0].training_state, "listed")
        self._attend(self.people[0], 4)
        self.assertEqual(self.people[0].training_state, "studying")

    def test_enrolled_after_the_start_is_studying(self):
        self.env.flush_all()
        self.env.cr.execute("UPDATE ais_trainee SET training_state = 'listed'")
        self.env.invalidate_all()
        self._office(self.people[0]).action_enrol()
        self.assertEqual(self.people[0].training_state, "studying")

    def test_only_who_has_passed_completes(self):
        person = self._office(self.people[0])
        with self.assertRaisesRegex(ValidationError, "has not passed"):
            person.action_complete()
        person.result = "passed"
        person.action_complete()
        self.assertEqual(person.completed_on, self.today)
        with self.assertRaisesRegex(ValidationError, "has not passed"):
            person.result = "failed"
        person.action_study()
        self.assertFalse(person.completed_on)
        person.result = "failed"

    @mute_logger("odoo.sql_db")
    def test_the_database_keeps_it_too(self):
        self.env.flush_all()
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.env.cr.execute(
                "UPDATE ais_trainee SET training_state = 'completed' WHERE id = %s",
                (self.people[0].id,),
            )

    def test_wrong_steps_are_refused_in_words(self):
        person = self._office(self.people[0])
        with self.assertRaisesRegex(UserError, "“Studying” and cannot become “Enrolled”"):
            person.action_enrol()
        with self.assertRaisesRegex(ValidationError, "Transfer"):
            person.training_state = "transferred"
        with self.assertRaisesRegex(ValidationError, "why Петров"):
            self._office(self.people[1]).training_state = "dropped"
        person = self._office(self.people[2])
        person._drop("own")
        with self.assertRaisesRegex(UserError, "“Dropped out” and cannot become “Completed”"):
            person.action_complete()

    def test_who_drops_out_has_a_day_and_a_reason_and_can_come_back(self):
        wizard = self.env["ais.trainee.drop"].with_user(self.training_office)
        wizard = wizard.create(
            {"trainee_ids": self.people[:2].ids, "reason": "failing", "note": "Два незачёта"},
        )
        wizard.action_drop()
        self.assertEqual(self.people[0].dropped_on, self.today)
        self.assertEqual(self.people[1].result_note, "Два незачёта")
        self._office(self.people[0]).action_resume()
        self.assertEqual(self.people[0].training_state, "studying")
        self.assertFalse(self.people[0].drop_reason)
        with self.assertRaisesRegex(UserError, "who leaves"):
            wizard.create({"reason": "own"}).action_drop()

    def test_a_day_that_has_not_come_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "has not come"):
            self._office(self.people)._drop("own", self.group.date_end)

    def test_the_group_completes_all_who_passed(self):
        group = self._office(self.group)
        with self.assertRaisesRegex(UserError, "Enter the results"):
            group.action_complete_passed()
        self.people[:2].result = "passed"
        group.action_complete_passed()
        self.assertEqual(
            self.people.mapped("training_state"), ["completed", "completed", "studying"]
        )
        with self.assertRaisesRegex(UserError, "enrolled already"):
            group.action_enrol_all()
        action = group.action_open_drop()
        self.assertEqual(action["context"]["default_choice_ids"], self.people[2].ids)

    def test_a_cancelled_booking_leaves_nobody_studying(self):
        booking = self.people[0].booking_id
        self.people[0].result = "passed"
        self.people[0].action_complete()
        booking.with_user(self.specialist).action_cancel("price")
        self.assertEqual(booking.trainee_ids.mapped("training_state"), ["completed", "dropped"])
        self.assertEqual(self.people[1].drop_reason, "booking")
        with self.assertRaisesRegex(UserError, "has no seat"):
            self._office(self.people[1]).action_study()

    def test_a_booking_that_comes_back_brings_its_people_to_the_list(self):
        booking = self._book(1, group=self.other_group)
        self._name(booking, "Возвращенец Иван")
        self._office(booking.trainee_ids).action_enrol()
        booking.action_cancel("price")
        self.assertEqual(booking.trainee_ids.training_state, "dropped")
        booking.action_hold()
        self.assertEqual(booking.trainee_ids.training_state, "listed")
        self.assertFalse(booking.trainee_ids.drop_reason)

    def test_who_is_taught_is_not_deleted_nor_moved_by_hand(self):
        person = self.people[0].with_user(self.specialist)
        with self.assertRaisesRegex(UserError, "stays in the records"):
            person.unlink()
        target = self._book(2, group=self.other_group)
        with self.assertRaisesRegex(UserError, "by “Transfer to a group”"):
            person.booking_id = target
        with self.assertRaisesRegex(UserError, "by “Transfer to a group”"):
            person.booking_id.action_move(self.other_group)
        held = self._book(1, group=self.other_group)
        self._name(held, "Записанный Пётр")
        self._office(held.trainee_ids).action_enrol()
        with self.assertRaisesRegex(UserError, "stays in the records"):
            held.unlink()

    def test_the_specialist_does_not_keep_progress(self):
        person = self.people[0].with_user(self.specialist)
        for work in (person.action_complete, person.action_study, person.action_enrol):
            with self.assertRaises(AccessError):
                work()
        with self.assertRaises(AccessError):
            person._drop("own")
        with self.assertRaises(AccessError):
            self.env["ais.trainee.drop"].with_user(self.head).create({"reason": "own"})
