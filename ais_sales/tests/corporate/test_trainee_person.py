from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import Command, fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .people_common import PeopleCommon, snils

WHOLE = {
    "name": "Иванова Анна Петровна",
    "birth_date": "1985-03-05",
    "gender": "female",
    "snils": "112-233-445 95",
    "education_level": "higher",
    "diploma_last_name": "Иванова",
    "diploma_series": "ВСГ",
    "diploma_number": "1234567",
}


@tagged("post_install", "-at_install")
class TestTraineePerson(PeopleCommon):
    """Who a trainee is by his papers: checked when entered, complete before the end (2.22)."""

    def _trainee(self, booking=None, **vals):
        return (
            self.env["ais.trainee"]
            .with_user(self.specialist)
            .create({"booking_id": (booking or self.booking).id, "name": "Иванов Иван", **vals})
        )

    def test_snils_is_kept_in_one_form_and_checked(self):
        trainee = self._trainee(snils="11223344595")
        self.assertEqual(trainee.snils, "112-233-445 95")
        for number in ("112-233-445 96", "123", "abc"):
            with self.subTest(number), self.assertRaises(ValidationError) as refused:
                trainee.write({"snils": number})
            self.assertIn("Иванов Иван", str(refused.exception))
            self.assertNotIn(number, str(refused.exception))
        trainee.write({"has_no_snils": True, "snils": False})
        trainee.snils = "112-233-445 95"
        self.assertFalse(trainee.has_no_snils)

    def test_one_snils_once_in_a_group(self):
        self._trainee(snils=snils(5))
        again = {"name": "Петров Пётр", "snils": snils(5)}
        with self.assertRaises(ValidationError) as refused:
            self._trainee(**again)
        self.assertIn("Иванов Иван", str(refused.exception))
        self.assertNotIn(snils(5)[:11], str(refused.exception))
        with self.assertRaises(ValidationError):
            self.booking.write(
                {"trainee_ids": [Command.create(again), Command.create({**again, "name": "Я Я"})]}
            )
        other = self._trainee(self.booking_2, **again)
        with self.assertRaises(ValidationError):
            other.booking_id = self.booking
        with self.assertRaises(ValidationError):
            self.booking_2.with_user(self.head).action_move(self.group)
        third = self._trainee(name="Сидоров Сидор")
        with self.assertRaises(ValidationError):
            third.snils = snils(5)

    def test_database_is_the_last_guard(self):
        trainee = self._trainee(snils=snils(5))
        other = self._trainee(name="Петров Пётр")
        self.env.flush_all()
        for number in (snils(5), "12345678901"):
            with (
                self.subTest(number),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(
                    "UPDATE ais_trainee SET snils = %s WHERE id = %s", (number, other.id)
                )
        self.assertEqual(trainee.snils, snils(5))

    def test_date_of_birth_that_cannot_be(self):
        today = fields.Date.context_today(self.booking)
        for day in (
            today + timedelta(days=1),
            today - timedelta(days=365 * 10),
            "1900-01-01",
            "вчера",
        ):
            with self.subTest(day), self.assertRaises(ValidationError) as refused:
                self._trainee(birth_date=day)
            self.assertNotIn(str(day), str(refused.exception))
        self.assertTrue(self._trainee(birth_date="1985-03-05"))

    def test_name_and_its_parts_go_together(self):
        trainee = self._trainee(name=False, last_name="Алиев", first_name="Руслан")
        self.assertEqual((trainee.name, trainee.middle_name), ("Алиев Руслан", False))
        trainee.middle_name = "Гасан оглы"
        self.assertEqual(trainee.name, "Алиев Руслан Гасан оглы")
        trainee.name = "Сидорова Анна Петровна"
        self.assertEqual((trainee.last_name, trainee.middle_name), ("Сидорова", "Петровна"))
        other = self._trainee(name="Петрова Ольга Львовна")
        (trainee | other).write({"last_name": "Орлова"})
        self.assertEqual(
            (trainee.name, other.name), ("Орлова Анна Петровна", "Орлова Ольга Львовна")
        )
        trainee.write({"name": "Белова Анна", "first_name": "Анна-Мария"})
        self.assertEqual((trainee.last_name, trainee.first_name), ("Белова", "Анна-Мария"))

    def test_what_is_missing_for_the_document(self):
        trainee = self._trainee(**WHOLE)
        self.assertTrue(trainee.is_data_complete)
        self.assertFalse(trainee.data_note)
        trainee.last_name = "Сидорова"
        self.assertFalse(trainee.is_data_complete)
        self.assertIn("proof of the change", trainee.data_note)
        trainee.name_change_note = "Свидетельство о браке"
        self.assertTrue(trainee.is_data_complete)
        trainee.write({"snils": False, "birth_date": False})
        self.assertEqual(trainee.data_note, "birth date, SNILS")
        trainee.write({"has_no_snils": True, "birth_date": "1985-03-05"})
        self.assertTrue(trainee.is_data_complete)
        student = self._trainee(
            **{**WHOLE, "snils": snils(6), "name": "Студент Иван", "education_level": "student"}
            | {"diploma_last_name": False, "diploma_series": False, "diploma_number": False}
        )
        self.assertTrue(student.is_data_complete)
        missing = self.env["ais.trainee"].with_user(self.training_office)
        trainee.gender = False
        found = missing.search(
            [("is_data_complete", "=", False), ("booking_id", "=", self.booking.id)]
        )
        self.assertEqual((found, found.data_note), (trainee, "gender"))

    def test_seminar_needs_no_papers(self):
        self.course.write({"kind": "seminar", "hours": 8})
        self.assertEqual(self.course.document_kind, "attendance")
        self.assertTrue(self._trainee().is_data_complete)

    def test_person_in_two_groups_at_once(self):
        mine = self._take(self._make_group(days=32), 3)
        theirs = self._take(
            self._make_group(days=33),
            3,
            self.env["ais.corporate.order"],
            self.specialist_2,
            self.client_2,
        )
        first = self._trainee(snils=snils(5), email="i@x.example")
        self.assertFalse(first.has_overlap)
        self._trainee(mine, name="Иванов И.", snils=snils(5))
        theirs.write({"trainee_ids": [Command.create({"name": "Иванов", "email": "i@x.example"})]})
        theirs.trainee_ids.name = "Иванов Иван"
        first.invalidate_recordset()
        note = first.overlap_note
        self.assertIn(f"group {mine.group_id.code}", note)
        self.assertIn(f"another group, {theirs.group_id.date_start:%d.%m.%Y}", note)
        self.assertNotIn(theirs.group_id.code, note)
        as_head = first.with_user(self.head)
        as_head.invalidate_recordset()
        self.assertIn(theirs.group_id.code, as_head.overlap_note)
        model = self.env["ais.trainee"].with_user(self.specialist)
        self.assertIn(first, model.search([("has_overlap", "=", True)]))
        self.assertNotIn(first, model.search([("has_overlap", "=", False)]))
        theirs.trainee_ids.sudo()._drop("other")
        mine.action_cancel("dates")
        first.invalidate_recordset()
        self.assertFalse(first.overlap_note)

    def test_same_name_and_birthday_is_the_same_person(self):
        mine = self._take(self._make_group(days=32), 3)
        later = self._take(self._make_group(days=100), 3)
        one = self._trainee(birth_date="1985-03-05", email="one@x.example")
        self._trainee(mine, birth_date="1985-03-06", email="three@x.example")
        self._trainee(later, birth_date="1985-03-05")
        self.assertFalse(one.overlap_note)
        self._trainee(mine, name="ИВАНОВ ИВАН", birth_date="1985-03-05", email="two@x.example")
        one.invalidate_recordset()
        self.assertIn(mine.group_id.code, one.overlap_note)

    def test_overlaps_of_many_take_one_query(self):
        booking = self._take(self._make_group(seats=60, days=32), 60)
        booking.write(
            {"trainee_ids": [Command.create({"name": f"Иванов {'а' * n}"}) for n in range(1, 51)]}
        )
        trainees = booking.trainee_ids
        self.env.flush_all()
        trainees.invalidate_recordset(["overlap_note", "has_overlap"])
        with self.assertQueryCount(2):
            trainees.mapped("overlap_note")

    def test_bringing_many_to_a_group_takes_the_same_queries(self):
        counts = {}
        for size in (2, 20):
            order = self.env["ais.corporate.order"].create({"partner_id": self.client.id})
            group = self._make_group(seats=60, days=300 + size)
            bookings = self.env["ais.booking"]
            for number in range(size):
                booking = self._take(group, 1, order)
                self._name(booking, f"Иванов {'а' * (number + 1)}")
                bookings |= booking
            self.env.flush_all()
            bookings.trainee_ids.mapped("snils")
            arrivals = [(self.group, booking.trainee_ids) for booking in bookings]
            before = self.env.cr.sql_log_count
            self.env["ais.trainee"]._refuse_repeated_in(arrivals)
            counts[size] = self.env.cr.sql_log_count - before
        self.assertEqual(counts[2], counts[20], counts)
