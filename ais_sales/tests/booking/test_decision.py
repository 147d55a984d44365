from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import AisCommon


@tagged("post_install", "-at_install")
class TestDecision(AisCommon):
    """The head decides on the decision date: run, postpone, merge or cancel (2.11)."""

    def _wizard(self, **vals):
        return (
            self.env["ais.group.decision"]
            .with_user(self.head)
            .create({"group_id": self.group.id, **vals})
        )

    def test_one_screen_tells_promised_silent_and_minimum(self):
        self._book(2).action_confirm()
        self._book(3)
        wizard = self._wizard()
        self.assertEqual(
            (wizard.seats_paid, wizard.seats_promised, wizard.seats_silent, wizard.seats_min),
            (0, 2, 3, 4),
        )
        self.assertEqual((wizard.amount_promised, wizard.amount_silent), (60000, 90000))
        self.assertEqual(wizard.revenue_min, 120000)
        self.assertTrue(wizard.is_short)

    def test_run_below_the_minimum_keeps_who_decided_and_why(self):
        with self.assertRaisesRegex(UserError, "0 confirmed seats of at least 4"):
            self.group.with_user(self.head).action_guarantee()
        self._wizard(decision="run", reason="Клиент важен").action_decide()
        self.assertEqual(self.group.state, "guaranteed")
        self.assertEqual(self.group.decision_reason, "Клиент важен")
        self.assertEqual(self.group.decision_user_id, self.head)
        self.assertTrue(self.group.decided_on)

    def test_decision_answers_the_open_question(self):
        self.group._ask_for_decision()
        self.assertTrue(self._activities(self.group, self.head))
        self._wizard(decision="run", reason="да").action_decide()
        self.assertFalse(self._activities(self.group, self.head))

    def test_postpone_moves_the_dates_and_tells_the_specialists(self):
        booking = self._book(2)
        start = self.group.date_start + timedelta(days=14)
        self._wizard(
            decision="postpone",
            reason="Ждём ещё двоих",
            date_start=start,
            date_end=start + timedelta(days=4),
        ).action_decide()
        self.assertEqual(self.group.date_start, start)
        self.assertEqual(self.group.enroll_until, start - timedelta(days=1))
        self.assertTrue(self._activities(booking, self.specialist))
        self.assertSeats(self.group, held=2)

    def test_postponed_to_the_same_dates_nothing_is_decided(self):
        booking = self._book(2)
        wizard = self._wizard(decision="postpone", reason="Ждём ещё двоих")
        with self.assertRaisesRegex(UserError, "has these dates already"), self.cr.savepoint():
            wizard.action_decide()
        self.assertFalse(self.group.decision)
        self.assertFalse(self._activities(booking, self.specialist))

    def test_what_is_missing_to_the_minimum_is_told(self):
        self._book(3).action_confirm()
        wizard = self._wizard()
        self.assertEqual((wizard.seats_missing, wizard.amount_missing), (1, 30000))
        self._book(2).action_confirm()
        wizard = self._wizard()
        self.assertEqual((wizard.seats_missing, wizard.amount_missing), (0, 0))
        self.assertFalse(wizard.is_short)

    def test_questions_about_a_cancelled_booking_are_closed(self):
        booking = self._book(2)
        other = self._book(1)
        (booking | other).sudo()._warn_holds()
        start = self.group.date_start + timedelta(days=14)
        dates = {"date_start": start, "date_end": start}
        self._wizard(decision="postpone", reason="Ждём", **dates).action_decide()
        booking.activity_schedule(
            "mail.mail_activity_data_todo", summary="Своё дело", user_id=self.specialist.id
        )
        self._wizard(decision="cancel", reason="Мало людей").action_decide()
        told = self._activities(booking, self.specialist).mapped("summary")
        self.assertEqual(len(told), 2)
        self.assertIn("Своё дело", told)
        self.assertEqual(len(self._activities(other, self.specialist)), 1)

    def test_merge_moves_all_bookings_and_cancels_the_group(self):
        held, confirmed = self._book(2), self._book(3, user=self.specialist_2)
        confirmed.action_confirm()
        self._wizard(
            decision="merge",
            reason="Мало людей",
            target_id=self.other_group.id,
        ).action_decide()
        self.assertEqual((held | confirmed).sudo().group_id, self.other_group)
        self.assertEqual(self.group.state, "cancelled")
        self.assertSeats(self.other_group, held=2, confirmed=3)
        self.assertSeats(self.group, taken=0)
        self.assertTrue(self._activities(confirmed, self.specialist_2))

    def test_merge_into_a_group_without_room_changes_nothing(self):
        self._book(8, group=self.other_group)
        booking = self._book(3)
        wizard = self._wizard(decision="merge", reason="Мало", target_id=self.other_group.id)
        with self.assertRaisesRegex(UserError, "2 seats free, 3 asked"), self.cr.savepoint():
            wizard.action_decide()
        self.env.invalidate_all()
        self.assertEqual((booking.group_id, self.group.state), (self.group, "open"))
        self.assertFalse(self.group.decision)

    def test_cancelled_group_releases_bookings_and_each_specialist_is_told(self):
        mine, other = self._book(2), self._book(1, user=self.specialist_2)
        self._wizard(decision="cancel", reason="Преподаватель болен").action_decide()
        self.assertEqual(self.group.state, "cancelled")
        self.assertEqual((mine | other).sudo().mapped("cancel_reason"), ["group_cancelled"] * 2)
        self.assertTrue(self._activities(mine, self.specialist))
        self.assertTrue(self._activities(other, self.specialist_2))
        self.assertSeats(self.group, taken=0)

    def test_decision_needs_a_reason(self):
        with self.assertRaisesRegex(UserError, "Say why"):
            self._wizard(decision="run", reason="  ").action_decide()
        with self.assertRaisesRegex(UserError, "Choose what is decided"):
            self._wizard(reason="да").action_decide()

    def test_cancelling_past_the_wizard_is_refused_while_there_are_bookings(self):
        self._book(2)
        with self.assertRaisesRegex(UserError, "has 2 seats taken"):
            self.group.with_user(self.head).write({"state": "cancelled"})

    def test_states_that_make_no_sense_are_refused(self):
        for state in ("running", "done"):
            with self.assertRaisesRegex(UserError, self.group.code):
                self.group.with_user(self.head).write({"state": state})
        self._book(1)
        with self.assertRaisesRegex(UserError, "has bookings"):
            self.group.action_draft()

    def test_system_guarantees_where_the_setting_says_so(self):
        self.company.ais_auto_guarantee = True
        self._book(3).action_confirm()
        self.assertEqual(self.group.state, "open")
        self._book(1).action_confirm()
        self.assertEqual(self.group.state, "guaranteed")

    def test_those_named_in_the_settings_are_told(self):
        self.company.ais_group_notify_user_ids = self.training_office
        self._book(4).action_confirm()
        self.group.with_user(self.head).action_guarantee()
        self.assertIn("guaranteed", self._activities(self.group, self.training_office).summary)

    def test_group_with_bookings_is_neither_deleted_nor_archived(self):
        self._book(1).action_cancel("price")
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            self.group.with_user(self.head).unlink()
        with self.assertRaisesRegex(UserError, "is not over"):
            self.group.with_user(self.head).action_archive()
