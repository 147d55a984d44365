from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.catalogue.course_group_seats import SeatsUnavailable
from .common import OfferCommon


@tagged("post_install", "-at_install")
class TestOrderGuards(OfferCommon):
    """What an order, its seats, price and payment cannot be made to say (2.8, 2.13, 2.14)."""

    def test_nobody_writes_what_is_paid_or_linked(self):
        order = self._offer(2)
        order.action_confirm()
        booking = order.ais_booking_ids
        for record, vals in (
            (booking, {"amount_paid": 60000}),
            (booking, {"payment_state": "paid"}),
            (booking, {"is_unpaid_late": True}),
            (booking, {"sale_line_id": False}),
            (order, {"ais_payment_state": "paid"}),
            (order, {"ais_offer_state": "rejected"}),
            (order.order_line, {"ais_shifted_qty": 2}),
            (order.order_line, {"ais_difference_of_id": order.order_line.id}),
        ):
            with self.subTest(vals), self.assertRaises(AccessError), self.cr.savepoint():
                record.write(vals)

    def test_seats_added_to_an_order_in_force_are_taken_under_the_guard(self):
        self._book(7, user=self.specialist_2, client=self.client_2, state="confirmed")
        order = self._offer(2)
        order.action_confirm()
        line = {"order_id": order.id, "product_id": self.group.product_id.id}
        with self.assertRaises(SeatsUnavailable), self.cr.savepoint():
            order.order_line.create(
                {**line, "product_uom_qty": 2, "ais_group_id": self.group.id},
            )
        order.order_line.create({**line, "product_uom_qty": 1, "ais_group_id": self.group.id})
        self.assertSeats(self.group, confirmed=10)
        order.order_line[0].product_uom_qty = 0
        self.assertSeats(self.group, confirmed=8)
        order.order_line[0].product_uom_qty = 2
        self.assertSeats(self.group, confirmed=10)

    def test_client_of_confirmed_seats_is_not_changed(self):
        order = self._offer(2)
        order.action_ais_hold_seats()
        other = self._make_client("ООО «Другой»", self.specialist)
        order.partner_id = other
        self.assertEqual(order.ais_booking_ids.partner_id, other)
        order.action_confirm()
        with self.assertRaises(UserError), self.cr.savepoint():
            order.partner_id = self.client
        foreign = self._offer(1)
        with self.assertRaises(UserError):
            order.order_line.order_id = foreign

    def test_price_of_an_order_in_force_is_lowered_by_nobody_without_approval(self):
        order = self._offer(2)
        order.action_confirm()
        for vals in ({"price_unit": 1000}, {"discount": 50}):
            with self.subTest(vals), self.assertRaises(UserError), self.cr.savepoint():
                order.order_line.write(vals)
        with self.assertRaises(UserError), self.cr.savepoint():
            order.order_line.create(
                {
                    "order_id": order.id,
                    "product_id": self.group.product_id.id,
                    "product_uom_qty": 1,
                    "ais_group_id": self.other_group.id,
                    "price_unit": 1,
                },
            )

    def test_price_is_not_lowered_by_flags_states_or_a_foreign_pricelist(self):
        order = self._offer(1)
        order.order_line.write({"price_unit": 100, "is_downpayment": True})
        with self.assertRaises(UserError), self.cr.savepoint():
            order.action_confirm()
        for state in ("sent", "sale"):
            with self.subTest(state), self.assertRaises(UserError), self.cr.savepoint():
                self._offer(1, discount=40).write({"state": state})
        cheap = self.env["product.pricelist"].create(
            {
                "name": "Чужой",
                "item_ids": [(0, 0, {"compute_price": "percentage", "percent_price": 60})],
            },
        )
        order = self._offer(2)
        order.pricelist_id = cheap
        order.action_update_prices()
        self.assertEqual(order.ais_discount_max, 60)
        with self.assertRaises(UserError):
            order.action_confirm()

    def test_client_who_accepts_has_nobody_s_authority(self):
        order = self._offer(1, discount=40)
        order.ais_discount_reason_id = self.reason
        order.user_id = self.director
        with self.assertRaises(UserError):
            order.sudo().action_confirm()

    def test_approval_is_of_a_client_a_currency_and_a_ground(self):
        order = self._offer(2, discount=12)
        order.ais_discount_reason_id = self.reason
        order._ais_ask_discount("Почему")
        approval = order.sudo().ais_approval_ids
        approval.with_user(self.head).action_approve()
        self.assertTrue(approval.is_valid)
        order.partner_id = self._make_client("ООО «Третий»", self.specialist)
        self.assertFalse(approval.is_valid)

    def test_order_that_is_written_into_force_takes_its_seats(self):
        order = self._offer(2)
        # by a program of the company's own: people are refused
        order.sudo().write({"state": "sale"})
        self.assertSeats(self.group, confirmed=2)

    def test_restored_booking_and_its_order_agree(self):
        order = self._offer(2)
        order.action_confirm()
        booking = order.ais_booking_ids
        booking.action_cancel("mistake")
        booking.action_hold()
        self.assertEqual(order.order_line.product_uom_qty, 2)
        order._action_cancel()
        booking.action_hold()
        self.assertFalse(booking.sale_line_id)

    def test_line_for_fewer_seats_leaves_a_bigger_booking_alone(self):
        booking = self._book(5, state="confirmed")
        order = self._offer(1)
        self.assertFalse(order.order_line.ais_booking_id)
        self.assertEqual(booking.seats, 5)

    def test_seats_are_not_sold_by_the_dozen(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        with self.assertRaises(ValidationError):
            self._offer(1, product_uom_id=dozen.id)

    def test_accountant_is_told_of_every_way_to_take_invoiced_seats_back(self):
        order = self._offer(3)
        order.action_confirm()
        order.order_line.product_uom_qty = 2
        self.assertTrue(self._activities(order, self.accountant))
        other = self._offer(1, group=self.other_group)
        other.action_confirm()
        other._action_cancel()
        self.assertTrue(self._activities(other, self.accountant))

    def test_contract_number_is_given_once(self):
        order, other = self._offer(1), self._offer(1)
        order.action_confirm()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            other.ais_contract_number = order.ais_contract_number
            self.env.flush_all()

    def test_who_does_not_sell_is_told_so_in_words(self):
        order = self._offer(2)
        for user in (self.accountant, self.deputy, self.director):
            for refused in ("action_confirm", "action_quotation_send", "action_quotation_sent"):
                with self.subTest(user=user.login, refused=refused):
                    with self.assertRaises(AccessError) as caught, self.cr.savepoint():
                        getattr(order.with_user(user), refused)()
                    self.assertIn(order.name, str(caught.exception))
        self.assertEqual(order.state, "draft")
        self.assertSeats(self.group, taken=0)
