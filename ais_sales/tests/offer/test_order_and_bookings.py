from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.catalogue.course_group_seats import SeatsUnavailable
from .common import OfferCommon


@tagged("post_install", "-at_install")
class TestOrderAndBookings(OfferCommon):
    """A proposal and its seats are one thing, whichever was there first (2.8, 2.13)."""

    def test_specialist_holds_the_seats_of_a_proposal_and_the_order_confirms_them(self):
        order = self._offer(3)
        self.assertEqual(order.ais_seats_state, "none")
        self.assertSeats(self.group, taken=0)
        order.action_ais_hold_seats()
        booking = order.ais_booking_ids
        self.assertEqual(order.ais_seats_state, "hold")
        self.assertEqual(
            (booking.seats, booking.state, booking.user_id, booking.price_unit),
            (3, "hold", self.specialist, 30000),
        )
        self.assertSeats(self.group, held=3)
        with self.assertRaises(UserError):
            order.action_ais_hold_seats()
        order.action_confirm()
        self.assertEqual((order.state, booking.state), ("sale", "confirmed"))
        self.assertSeats(self.group, held=0, confirmed=3)
        invoice = order.invoice_ids
        self.assertEqual((invoice.state, invoice.amount_total), ("posted", 90000))
        self.assertEqual(booking.payment_state, "invoiced")

    def test_order_without_held_seats_takes_them_when_it_is_confirmed(self):
        order = self._offer(4)
        order.action_confirm()
        self.assertSeats(self.group, confirmed=4)
        self.assertEqual(order.ais_booking_ids.lead_id, self.env["crm.lead"])
        self.assertEqual(order.ais_seats_state, "confirmed")

    def test_booking_becomes_an_order_without_a_second_booking(self):
        booking = self._book(2)
        action = booking.action_make_order()
        order = self.env["sale.order"].browse(action["res_id"])
        self.assertEqual(order.order_line.ais_booking_id, booking)
        self.assertEqual(order.order_line.product_uom_qty, 2)
        self.assertEqual(order.order_line.price_unit, 30000)
        order.with_user(self.specialist).action_confirm()
        self.assertEqual(self.env["ais.booking"].search([("order_id", "=", order.id)]), booking)
        self.assertSeats(self.group, confirmed=2)
        self.assertEqual(booking.action_make_order()["res_id"], order.id)

    def test_line_for_seats_that_the_client_holds_adopts_their_booking(self):
        booking = self._book(2)
        order = self._offer(3)
        self.assertEqual(order.order_line.ais_booking_id, booking)
        self.assertEqual(booking.seats, 3, "the line says how many")
        order.action_confirm()
        self.assertSeats(self.group, confirmed=3)
        self.assertEqual(order.ais_booking_count, 1)

    def test_line_never_has_two_bookings(self):
        order = self._offer(1)
        order.action_ais_hold_seats()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.env["ais.booking"].create(
                {
                    "group_id": self.group.id,
                    "partner_id": self.client.id,
                    "sale_line_id": order.order_line.id,
                },
            )
            self.env.flush_all()

    def test_quantity_of_a_line_changes_the_seats_under_the_same_guard(self):
        self._book(6, user=self.specialist_2, client=self.client_2)
        order = self._offer(2)
        order.action_ais_hold_seats()
        order.order_line.product_uom_qty = 4
        self.assertSeats(self.group, held=10)
        with self.assertRaises(SeatsUnavailable), self.cr.savepoint():
            order.order_line.product_uom_qty = 5
        order.action_confirm()
        with self.assertRaises(SeatsUnavailable), self.cr.savepoint():
            order.order_line.product_uom_qty = 5
        order.order_line.product_uom_qty = 1
        self.assertSeats(self.group, held=6, confirmed=1)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            order.order_line.product_uom_qty = 1.5

    def test_seats_changed_in_the_booking_change_the_order(self):
        order = self._offer(2)
        order.action_ais_hold_seats()
        order.ais_booking_ids.seats = 5
        self.assertEqual(order.order_line.product_uom_qty, 5)
        self.assertEqual(order.amount_total, 150000)

    def test_price_agreed_in_the_order_is_the_price_of_the_booking(self):
        order = self._offer(2)
        order.action_ais_hold_seats()
        order.order_line.write({"price_unit": 25000, "discount": 4})
        booking = order.ais_booking_ids
        self.assertEqual((booking.price_unit, booking.discount), (25000, 4))
        self.assertEqual(booking.amount_total, 48000)
        booking.discount = 3
        self.assertEqual(order.order_line.discount, 3)
        order.order_line.write({"price_unit": 30000, "discount": 0})
        order.action_confirm()
        with self.assertRaises(UserError):
            booking.price_unit = 1

    def test_cancelled_order_releases_its_seats(self):
        order = self._offer(2)
        order.action_confirm()
        booking = order.ais_booking_ids
        order._action_cancel()
        self.assertEqual((booking.state, booking.cancel_reason), ("cancelled", "order_cancelled"))
        self.assertSeats(self.group, taken=0)
        order.action_draft()
        order.action_confirm()
        self.assertSeats(self.group, confirmed=2)

    def test_order_of_a_finished_training_is_not_cancelled(self):
        order = self._offer(4)
        order.action_confirm()
        order.ais_booking_ids.sudo().action_done()
        with self.assertRaises(UserError):
            order._action_cancel()

    def test_cancelled_booking_leaves_nothing_to_invoice(self):
        order = self._offer(2)
        order.action_confirm()
        order.ais_booking_ids.action_cancel("client_refused")
        self.assertEqual(order.order_line.product_uom_qty, 0)
        self.assertEqual(order.order_line.qty_to_invoice, -2, "a credit note is to be made")
        self.assertTrue(self._activities(order, self.accountant))

    def test_order_on_the_waiting_list_is_refused_and_a_choice_is_offered(self):
        self._book(9, state="confirmed", user=self.specialist_2, client=self.client_2)
        waiting = self._book(2, state="waitlist")
        order = self._offer(2)
        self.assertEqual(order.order_line.ais_booking_id, waiting)
        with self.assertRaises(UserError), self.cr.savepoint():
            order.action_confirm()
        action = order.with_context(ais_ask=True).action_confirm()
        self.assertEqual(order.state, "draft")
        choice = self.env["ais.order.seats"].browse(action["res_id"])
        self.assertEqual(choice.line_ids.group_id, self.other_group)
        choice.with_user(self.specialist).action_apply()
        self.assertEqual(order.state, "sale")
        self.assertEqual(waiting.group_id, self.other_group)
        self.assertSeats(self.other_group, confirmed=2)
        self.assertSeats(self.group, waitlisted=0, confirmed=9)

    def test_line_that_waits_becomes_a_proposal_of_its_own(self):
        self._book(10, state="confirmed", user=self.specialist_2, client=self.client_2)
        order = self._offer(2)
        order.order_line.create(
            {
                "order_id": order.id,
                "product_id": self.other_group.product_id.id,
                "product_uom_qty": 3,
                "ais_group_id": self.other_group.id,
            },
        )
        action = order.with_context(ais_ask=True).action_confirm()
        choice = self.env["ais.order.seats"].browse(action["res_id"]).with_user(self.specialist)
        choice.line_ids.choice = "wait"
        choice.action_apply()
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.order_line.ais_group_id, self.other_group)
        rest = self.env["sale.order"].search([("origin", "=", order.name)])
        self.assertEqual((rest.state, rest.ais_seats_state), ("draft", "waitlist"))
        self.assertSeats(self.group, waitlisted=2)

    def test_order_without_a_group_is_not_confirmed(self):
        order = self._offer(2)
        order.order_line.ais_group_id = False
        with self.assertRaises(UserError) as caught:
            order.action_confirm()
        self.assertIn(order.name, str(caught.exception))

    def test_group_of_another_course_is_refused(self):
        course = self.course.copy({"name": "Другой", "code": "ДР"})
        group = self._make_group()
        group_2 = self.env["ais.course.group"].create(
            {
                "course_id": course.id,
                "date_start": group.date_start,
                "date_end": group.date_end,
                "seats_max": 5,
            },
        )
        with self.assertRaises(ValidationError):
            self._offer(1).order_line.ais_group_id = group_2

    def test_the_next_group_with_seats_is_suggested(self):
        self._book(10, state="confirmed", user=self.specialist_2, client=self.client_2)
        order = self._offer(1, group=self.group)
        line = order.order_line.create(
            {"order_id": order.id, "product_id": self.group.product_id.id, "product_uom_qty": 2},
        )
        self.assertEqual(line.ais_group_id, self.other_group)
        self.assertIn(self.other_group.code, line.name)

    def test_price_of_the_group_s_own_goes_before_the_pricelist(self):
        group = self._make_group(price_unit=21000)
        order = self._offer(1, group=group)
        self.assertEqual(order.order_line.price_unit, 21000)
        order.order_line.ais_group_id = self.group
        self.assertEqual(order.order_line.price_unit, 30000)

    def test_copied_order_takes_no_seats(self):
        order = self._offer(2)
        order.action_confirm()
        copied = order.copy()
        self.assertFalse(copied.ais_booking_ids)
        self.assertEqual(copied.order_line.ais_group_id, self.group)
        self.assertSeats(self.group, confirmed=2)

    def test_lapsed_hold_leaves_the_proposal_and_confirming_takes_seats_anew(self):
        order = self._offer(2)
        order.action_ais_hold_seats()
        self._lapse(order.ais_booking_ids)
        self._run_cron("ais.booking", "_cron_expire_holds")
        self.assertEqual(order.ais_seats_state, "none")
        order.action_confirm()
        self.assertSeats(self.group, confirmed=2)

    def test_stock_order_of_other_services_is_left_alone(self):
        product = self.env["product.product"].create({"name": "Учебник", "type": "consu"})
        order = self.env["sale.order"].create(
            {
                "partner_id": self.client.id,
                "order_line": [(0, 0, {"product_id": product.id, "discount": 90})],
            },
        )
        order.action_confirm()
        self.assertFalse(order.ais_is_training or order.invoice_ids)
        self.assertFalse(order.ais_seats_state)

    def test_deadline_of_a_hold_is_seen_on_the_order(self):
        order = self._offer(1)
        order.action_ais_hold_seats()
        self.assertGreater(order.ais_hold_until, fields.Datetime.now() + timedelta(hours=1))
