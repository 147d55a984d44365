from datetime import date, datetime

from odoo.tests import BaseCase

from ...tools.russian_holidays import public_holidays
from ...tools.working_time import WorkingTime

# Friday and Monday, 9–13 and 14–18 Moscow time, which is three hours ahead
SHIFTS = [
    (datetime(2026, 3, 6, 6), datetime(2026, 3, 6, 10)),
    (datetime(2026, 3, 6, 11), datetime(2026, 3, 6, 15)),
    # Monday 9 March is a day off
    (datetime(2026, 3, 10, 6), datetime(2026, 3, 10, 10)),
    (datetime(2026, 3, 10, 11), datetime(2026, 3, 10, 15)),
]


class TestWorkingTime(BaseCase):
    """Minutes are counted while somebody is there to answer."""

    def setUp(self):
        super().setUp()
        self.clock = WorkingTime(SHIFTS)

    def test_night_weekend_and_holiday_do_not_count(self):
        evening, morning = datetime(2026, 3, 6, 14, 50), datetime(2026, 3, 10, 6, 20)
        self.assertEqual(self.clock.between(evening, morning), 30)
        self.assertEqual(self.clock.add(evening, 30), morning)

    def test_lunch_does_not_count(self):
        self.assertEqual(
            self.clock.add(datetime(2026, 3, 6, 9, 50), 15),
            datetime(2026, 3, 6, 11, 5),
        )

    def test_what_comes_at_night_waits_for_the_morning(self):
        self.assertEqual(
            self.clock.add(datetime(2026, 3, 7, 20), 15),
            datetime(2026, 3, 10, 6, 15),
        )

    def test_term_that_fills_the_shift_ends_in_the_evening(self):
        self.assertEqual(
            self.clock.add(datetime(2026, 3, 6, 14), 60),
            datetime(2026, 3, 6, 15),
        )

    def test_counted_backwards(self):
        self.assertEqual(
            self.clock.add(datetime(2026, 3, 10, 6, 10), -20),
            datetime(2026, 3, 6, 14, 50),
        )
        self.assertEqual(
            self.clock.between(datetime(2026, 3, 10, 6, 20), datetime(2026, 3, 6, 14, 50)),
            -30,
        )

    def test_a_moment_plus_nothing_is_when_work_goes_on(self):
        moment = datetime(2026, 3, 6, 7)
        self.assertEqual(self.clock.add(moment, 0), moment)
        self.assertEqual(self.clock.add(datetime(2026, 3, 8), 0), datetime(2026, 3, 10, 6))

    def test_beyond_the_known_shifts_there_is_no_answer(self):
        self.assertIsNone(self.clock.add(datetime(2026, 3, 10, 14), 120))
        self.assertIsNone(WorkingTime([]).add(datetime(2026, 3, 10), 1))

    def test_every_minute_added_is_counted_back(self):
        start = datetime(2026, 3, 6, 8, 17)
        for minutes in range(1, 780, 7):
            end = self.clock.add(start, minutes)
            self.assertAlmostEqual(self.clock.between(start, end), minutes)


class TestRussianHolidays(BaseCase):
    """Days off that the Labour Code names (ТК РФ ст. 112)."""

    def test_a_holiday_on_a_weekend_gives_the_next_working_day_off(self):
        days = dict(public_holidays(2026))
        # 8 March is a Sunday, 9 May a Saturday
        self.assertIn(date(2026, 3, 9), days)
        self.assertIn(date(2026, 5, 11), days)
        self.assertNotIn(date(2026, 2, 24), days)

    def test_january_is_off_until_the_eighth(self):
        days = dict(public_holidays(2027))
        self.assertTrue(all(date(2027, 1, day) in days for day in range(1, 9)))
        self.assertNotIn(date(2027, 1, 9), days)

    def test_each_holiday_on_a_weekend_is_moved(self):
        # 23 February was a Sunday and 8 March a Saturday
        self.assertEqual(len(public_holidays(2025)), 14 + 2)
