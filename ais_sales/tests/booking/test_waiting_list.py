from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import AisCommon


@tagged("post_install", "-at_install")
class TestWaitingList(AisCommon):
    """A full group: clients wait, and a freed seat goes to the first of them (2.13)."""

    def setUp(self):
        super().setUp()
        self.full = self._make_group(seats=4)
        self.holder = self._book(4, group=self.full)

    def _wait(self, seats=1, user=None, **vals):
        user = user or self.specialist_2
        return self._book(seats, "waitlist", self.full, user=user, client=self.client_2, **vals)

    def test_waiting_takes_no_seats(self):
        waiting = self._wait(3)
        self.assertSeats(self.full, held=4, waitlisted=3, available=0)
        self.assertEqual(waiting.queue_position, 1)
        self.assertFalse(waiting.hold_until)

    def test_freed_seat_goes_to_the_first_who_waits_in_the_same_transaction(self):
        first, second = self._wait(2), self._wait(2)
        self.assertEqual((first + second).mapped("queue_position"), [1, 2])
        self.holder.seats = 2
        self.assertEqual((first.state, second.state), ("hold", "waitlist"))
        self.assertTrue(first.is_offer)
        self.assertTrue(first.hold_until)
        self.assertSeats(self.full, held=4, waitlisted=2)

    def test_seat_set_free_while_the_client_was_asked_is_his(self):
        wizard = self.env["ais.booking.hold"].create(
            {"partner_id": self.client_2.id, "group_id": self.full.id, "seats": 2},
        )
        wizard.action_hold()
        self.assertTrue(wizard.is_full)
        self.holder.action_cancel("price")
        booking = self.env["ais.booking"].browse(wizard.action_waitlist()["res_id"])
        self.assertEqual((booking.state, booking.is_offer), ("hold", True))
        self.assertSeats(self.full, held=2, waitlisted=0)

    def test_seat_that_two_transactions_left_free_is_offered_by_the_clock(self):
        self.holder.action_cancel("price")
        waiting = self._wait(2)
        self._run_cron("ais.booking", "_cron_expire_holds")
        self.assertEqual((waiting.state, waiting.is_offer), ("hold", True))
        self.assertSeats(self.full, held=2, waitlisted=0)

    def test_specialist_of_the_waiting_client_is_told(self):
        waiting = self._wait(1)
        self.holder.action_cancel("price")
        activity = self._activities(waiting, self.specialist_2)
        self.assertEqual(len(activity), 1)
        self.assertIn("A seat is free", activity.summary)

    def test_who_asks_for_more_than_is_free_waits_on(self):
        big, small = self._wait(3), self._wait(1)
        self.holder.seats = 3
        self.assertEqual((big.state, small.state), ("waitlist", "hold"))
        self.holder.action_cancel("price")
        self.assertEqual(big.state, "hold")
        self.assertSeats(self.full, held=4, waitlisted=0)

    def test_head_gives_priority_with_a_reason_and_it_is_kept(self):
        first, second = self._wait(4), self._wait(4)
        self.cr.flush()
        second.with_user(self.head).write(
            {"waitlist_priority": "2", "priority_reason": "Постоянный клиент"},
        )
        self.assertEqual((first + second).mapped("queue_position"), [2, 1])
        self.cr.flush()
        self.assertIn(
            "Постоянный клиент",
            str(second.message_ids.sudo().tracking_value_ids.mapped("new_value_char")),
        )
        self.holder.action_cancel("price")
        self.assertEqual((first.state, second.state), ("waitlist", "hold"))

    def test_specialist_cannot_change_the_order(self):
        waiting = self._wait()
        with self.assertRaises(AccessError):
            waiting.write({"waitlist_priority": "1", "priority_reason": "очень надо"})
        with self.assertRaises(AccessError):
            self._wait(waitlist_priority="1", priority_reason="очень надо")

    def test_lapsed_offer_goes_to_the_next(self):
        first, second = self._wait(4), self._wait(4)
        self.holder.action_cancel("price")
        self.assertEqual(first.state, "hold")
        self._lapse(first)
        self._run_cron("ais.booking", "_cron_expire_holds")
        self.assertEqual((first.state, first.cancel_reason), ("cancelled", "offer_expired"))
        self.assertEqual((second.state, second.is_offer), ("hold", True))
        self.assertSeats(self.full, held=4, waitlisted=0)

    def test_confirmed_offer_stays(self):
        first = self._wait(4)
        self.holder.action_cancel("price")
        first.action_confirm()
        self.assertEqual((first.state, first.is_offer), ("confirmed", False))
        self.assertSeats(self.full, confirmed=4)

    def test_bigger_group_takes_those_who_wait(self):
        waiting = self._wait(2)
        self.full.with_user(self.head).seats_max = 6
        self.assertEqual(waiting.state, "hold")
        self.assertSeats(self.full, held=6, waitlisted=0)

    def test_moved_and_deleted_bookings_free_seats_for_those_who_wait(self):
        waiting = self._wait(4)
        self.holder.action_move(self.other_group)
        self.assertEqual(waiting.state, "hold")
        second = self._wait(4)
        waiting.with_user(self.head).unlink()
        self.assertEqual(second.state, "hold")
        self.assertSeats(self.full, held=4, waitlisted=0)

    def test_hold_given_up_for_the_waiting_list_goes_behind_the_others(self):
        waiting = self._wait(4)
        waiting.sudo().waitlisted_at -= timedelta(minutes=5)
        self.holder.action_waitlist()
        self.assertEqual((waiting.state, self.holder.state), ("hold", "waitlist"))
        self.assertSeats(self.full, held=4, waitlisted=4)

    def test_waiting_for_a_full_group_cannot_become_a_hold(self):
        waiting = self._wait(1)
        with self.assertRaisesRegex(UserError, "is full: 0 seats free"):
            waiting.action_hold()

    def test_closed_enrolment_offers_nothing(self):
        waiting = self._wait(1)
        self.full.enroll_until = self.company.ais_today().replace(year=2020)
        self.holder.action_cancel("price")
        self.assertEqual(waiting.state, "waitlist")

    def test_split_lets_nobody_in_between(self):
        waiting = self._wait(1)
        part = self.holder._split_off(3)
        self.assertEqual((self.holder.seats, part.seats, waiting.state), (1, 3, "waitlist"))
        self.assertSeats(self.full, held=4, waitlisted=1)
        part.action_cancel("client_refused")
        self.assertEqual(waiting.state, "hold")
        self.holder.action_confirm()
        self.assertSeats(self.full, held=1, confirmed=1, available=2)

    def test_split_takes_the_chosen_trainees_along(self):
        self._name(self.holder, "Иванова Анна", "Петров Пётр", "Сидоров Сидор")
        leaving = self.holder.trainee_ids[:2]
        part = self.holder._split_off(2, leaving)
        self.assertEqual(part.trainee_ids, leaving)
        self.assertEqual(self.holder.unnamed_seats, 1)
        with self.assertRaisesRegex(UserError, "between 1 and 1"):
            part._split_off(2)

    def test_split_asks_who_leaves(self):
        self._name(self.holder, "Иванова Анна", "Петров Пётр", "Сидоров Сидор")
        with self.assertRaisesRegex(UserError, "Choose which trainees leave"):
            self.holder._split_off(2)

    def test_context_from_outside_does_not_switch_counting_off(self):
        for value in (True, "ais_seats", {"ais_seats": 1}):
            with self.assertRaises(UserError):
                self.env["ais.booking"].with_context(ais_seats=value).create(
                    {"group_id": self.full.id, "partner_id": self.client.id, "seats": 1},
                )
