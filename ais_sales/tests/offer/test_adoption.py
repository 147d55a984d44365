from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import OfferCommon


@tagged("post_install", "-at_install")
class TestAdoption(OfferCommon):
    """A client has no two bookings for the same seats, whoever made the first one (2.13)."""

    def test_colleague_s_booking_is_named_and_not_doubled(self):
        booking = self._book(3, user=self.specialist_2)
        order = self._offer(3)
        for take in ("action_ais_hold_seats", "action_confirm"):
            with self.subTest(take):
                with self.assertRaises(UserError) as refused, self.cr.savepoint():
                    getattr(order, take)()
                text = str(refused.exception)
                self.assertIn(booking.name, text)
                self.assertIn(self.specialist_2.name, text)
        self.assertSeats(self.group, held=3)
        booking.with_user(self.head).user_id = self.specialist
        order.action_confirm()
        self.assertEqual(order.ais_booking_ids, booking)
        self.assertSeats(self.group, confirmed=3)

    def test_booking_made_after_the_proposal_is_taken_when_seats_are(self):
        order = self._offer(10)
        booking = self._book(10)
        order.action_ais_hold_seats()
        self.assertEqual(order.ais_booking_ids, booking)
        other = self._offer(4, group=self.other_group)
        late = self._book(2, group=self.other_group)
        other.action_confirm()
        self.assertEqual((other.ais_booking_ids, late.seats), (late, 4))

    def test_head_takes_a_specialist_s_booking(self):
        booking = self._book(2, user=self.specialist_2)
        order = self._offer(2, user=self.head)
        self.assertEqual(order.order_line.ais_booking_id, booking)

    def _forget(self):
        """What one user has read is not at hand for another one."""
        self.env.flush_all()
        self.env.invalidate_all()

    def test_specialist_works_on_with_a_booking_of_the_head_s_order(self):
        booking = self._book(2, user=self.specialist_2, client=self.client_2)
        order = self._offer(2, user=self.head, client=self.client_2)
        order.user_id = self.head
        self.assertEqual(order.order_line.ais_booking_id, booking)
        self._forget()
        booking.seats = 3
        self._forget()
        booking.action_confirm()
        self.assertEqual(order.order_line.product_uom_qty, 3)
        order.order_line.discount = 15
        order.ais_discount_reason_id = self.reason
        order.action_confirm()
        self._forget()
        booking.seats = 2
        self._forget()
        booking.action_move(self.other_group)
        self._forget()
        booking.action_cancel("price")
        self.assertEqual(order.order_line.product_uom_qty, 0)

    def test_client_who_accepts_gets_the_seats_that_are_held_for_him(self):
        order = self._offer(2)
        booking = self._book(2, user=self.specialist_2)
        order.action_quotation_sent()
        order.sudo().action_confirm()
        self.assertEqual(order.sudo().ais_booking_ids, booking)
        self.assertSeats(self.group, confirmed=2)

    def test_bigger_booking_of_a_colleague_is_left_alone(self):
        self._book(5, user=self.specialist_2)
        order = self._offer(1)
        order.action_confirm()
        self.assertSeats(self.group, held=5, confirmed=1)
