from datetime import datetime, timedelta

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOON, InquiryCommon


@tagged("post_install", "-at_install")
class TestClock(InquiryCommon):
    """An inquiry is answered and processed in working time, and it shows (2.4)."""

    # terms

    @freeze_time(NOON)
    def test_terms_run_in_the_team_s_working_time(self):
        lead = self._inquire()
        self.assertEqual(lead.ais_policy_id, self.policy)
        # 12:00 and an hour; then eight working hours with lunch and a night between
        self.assertEqual(lead.ais_response_deadline, datetime(2026, 3, 10, 10))
        self.assertEqual(lead.ais_processing_deadline, datetime(2026, 3, 11, 9))
        self.assertEqual(lead.ais_sla_state, "on_time")

    @freeze_time("2026-03-06 14:50:00")
    def test_friday_evening_s_call_is_answered_after_the_holiday(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Перенос с 8 марта",
                "calendar_id": self.calendar.id,
                "date_from": "2026-03-08 21:00:00",
                "date_to": "2026-03-09 20:59:59",
            },
        )
        lead = self._inquire(medium_id=self.phone.id)
        self.assertEqual(lead.ais_policy_id, self.policy_phone)
        self.assertEqual(lead.ais_response_deadline, datetime(2026, 3, 10, 6, 5))

    @freeze_time(NOON)
    def test_the_first_policy_that_fits_holds(self):
        new_client = self.env["ais.sla.policy"].create(
            {"name": "Новые", "sequence": 5, "client_kind": "new", "response_minutes": 30},
        )
        important = self.env["ais.sla.policy"].create(
            {"name": "Важные", "sequence": 1, "priority": "2", "response_minutes": 10,
             "response_warning": 2},
        )  # fmt: skip
        person = self.env["res.partner"].create({"name": "Иванов"})
        self.assertEqual(self._inquire(partner_id=False).ais_policy_id, new_client)
        self.assertEqual(self._inquire(partner_id=person.id).ais_policy_id, self.policy)
        lead = self._inquire(medium_id=self.phone.id)
        lead.priority = "3"
        self.assertEqual(lead.ais_policy_id, important)
        self.assertEqual(lead.ais_response_deadline, NOON + timedelta(minutes=10))

    def test_other_terms_count_for_inquiries_that_still_run(self):
        with self._at():
            running, done = self._inquire(), self._inquire(stage_id=self.stage_work.id)
        with self._at():
            self.policy.response_minutes = 30
        self.assertEqual(running.ais_response_deadline, NOON + timedelta(minutes=30))
        self.assertEqual(done.ais_response_deadline, NOON + timedelta(minutes=60))

    def test_a_holiday_entered_later_moves_the_deadlines(self):
        with self._at(hours=5):
            lead = self._inquire()
            self._tick()
            self.assertEqual(lead.ais_response_deadline, datetime(2026, 3, 10, 15))
            self.env["resource.calendar.leaves"].create(
                {
                    "name": "Санитарный день",
                    "calendar_id": self.calendar.id,
                    "date_from": "2026-03-10 12:00:00",
                    "date_to": "2026-03-10 20:59:59",
                },
            )
            self._tick()
        self.assertEqual(lead.ais_response_deadline, datetime(2026, 3, 11, 7))

    def test_a_team_that_gets_other_hours_gets_other_deadlines(self):
        with self._at():
            lead = self._inquire()
            before = lead.ais_response_deadline
            night = self.env["resource.calendar"].create(
                {
                    "name": "По утрам",
                    "tz": "Europe/Moscow",
                    "attendance_ids": [
                        Command.create(
                            {"name": "Утро", "dayofweek": str(day), "hour_from": 6, "hour_to": 8},
                        )
                        for day in range(5)
                    ],
                },
            )
            self.team.ais_calendar_id = night
        self.assertGreater(lead.ais_response_deadline, before)

    def test_term_beyond_the_calendar_is_refused(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.policy.processing_hours = 3000
            self.env.flush_all()

    def test_received_in_the_future_is_refused(self):
        with self.assertRaises(ValidationError):
            self._inquire(ais_received_at="2035-01-01 10:00:00")

    def test_terms_must_make_sense(self):
        for vals in (
            {"response_minutes": 0},
            {"response_minutes": 600, "processing_hours": 1},
            {"response_warning": 60},
            {"processing_warning": -1},
        ):
            with (
                self.subTest(vals),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.policy.write(vals)
                self.policy.flush_recordset()

    # processing

    def test_met_and_missed(self):
        with self._at():
            met, late, slow = self._inquire(), self._inquire(), self._inquire()
            self._answer(met)
            self._answer(slow)
        with self._at(hours=3):
            self._answer(late)
            (met | late).stage_id = self.stage_work
        with self._at(days=3):
            slow.stage_id = self.stage_work
        self.assertEqual(
            (met | late | slow).mapped("ais_sla_state"),
            ["met", "missed", "missed"],
        )

    def test_an_advertisement_closed_at_once_is_no_miss(self):
        with self._at():
            quick, late = self._inquire(), self._inquire()
        with self._at(minutes=10):
            quick.action_set_lost()
        with self._at(hours=3):
            late.action_set_lost()
        self.assertEqual((quick | late).mapped("ais_sla_state"), ["met", "missed"])

    def test_reopened_inquiry_goes_on_where_it_stopped(self):
        with self._at():
            lead = self._inquire()
        with self._at(minutes=30):
            lead.action_set_lost()
        with self._at(days=1):
            lead.action_restore()
            # half an hour is left of the hour
            self.assertFalse(lead.ais_processed_at)
            self.assertEqual(lead.ais_sla_state, "on_time")
            self.assertEqual(
                lead.ais_response_deadline,
                NOON + timedelta(days=1, minutes=30),
            )

    def test_closing_and_reopening_saves_nobody(self):
        with self._at():
            lead = self._inquire()
        with self._at(hours=3):
            lead.action_set_lost()
            self.assertEqual(lead.ais_sla_state, "missed")
            lead.action_restore()
            self.assertEqual(lead.ais_sla_state, "overdue")

    def test_reassigned_and_converted_inquiry_keeps_its_clock(self):
        with self._at():
            lead = self._inquire(type="lead")
        deadline = lead.ais_response_deadline
        with self._at(minutes=50):
            lead.user_id = self.specialist_2
            lead.convert_opportunity(self.client)
        self.assertEqual(lead.ais_response_deadline, deadline)
        self.assertEqual(lead.ais_received_at, NOON)

    def test_merged_inquiries_keep_the_older_clock(self):
        with self._at():
            first = self._inquire()
        with self._at(minutes=30):
            second = self._inquire()
            merged = (first | second).merge_opportunity()
        self.assertEqual(merged.ais_received_at, NOON)
        self.assertEqual(merged.ais_response_deadline, NOON + timedelta(minutes=60))

    def test_an_answer_counts_for_what_came_before_it_only(self):
        with self._at():
            first = self._inquire()
        with self._at(minutes=10):
            second = self._inquire()
        with self._at(minutes=20):
            self._answer(second)
        with self._at(minutes=30):
            merged = (first | second).merge_opportunity()
            self.assertEqual(merged.ais_response_minutes, 20)
            third = self._inquire()
            merged = (merged | third).merge_opportunity()
        self.assertEqual(merged.ais_received_at, NOON + timedelta(minutes=30))
        self.assertFalse(merged.ais_first_response_at)

    def test_leads_of_the_time_before_have_no_clock(self):
        with self._at():
            lead = self._inquire()
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE crm_lead SET ais_received_at = NULL, ais_policy_id = NULL,"
                " ais_deadline = NULL, ais_risk_at = NULL, ais_sla_state = NULL WHERE id = %s",
                lead.ids,
            )
            lead.invalidate_recordset()
            lead.priority = "2"
            self._answer(lead)
            lead.stage_id = self.stage_work
        self.assertFalse(lead.ais_sla_state)
        self.assertFalse(lead.ais_first_response_at)

    # time passes

    def test_time_makes_inquiries_risky_and_overdue_and_tells_people(self):
        with self._at():
            lead = self._inquire()
        with self._at(minutes=45):
            self._tick()
            self.assertEqual(lead.ais_sla_state, "at_risk")
            self.assertEqual(len(self._activities(lead, self.specialist)), 1)
            self.assertFalse(self._activities(lead, self.head))
        with self._at(minutes=60):
            self._tick()
            self._tick()
            self.assertEqual(lead.ais_sla_state, "overdue")
            self.assertEqual(len(self._activities(lead, self.head)), 1)
        with self._at(minutes=70):
            self._answer(lead)
        self.assertFalse(lead.activity_ids)
        self.assertEqual(lead.ais_sla_state, "on_time")

    def test_deadline_put_off_is_told_anew(self):
        with self._at():
            lead = self._inquire(medium_id=False)
        with self._at(days=2):
            self._tick()
            self.assertEqual((lead.ais_alert, lead.ais_sla_state), ("escalated", "overdue"))
            self.policy.write({"processing_hours": 400, "response_minutes": 3000})
            self.assertFalse(lead.ais_alert)
            self._tick()
            self.assertFalse(self._activities(lead, self.head))
        with self._at(days=30):
            self._tick()
            self.assertTrue(self._activities(lead, self.head))
            lead.action_set_lost()
            self._tick()
            self.assertFalse(self._activities(lead, self.head))

    def test_processing_that_runs_out_is_told_too(self):
        with self._at():
            lead = self._inquire()
            self._answer(lead)
        with self._at(days=1, minutes=-30):
            self._tick()
            self.assertEqual(len(self._activities(lead, self.specialist)), 1)
        with self._at(days=1, minutes=1):
            self._tick()
            self.assertEqual(len(self._activities(lead, self.head)), 1)

    def test_nobody_s_inquiry_is_the_head_s_at_once(self):
        with self._at():
            lead = self._inquire()
            lead.user_id = False
        with self._at(minutes=45):
            self._tick()
        self.assertEqual(lead.activity_ids.user_id, self.head)

    def test_states_that_are_true_are_not_written(self):
        with self._at():
            leads = self._inquire() | self._inquire()
        with self._at(minutes=61):
            now = NOON + timedelta(minutes=61)
            self.assertEqual(self.env["crm.lead"]._ais_update_states(now), 2)
            self.assertEqual(self.env["crm.lead"]._ais_update_states(now), 0)
        self.assertEqual(set(leads.mapped("ais_sla_state")), {"overdue"})

    def test_share_answered_in_time_leaves_out_what_still_waits(self):
        with self._at():
            in_time, late, waiting = self._inquire(), self._inquire(), self._inquire()
            self._answer(in_time)
        with self._at(hours=2, minutes=30):
            self._answer(late)
            fresh = self._inquire()
            self.env.flush_all()
            rows = self.env["ais.inquiry.report"].search(
                [("lead_id", "in", (in_time | late | waiting | fresh).ids)],
            )
            figures = {row.lead_id: (row.in_time, row.unanswered) for row in rows}
            share = rows._read_group([("id", "in", rows.ids)], [], ["in_time:avg"])
        self.assertEqual(
            [figures[lead] for lead in (in_time, late, waiting, fresh)],
            [(100, 0), (0, 0), (0, 1), (0, 1)],
        )
        # two of three: the fresh one has time left and is not counted
        self.assertAlmostEqual(share[0][0], 100 / 3)

    def test_holidays_are_entered_once_and_stay_as_people_leave_them(self):
        with self._at():
            self.company.resource_calendar_id = self.calendar
            self.calendar._cron_add_holidays()
            leaves = self.env["resource.calendar.leaves"].search(
                [("calendar_id", "=", self.calendar.id)],
            )
            self.assertEqual(self.calendar.ais_holidays_until, 2027)
            victory = leaves.filtered(lambda leave: leave.date_from.month == 5)[:1]
            victory.unlink()
            self.calendar._cron_add_holidays()
            self.assertEqual(
                self.env["resource.calendar.leaves"].search_count(
                    [("calendar_id", "=", self.calendar.id)],
                ),
                len(leaves) - 1,
            )

    def test_all_stages_but_the_first_count_as_processed_until_people_say_otherwise(self):
        stages = self.env["crm.stage"].search([])
        stages.ais_is_processed = False
        stages._ais_mark_processed()
        self.assertEqual(stages.filtered("ais_is_processed"), stages[1:])
        stages[1].ais_is_processed = False
        stages._ais_mark_processed()
        self.assertEqual(stages.filtered("ais_is_processed"), stages[2:])

    def test_who_reads_the_policies(self):
        with self.assertRaises(AccessError):
            self.policy.with_user(self.specialist).response_minutes = 5
        self.assertEqual(self.policy.with_user(self.specialist).response_minutes, 60)
        self.policy.with_user(self.head).medium_ids = [Command.link(self.phone.id)]
