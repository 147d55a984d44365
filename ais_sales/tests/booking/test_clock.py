from datetime import date, timedelta
from unittest.mock import patch

import pytz

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import AisCommon

LOGGER = "odoo.addons.ais_sales.models.booking.booking_cron"


@tagged("post_install", "-at_install")
class TestClock(AisCommon):
    """What the system does by itself: holds lapse, people are warned, names are asked for."""

    def test_lapsed_hold_frees_its_seats(self):
        booking, other = self._book(3), self._book(2)
        self._lapse(booking)
        self._run_cron("ais.booking", "_cron_expire_holds")
        self.assertEqual((booking.state, booking.cancel_reason), ("cancelled", "hold_expired"))
        self.assertEqual(other.state, "hold")
        self.assertSeats(self.group, held=2)
        self.assertIn("lapsed", self._activities(booking, self.specialist).summary)

    def test_running_twice_changes_nothing(self):
        booking = self._book(3)
        self._lapse(booking)
        self._run_cron("ais.booking", "_cron_expire_holds")
        self._run_cron("ais.booking", "_cron_expire_holds")
        self.assertSeats(self.group, taken=0)
        self.assertEqual(len(self._activities(booking, self.specialist)), 1)

    def test_hold_confirmed_in_the_meantime_does_not_lapse(self):
        booking = self._book(3)
        self._lapse(booking)
        booking.action_confirm()
        booking._expire_holds()
        self.assertEqual(booking.state, "confirmed")

    def test_one_broken_booking_does_not_stop_the_rest(self):
        bookings = self._book(1) | self._book(1) | self._book(1)
        broken = bookings[1]
        self._lapse(bookings)
        cls = self.registry["ais.booking"]
        original = cls._expire_holds

        def expire(records):
            if broken in records:
                raise ValueError("broken on purpose")
            return original(records)

        with patch.object(cls, "_expire_holds", expire), mute_logger(LOGGER):
            self._run_cron("ais.booking", "_cron_expire_holds")
        self.assertEqual(bookings.mapped("state"), ["cancelled", "hold", "cancelled"])
        self.assertSeats(self.group, held=1)

    def test_head_is_told_of_lapsed_holds_where_the_setting_says_so(self):
        self.company.ais_expiry_notify_head = True
        team = self.env.ref("sales_team.team_sales_department")
        self.env["crm.team.member"].create(
            {"crm_team_id": team.id, "user_id": self.specialist.id},
        )
        booking = self._book()
        self._lapse(booking)
        self._run_cron("ais.booking", "_cron_expire_holds")
        self.assertTrue(self._activities(booking, self.head))

    def test_hold_lasts_to_the_end_of_the_working_day_and_skips_weekends(self):
        hours = self.company.resource_calendar_id.attendance_ids.filtered(
            lambda shift: shift.dayofweek == "0",
        )
        closing = max(hours.mapped("hour_to"))
        friday, monday = date(2026, 11, 20), date(2026, 11, 23)
        zone = self.company.ais_timezone()
        for days, start, end in (
            (1, friday, monday),
            (-1, monday, friday),
            (6, friday, date(2026, 11, 30)),
        ):
            moment = self.company.ais_end_of_working_day(days, start)
            local = pytz.utc.localize(moment).astimezone(zone)
            self.assertEqual((local.date(), local.hour), (end, closing))

    def test_holiday_is_no_working_day(self):
        calendar = self.company.resource_calendar_id
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Новогодние каникулы",
                "calendar_id": calendar.id,
                "company_id": self.company.id,
                "date_from": "2026-12-31 21:00:00",
                "date_to": "2027-01-10 20:59:59",
            },
        )
        moment = self.company.ais_end_of_working_day(1, date(2026, 12, 31))
        self.assertEqual(moment.date(), date(2027, 1, 11))

    def test_specialist_is_warned_once_before_a_hold_runs_out(self):
        soon = self._book(hold_until=fields.Datetime.now() + timedelta(hours=2))
        late = self._book(hold_until=self.company.ais_end_of_working_day(5))
        for _time in range(2):
            self._run_cron("ais.booking", "_cron_warn_holds")
        self.assertEqual(len(self._activities(soon, self.specialist)), 1)
        self.assertFalse(self._activities(late, self.specialist))
        self.assertTrue(soon.is_hold_warned)
        soon.action_hold()
        self.assertFalse(soon.is_hold_warned)

    def test_names_are_asked_for_before_the_start(self):
        group = self._make_group(days=2)
        unnamed, named = self._book(2, group=group), self._book(1, group=group)
        (unnamed | named).action_confirm()
        self._name(named, "Иванова Анна Петровна")
        self._run_cron("ais.booking", "_cron_ask_names")
        self.assertIn("names", self._activities(unnamed, self.specialist).summary)
        self.assertFalse(self._activities(named, self.specialist))

    def test_groups_start_and_end_on_their_days(self):
        group = self._make_group()
        waiting_group = self._make_group()
        confirmed = self._book(4, group=group)
        confirmed.action_confirm()
        held = self._book(1, group=group)
        waiting = self._book(6, "waitlist", group=group)
        group.action_guarantee()
        today = self.company.ais_today()
        group.write({"date_start": today, "date_end": today})
        self._run_cron("ais.course.group", "_cron_roll_groups")
        self.assertEqual((group.state, waiting_group.state), ("running", "open"))
        self.assertTrue(self._activities(waiting, self.specialist))
        yesterday = today - timedelta(days=1)
        group.write(
            {"date_start": yesterday, "date_end": yesterday, "enroll_until": yesterday},
        )
        self._run_cron("ais.course.group", "_cron_roll_groups")
        self.assertEqual(group.state, "done")
        self.assertEqual(confirmed.state, "done")
        self.assertEqual((held.state, held.cancel_reason), ("cancelled", "hold_expired"))
        self.assertEqual((waiting.state, waiting.cancel_reason), ("cancelled", "no_seat"))
        self.assertSeats(group, confirmed=4, held=0, waitlisted=0)

    def test_decision_is_asked_for_once_on_its_day(self):
        self.group.decision_date = self.company.ais_today()
        for _time in range(2):
            self._run_cron("ais.course.group", "_cron_roll_groups")
        activity = self._activities(self.group, self.head)
        self.assertEqual(len(activity), 1)
        self.assertIn("Decide", activity.summary)
        self.assertFalse(self._activities(self.other_group, self.head))
