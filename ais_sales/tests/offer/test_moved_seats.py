from odoo.tests import tagged

from .common import OfferCommon


@tagged("post_install", "-at_install")
class TestMovedSeats(OfferCommon):
    """Invoiced and paid seats move: the payment stays, the difference is a paper (2.8)."""

    def setUp(self):
        super().setUp()
        self.order = self._offer(4)
        self.order.action_confirm()
        self.booking = self.order.ais_booking_ids
        self.invoice = self.order.invoice_ids

    def test_paid_seats_move_with_their_payment_and_an_addendum(self):
        self._pay(self.invoice)
        self.assertEqual(self.booking.payment_state, "paid")
        self.booking.action_move(self.other_group)
        self.assertEqual(self.booking.payment_state, "paid")
        self.assertEqual(self.order.order_line.ais_group_id, self.other_group)
        self.assertSeats(self.other_group, confirmed=4)
        addendum = self.order.ais_addendum_ids
        self.assertEqual(
            (addendum.group_from_id, addendum.group_to_id, addendum.difference),
            (self.group, self.other_group, 0),
        )
        self.assertFalse(addendum.move_id)
        self.assertIn(self.other_group.code, self.order.message_ids[0].body)

    def _move_to(self, price):
        group = self._make_group(price_unit=price)
        self.booking.action_move(group, take_price=True)
        return self.order.ais_addendum_ids

    def test_dearer_group_makes_an_invoice_of_the_difference(self):
        self._pay(self.invoice)
        addendum = self._move_to(33000)
        self.assertEqual((addendum.amount_before, addendum.amount_after), (120000, 132000))
        self.assertEqual(addendum.move_id.move_type, "out_invoice")
        self.assertEqual(addendum.move_id.amount_total, 12000)
        self.assertEqual(self.booking.payment_state, "partial")
        self.assertEqual(addendum.move_id.state, "posted")
        self._pay(addendum.move_id)
        self.assertEqual(self.booking.payment_state, "paid")
        self.assertEqual(self.booking.amount_paid, 132000)

    def test_cheaper_group_makes_a_credit_note_of_the_difference(self):
        self._pay(self.invoice)
        addendum = self._move_to(25000)
        self.assertEqual(addendum.difference, -20000)
        self.assertEqual(addendum.move_id.move_type, "out_refund")
        self.assertEqual(addendum.move_id.amount_total, 20000)
        self.assertEqual(self.order.amount_total, 100000)
        self.assertEqual(addendum.move_id.state, "draft")
        task = self.order.activity_ids.filtered(lambda one: one.user_id == self.accountant)
        self.assertIn(addendum.name, task.note)

    def test_draft_of_a_difference_is_told_where_invoices_wait_for_the_accountant(self):
        self.company.ais_invoice_policy = "draft"
        addendum = self._move_to(33000)
        self.assertEqual(addendum.move_id.state, "draft")
        self.assertIn(self.accountant, self.order.activity_ids.user_id)

    def test_seats_that_are_not_invoiced_take_the_new_price_without_papers(self):
        self.company.ais_invoice_policy = "manual"
        order = self._offer(1)
        order.action_confirm()
        order.ais_booking_ids.action_move(self._make_group(price_unit=20000), take_price=True)
        self.assertEqual(order.amount_total, 20000)
        self.assertFalse(order.ais_addendum_ids)

    def test_part_of_paid_seats_moves_and_each_part_stays_paid(self):
        self._pay(self.invoice)
        part = self.booking._split_off(1)
        self.assertEqual((part.payment_state, self.booking.payment_state), ("paid", "paid"))
        self.assertEqual((part.amount_paid, self.booking.amount_paid), (30000, 90000))
        self.assertEqual(self.order.amount_total, 120000)
        self.assertEqual(self.order.order_line.mapped("qty_to_invoice"), [0, 0])
        part.action_move(self.other_group)
        self.assertSeats(self.group, confirmed=3)
        self.assertSeats(self.other_group, confirmed=1)
        self.assertEqual(self.order.ais_addendum_ids.seats, 1)

    def test_some_seats_released_leave_a_credit_note_to_be_made(self):
        wizard = (
            self.env["ais.booking.release"]
            .with_user(self.specialist)
            .create({"booking_ids": self.booking.ids, "seats": 1, "reason": "price"})
        )
        wizard.action_cancel()
        self.assertSeats(self.group, confirmed=3)
        line = self.order.order_line
        self.assertEqual((line.product_uom_qty, line.qty_to_invoice), (3, -1))

    def test_the_wizard_shows_the_difference_before_the_move(self):
        group = self._make_group(price_unit=33000)
        wizard = (
            self.env["ais.booking.move"]
            .with_user(self.specialist)
            .create({"booking_ids": self.booking.ids, "group_id": group.id, "take_price": True})
        )
        self.assertTrue(wizard.is_invoiced)
        self.assertEqual(wizard.difference, 12000)
        wizard.action_move()
        self.assertEqual(self.order.ais_addendum_ids.difference, 12000)
