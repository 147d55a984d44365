from odoo.tests import tagged

from .common import OfferCommon


@tagged("post_install", "-at_install")
class TestMovedSeatsChange(OfferCommon):
    """Seats that have moved at another price and change again: the difference follows (2.8)."""

    def setUp(self):
        super().setUp()
        self.order = self._offer(4)
        self.order.action_confirm()
        self.booking = self.order.ais_booking_ids
        self._pay(self.order.invoice_ids)

    def _move_to(self, price):
        self.booking.action_move(self._make_group(price_unit=price), take_price=True)
        move = self.order.ais_addendum_ids[:1].move_id
        if move.state == "draft":
            move.with_user(self.accountant).action_post()
        if move.move_type == "out_invoice":
            self._pay(move)
        return move

    def _credit(self):
        note = self.order.sudo()._create_invoices(final=True)
        note.action_post()
        self.env.flush_all()
        self.assertEqual(note.move_type, "out_refund")
        return note

    def _release(self, seats):
        wizard = self.env["ais.booking.release"].with_user(self.specialist)
        wizard.create(
            {"booking_ids": self.booking.ids, "seats": seats, "reason": "price"},
        ).action_cancel()

    def test_cancelled_after_a_move_all_that_was_paid_goes_back(self):
        self._move_to(33000)
        self.booking.action_cancel("client_refused")
        self.assertTrue(self._activities(self.order, self.accountant))
        self.assertEqual(self._credit().amount_total, 132000)
        self.assertEqual(self.order.amount_total, 0)

    def test_cancelled_after_a_move_to_a_cheaper_group(self):
        self._move_to(25000)
        self.booking.action_cancel("client_refused")
        self.assertEqual(self._credit().amount_total, 100000)

    def test_fewer_seats_after_a_move_up_in_price(self):
        self._move_to(33000)
        self._release(1)
        self.assertEqual(self.order.amount_total, 99000)
        self.assertEqual((self.booking.price_unit, self.booking.amount_total), (33000, 99000))
        self.assertEqual(self._credit().amount_total, 33000)
        self.assertEqual(self.booking.amount_invoiced, 99000)
        self.assertEqual(self.booking.payment_state, "paid")

    def test_fewer_seats_after_a_move_down_in_price(self):
        self._move_to(25000)
        self.booking.seats = 2
        self.assertEqual(self.order.amount_total, 50000)
        self.assertEqual((self.booking.price_unit, self.booking.amount_total), (25000, 50000))
        self.assertEqual(self._credit().amount_total, 50000)
        self.assertEqual(self.booking.amount_invoiced, 50000)

    def test_fewer_seats_on_the_order_line(self):
        self._move_to(33000)
        self.order.order_line.filtered("ais_is_course").product_uom_qty = 3
        self.assertEqual((self.booking.seats, self.order.amount_total), (3, 99000))

    def test_more_seats_cost_the_price_of_the_new_group(self):
        self._move_to(33000)
        self.booking.seats = 5
        self.assertEqual(self.order.amount_total, 165000)
        invoice = self.order.sudo()._create_invoices()
        self.assertEqual(invoice.amount_total, 33000)

    def test_each_part_of_moved_seats_has_its_share_of_the_difference(self):
        self._move_to(33000)
        part = self.booking._split_off(1)
        self.assertEqual((part.price_unit, self.booking.price_unit), (33000, 33000))
        self.assertEqual((part.amount_paid, self.booking.amount_paid), (33000, 99000))
        self.assertEqual((part.payment_state, self.booking.payment_state), ("paid", "paid"))
        self.assertEqual(set(self.order.order_line.mapped("qty_to_invoice")), {0})
        part.action_cancel("client_refused")
        self.assertEqual(self._credit().amount_total, 33000)
        self.assertEqual((self.booking.amount_paid, self.order.amount_total), (99000, 99000))

    def test_second_move_bills_its_own_difference_only(self):
        self._move_to(33000)
        self._release(1)
        note = self._move_to(35000)
        self.assertEqual(note.amount_total, 6000)
        self.assertEqual(self.order.amount_total, 105000)

    def test_seats_that_come_back_cost_what_they_did(self):
        self._move_to(33000)
        self.booking.action_cancel("mistake")
        self.booking.action_hold()
        self.assertEqual((self.order.amount_total, self.booking.price_unit), (132000, 33000))

    def test_discount_is_kept_on_the_difference(self):
        self.company.ais_discount_limit = 10
        order = self._offer(2, group=self.other_group, discount=10)
        order.ais_discount_reason_id = self.reason
        order.action_confirm()
        booking = order.ais_booking_ids
        booking.action_move(self._make_group(price_unit=33000), take_price=True)
        self.assertEqual(order.ais_addendum_ids.difference, 5400)
        self.assertEqual(order.ais_addendum_ids.move_id.amount_total, 5400)
        booking.seats = 1
        self.assertEqual((order.amount_total, booking.amount_total), (29700, 29700))
