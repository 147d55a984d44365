from datetime import date, timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestAttendance(TrainingCommon):
    """Hours come from the attendance alone, and the days that pass tell who is behind."""

    def test_hours_done_are_the_sum_of_the_attendance(self):
        person = self.people[0]
        rows = self._attend(person, 4, -1)
        self._attend(person, 2.5, -2)
        self._attend(person, 3, -2, source="lms")
        self.assertEqual(person.hours_done, 9.5)
        rows.write({"hours": 0})
        self.assertEqual(person.hours_done, 5.5)
        rows.unlink()
        self.assertEqual(person.hours_done, 5.5)
        self.assertEqual(person.hours_share, 14)

    def test_absent_is_another_fact_than_not_entered(self):
        first, second, _third = self.people
        self._attend(first, 0, -1)
        self.assertEqual(len(first.attendance_ids), 1)
        self.assertFalse(second.attendance_ids)
        self.assertEqual(first.hours_done, second.hours_done)

    def test_a_day_out_of_the_range_is_refused_with_the_range(self):
        with self.assertRaisesRegex(ValidationError, f"{self.group.date_start:%d.%m.%Y} to"):
            self._attend(self.people[0], 4, -5)
        with self.assertRaisesRegex(ValidationError, "has not come yet"):
            self._attend(self.people[0], 4, 1)

    def test_a_day_has_no_more_than_24_hours(self):
        for hours in (25, -1):
            with self.assertRaisesRegex(ValidationError, "from 0 to 24"):
                self._attend(self.people[0], hours)
        row = self._attend(self.people[0], 4)
        with self.assertRaisesRegex(ValidationError, "from 0 to 24"):
            row.write({"hours": 30})

    @mute_logger("odoo.sql_db")
    def test_the_database_itself_keeps_one_row_a_day(self):
        self._attend(self.people[0], 4)
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self._attend(self.people[0], 5)

    def test_who_has_no_seat_gets_no_hours(self):
        self.people[0].booking_id.action_cancel("price")
        with self.assertRaisesRegex(UserError, "has no seat"):
            self._attend(self.people[0], 4)

    def test_only_the_training_office_writes_it(self):
        for user in (self.specialist, self.head, self.deputy, self.director, self.accountant):
            with self.assertRaises(AccessError):
                self._attend(self.people[0], 4, user=user)
        with self.assertRaises(AccessError):
            self.people[0].with_user(self.training_office).write({"hours_done": 40})
        with self.assertRaises(AccessError):
            self.people[0].with_user(self.specialist).write({"pace": "on_time"})

    def test_hours_due_grow_with_the_days(self):
        person = self.people[0]
        # four of ten days are over, today is still going on
        self.assertEqual(person.hours_expected, 16)
        self._teach(self.group, 3)
        self.assertEqual(person.hours_expected, 0)
        self._teach(self.group, -20)
        self.assertEqual(person.hours_expected, 40)

    def test_training_days_are_working_days_without_holidays(self):
        self.company.resource_calendar_id._ais_add_holidays(2026)
        group = self._make_group(days=5)
        group.write({"date_start": date(2026, 6, 11), "date_end": date(2026, 6, 16)})
        group.invalidate_recordset()
        # 12 June is a public holiday, 13 and 14 are Saturday and Sunday
        days = [date(2026, 6, 11), date(2026, 6, 15), date(2026, 6, 16)]
        self.assertEqual(group._training_dates()[group], days)
        self.assertEqual(group.hours_per_day, 13.3)
        group.training_weekdays = "weekend"
        self.assertEqual(group._training_dates()[group], [date(2026, 6, 13), date(2026, 6, 14)])

    def test_behind_is_by_more_than_the_tolerance(self):
        first, second, third = self.people
        self._attend(first, 14.4, -1)
        self._attend(second, 14.3, -1)
        self.assertEqual(self.people.mapped("pace"), ["on_time", "behind", "behind"])
        self.company.ais_pace_tolerance = 50
        self.assertEqual(self.people.mapped("pace"), ["on_time", "on_time", "behind"])
        self.assertIn(third, self.env["ais.trainee"].search([("pace", "=", "behind")]))

    def test_days_pass_and_the_cron_finds_who_is_behind_and_late(self):
        first, second, third = self.people
        self._attend(self.people, 16, -1)
        self.assertEqual(set(self.people.mapped("pace")), {"on_time"})
        second.result = "passed"
        second.action_complete()
        third._drop("own")
        # the days of the group move without anybody writing a fact
        self.env.flush_all()
        for days, pace in ((3, "behind"), (9, "late")):
            self.env.cr.execute(
                "UPDATE ais_course_group SET date_start = date_start - %s,"
                " date_end = date_end - %s WHERE id = %s",
                (days, days, self.group.id),
            )
            self.env.invalidate_all()
            self._run_cron("ais.trainee", "_cron_update_pace")
            self.assertEqual(first.pace, pace)
        self.assertFalse(second.pace)
        self.assertFalse(third.pace)

    def test_the_cron_costs_the_same_for_any_number(self):
        names = [f"Слушатель {number} Имя" for number in range(60)]
        group = self._make_running(self._make_group(seats=80), names)
        people = group.booking_ids.trainee_ids
        self.env.flush_all()
        self.env.cr.execute("UPDATE ais_trainee SET pace = NULL WHERE group_id = %s", (group.id,))
        for trainees in (people[:5], people[5:]):
            self.env.invalidate_all()
            with self.assertQueryCount(6):
                trainees._update_pace()
        self.assertEqual(set(people.mapped("pace")), {"behind"})

    def test_who_is_not_taught_has_no_pace(self):
        future = self._book(1, group=self.other_group)
        self._name(future, "Будущий Слушатель")
        self.assertFalse(future.trainee_ids.pace)
        self.people[0].booking_id.action_cancel("price")
        self.assertFalse(self.people[0].pace)

    def test_the_group_tells_how_its_people_are_doing(self):
        self._attend(self.people[0], 20, -1)
        self.group.invalidate_recordset()
        self.assertEqual(self.group.training_summary, "3 of 3 studying, 2 behind")
        self.assertEqual(self.group.behind_count, 2)

    def test_a_group_of_one_day_is_due_when_it_is_over(self):
        self._teach(self.group, 0, days=1)
        self.assertEqual(self.people[0].hours_expected, 0)
        self._teach(self.group, -1, days=1)
        self.assertEqual(self.people[0].hours_expected, 40)
        self.assertEqual(self.people[0].pace, "late")
        self.assertEqual(self.group.date_end, self.today - timedelta(days=1))
