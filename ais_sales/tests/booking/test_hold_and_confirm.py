from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import AisCommon


@tagged("post_install", "-at_install")
class TestHoldAndConfirm(AisCommon):
    """A specialist holds seats for a client and confirms them (2.13)."""

    def test_booking_takes_its_seats_at_once(self):
        booking = self._book(3)
        self.assertEqual(booking.state, "hold")
        self.assertSeats(self.group, held=3, taken=3, available=7)
        self.assertTrue(booking.name.startswith("БР-"))
        self.assertAlmostEqual(self.group.fill_rate, 30)

    def test_group_needs_no_more_than_course_dates_and_seats(self):
        day = fields.Date.today() + timedelta(days=40)
        group = self.env["ais.course.group"].create(
            {
                "course_id": self.course.id,
                "date_start": day,
                "date_end": day,
                "seats_max": 3,
            },
        )
        self.assertEqual((group.state, group.seats_available, group.price_unit), ("open", 3, 30000))
        self.assertTrue(group.code)
        self.assertLessEqual(group.seats_min, 3)

    def test_hold_lasts_the_company_s_working_days(self):
        self.company.ais_hold_days = 3
        booking = self._book()
        local = booking.hold_until + timedelta(hours=3)
        # weekends and holidays are no working days
        self.assertEqual(local.date(), self.company.ais_working_day(3))

    def test_hold_until_a_bare_date_lasts_to_its_end(self):
        day = self.company.ais_today() + timedelta(days=2)
        booking = self._book(hold_until=fields.Date.to_string(day))
        self.assertEqual((booking.hold_until + timedelta(hours=3)).date(), day)

    def test_hold_then_confirm_then_done(self):
        booking = self._book(2)
        booking.action_confirm()
        self.assertEqual(booking.state, "confirmed")
        self.assertTrue(booking.confirmed_on)
        self.assertFalse(booking.hold_until)
        self.assertSeats(self.group, held=0, confirmed=2, taken=2)
        booking.sudo().action_done()
        self.assertSeats(self.group, confirmed=2, taken=2)

    def test_cancel_sets_seats_free_with_the_reason(self):
        booking = self._book(2)
        booking.action_cancel("price", "дорого")
        self.assertEqual((booking.cancel_reason, booking.cancel_note), ("price", "дорого"))
        self.assertSeats(self.group, taken=0, available=10)

    def test_cancel_with_a_reason_in_words_is_kept_as_other(self):
        booking = self._book()
        booking.action_cancel("Передумали")
        self.assertEqual((booking.cancel_reason, booking.cancel_note), ("other", "Передумали"))

    def test_cancelled_booking_can_be_held_again(self):
        booking = self._book(2)
        booking.action_cancel("dates")
        booking.action_hold()
        self.assertEqual(booking.state, "hold")
        self.assertFalse(booking.cancel_reason)
        self.assertSeats(self.group, held=2)

    def test_more_seats_than_free_are_refused_with_the_number_free(self):
        self._book(8)
        with self.assertRaisesRegex(UserError, "2 seats free, 3 asked"):
            self._book(3)
        self.assertSeats(self.group, taken=8)

    def test_several_bookings_of_one_transaction_cannot_oversell(self):
        with self.assertRaises(UserError):
            self.env["ais.booking"].create(
                [
                    {"group_id": self.group.id, "partner_id": self.client.id, "seats": 4}
                    for _n in range(3)
                ],
            )
        self.assertSeats(self.group, taken=0)

    def test_more_seats_on_an_existing_booking_are_guarded_too(self):
        booking = self._book(6)
        self._book(3)
        with self.assertRaises(UserError), self.cr.savepoint():
            booking.seats = 8
        booking.invalidate_recordset()
        booking.seats = 7
        self.assertSeats(self.group, taken=10, available=0)
        booking.seats = 2
        self.assertSeats(self.group, taken=5)

    def test_move_takes_seats_there_and_frees_them_here(self):
        booking = self._book(4)
        booking.action_move(self.other_group.id)
        self.assertSeats(self.group, taken=0)
        self.assertSeats(self.other_group, held=4)

    def test_move_to_a_full_group_leaves_everything_where_it_was(self):
        self._book(8, group=self.other_group)
        booking = self._book(4)
        with self.assertRaises(UserError), self.cr.savepoint():
            booking.action_move(self.other_group)
        booking.invalidate_recordset()
        self.assertEqual(booking.group_id, self.group)
        self.assertSeats(self.group, held=4)
        self.assertSeats(self.other_group, held=8)

    def test_copy_holds_seats_anew(self):
        booking = self._book(4)
        booking.action_confirm()
        copy = booking.copy()
        self.assertEqual((copy.state, copy.trainee_count), ("hold", 0))
        self.assertSeats(self.group, held=4, confirmed=4)
        with self.assertRaises(UserError), self.cr.savepoint():
            booking.copy()
        self.assertSeats(self.group, taken=8)

    def test_copy_of_a_group_has_no_seats_taken(self):
        self._book(4)
        copy = self.group.copy()
        self.assertEqual((copy.seats_taken, copy.seats_max, copy.state), (0, 10, "open"))
        self.assertNotEqual(copy.code, self.group.code)

    def test_deleted_hold_frees_its_seats(self):
        booking = self._book(4)
        booking.with_user(self.head).unlink()
        self.assertSeats(self.group, taken=0)

    def test_confirmed_booking_is_not_deleted(self):
        booking = self._book(4)
        booking.action_confirm()
        with self.assertRaisesRegex(UserError, "is confirmed"):
            booking.with_user(self.head).unlink()

    def test_seats_max_is_not_lowered_below_the_seats_taken(self):
        self._book(6)
        with self.assertRaisesRegex(ValidationError, "6 seats taken"):
            self.group.seats_max = 5
        self.group.invalidate_recordset()
        self.group.write({"seats_max": 6})
        self.assertSeats(self.group, taken=6, available=0)

    def test_counts_cannot_be_entered(self):
        for vals in ({"seats_taken": 3}, {"seats_held": 3}, {"seats_confirmed": 1}):
            with self.assertRaises(ValidationError):
                self.group.write(vals)
        with self.assertRaises(ValidationError):
            self._make_group(seats_taken=3)

    def test_database_itself_refuses_to_oversell(self):
        with (
            self.assertRaises(CheckViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(flush=False),
        ):
            self.cr.execute(
                "UPDATE ais_course_group SET seats_taken = 11, seats_held = 11 WHERE id = %s",
                (self.group.id,),
            )

    def test_price_comes_from_the_group_s_own_price_else_the_pricelist(self):
        self.assertEqual(self._book(2).amount_total, 60000)
        self.env.ref("base.group_user").implied_ids |= self.env.ref(
            "product.group_product_pricelist",
        )
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Партнёры",
                "item_ids": [
                    (0, 0, {"compute_price": "percentage", "percent_price": 10}),
                ],
            },
        )
        self.client.property_product_pricelist = pricelist
        self.assertEqual(self._book(1).price_unit, 27000)
        self.group.price_unit = 25000
        self.assertEqual(self._book(1).price_unit, 25000)

    def test_discount_lowers_the_total(self):
        booking = self._book(2, user=self.head, discount=10)
        self.assertEqual(booking.amount_total, 54000)

    def test_confirmed_price_does_not_change_by_a_move(self):
        booking = self._book(2)
        booking.action_confirm()
        self.other_group.price_unit = 99000
        booking.action_move(self.other_group)
        self.assertEqual(booking.price_unit, 30000)


@tagged("post_install", "-at_install")
class TestRefusals(AisCommon):
    """Bad input: a clear message that names the record, and nothing half done."""

    def assertRefused(self, words, error=UserError, **vals):
        before = self.env["ais.booking"].search_count([])
        with self.assertRaisesRegex(error, words), self.cr.savepoint():
            self._book(**vals)
        self.assertEqual(self.env["ais.booking"].search_count([]), before)
        self.assertSeats(self.group, taken=0)

    def test_no_seats_or_negative_seats(self):
        self.assertRefused("at least one seat, not 0", seats=0)
        self.assertRefused("at least one seat, not -2", seats=-2)
        booking = self._book(2)
        with self.assertRaisesRegex(ValidationError, booking.name), self.cr.savepoint():
            booking.seats = 0

    def test_more_seats_than_the_group_has(self):
        self.assertRefused("10 seats altogether, 11 were asked", seats=11)
        self.assertRefused("10 seats altogether", seats=11, state="waitlist")

    def test_hold_in_the_past(self):
        past = fields.Datetime.now() - timedelta(days=1)
        self.assertRefused("has passed", hold_until=past)
        booking = self._book()
        with self.assertRaisesRegex(ValidationError, booking.name), self.cr.savepoint():
            booking.hold_until = past

    def test_specialist_cannot_hold_for_ever_and_the_head_can(self):
        late = fields.Datetime.now() + timedelta(days=60)
        self.assertRefused("at most 10 working days", hold_until=late)
        self.assertEqual(self._book(user=self.head, hold_until=late).hold_until, late)

    def test_closed_cancelled_and_running_groups(self):
        group = self._make_group(state="draft")
        self.assertRefused(f"{group.code}.*takes no bookings", group=group)
        group.action_open()
        group._guarantee()
        group.action_start()
        self.assertRefused("Running", group=group)
        cancelled = self._make_group()
        cancelled._cancel_with_bookings()
        self.assertRefused("Cancelled", group=cancelled)

    def test_enrolment_is_over(self):
        self.other_group.enroll_until = self.company.ais_today() - timedelta(days=1)
        self.assertRefused("Enrolment on group .* ended", group=self.other_group)

    def test_archived_client(self):
        self.client_2.active = False
        self.assertRefused("Василёк.* is archived", client=self.client_2)

    def test_group_of_another_company(self):
        company = self.env["res.company"].create({"name": "Другая"})
        course = self.course.with_company(company).copy(
            {"company_id": company.id, "direction_id": False, "code": "Д"},
        )
        group = self._make_group(course_id=course.id)
        self.assertEqual(group.company_id, company)
        self.assertRefused("", group=group)

    def test_same_trainee_twice_in_a_group(self):
        booking = self._book(3)
        self._name(booking, "Иванова Анна Петровна")
        with self.assertRaisesRegex(ValidationError, "Иванова.*already a trainee of group"):
            self._name(booking, "иванова  анна петровна")

    def test_namesakes_are_told_apart_by_e_mail(self):
        booking = self._book(3)
        trainees = self.env["ais.trainee"].with_user(self.specialist)
        for email in ("a@example.com", "b@example.com"):
            trainees.create(
                {"name": "Иванов Иван", "email": email, "booking_id": booking.id},
            )
        self.assertEqual(booking.trainee_count, 2)

    def test_same_trainee_may_be_in_a_cancelled_booking(self):
        booking = self._book(3)
        self._name(booking, "Иванова Анна Петровна")
        booking.action_cancel("dates")
        again = self._book(3)
        self._name(again, "Иванова Анна Петровна")
        with self.assertRaises(ValidationError), self.cr.savepoint():
            booking.action_hold()

    def test_more_trainees_than_seats(self):
        booking = self._book(1)
        with self.assertRaisesRegex(ValidationError, "1 seats and 2 trainees"):
            self._name(booking, "Иванова Анна", "Петров Пётр")

    def test_fewer_seats_than_trainees(self):
        booking = self._book(2)
        self._name(booking, "Иванова Анна", "Петров Пётр")
        with self.assertRaisesRegex(ValidationError, "1 seats and 2 trainees"):
            booking.seats = 1

    def test_confirm_twice(self):
        booking = self._book()
        booking.action_confirm()
        with self.assertRaisesRegex(UserError, f"{booking.name}.*already in state"):
            booking.action_confirm()

    def test_cancel_a_done_booking(self):
        booking = self._book()
        booking.action_confirm()
        booking.sudo().action_done()
        with self.assertRaisesRegex(UserError, f"{booking.name}.*cannot become"):
            booking.action_cancel("price")

    def test_confirm_a_cancelled_and_a_waiting_booking(self):
        booking = self._book()
        booking.action_cancel("price")
        with self.assertRaisesRegex(UserError, "cannot become"):
            booking.action_confirm()
        waiting = self._book(state="waitlist")
        with self.assertRaisesRegex(UserError, "waiting list"):
            waiting.action_confirm()

    def test_state_cannot_be_written_past_the_rules(self):
        booking = self._book()
        with self.assertRaises(UserError), self.cr.savepoint():
            booking.write({"state": "done"})
        with self.assertRaises(ValidationError), self.cr.savepoint():
            booking.write({"state": "nonsense"})

    def test_new_booking_is_not_done_or_cancelled(self):
        self.assertRefused("held, confirmed or on the waiting list", state="done")
        self.assertRefused("held, confirmed or on the waiting list", state="cancelled")

    def test_cancel_needs_a_reason(self):
        booking = self._book()
        with self.assertRaisesRegex(UserError, "reason"):
            booking.action_cancel(False)

    def test_seats_of_a_closed_booking_do_not_change(self):
        booking = self._book()
        booking.action_cancel("price")
        with self.assertRaisesRegex(UserError, "is closed"):
            booking.seats = 3
