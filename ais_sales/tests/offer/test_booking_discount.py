from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import OfferCommon


@tagged("post_install", "-at_install")
class TestBookingDiscount(OfferCommon):
    """A booking without an order is no way round the limits of discounts (2.8)."""

    def setUp(self):
        super().setUp()
        self.company.write({"ais_discount_limit": 5, "ais_discount_limit_head": 20})

    def test_everybody_keeps_to_his_own_limit(self):
        for user, allowed, refused in ((self.specialist, 5, 6), (self.head, 20, 21)):
            with self.subTest(user.login):
                booking = self._book(2, user=user, discount=allowed)
                self.assertEqual(booking.amount_total, 60000 * (100 - allowed) / 100)
                with self.assertRaises(UserError) as caught, self.cr.savepoint():
                    booking.discount = refused
                self.assertIn(booking.name, str(caught.exception))
                with self.assertRaises(UserError), self.cr.savepoint():
                    self._book(2, user=user, discount=refused)

    def test_price_lowered_by_hand_is_a_discount(self):
        with self.assertRaises(UserError), self.cr.savepoint():
            self._book(1, price_unit=1)
        booking = self._book(1)
        with self.assertRaises(UserError), self.cr.savepoint():
            booking.price_unit = 24000
        with self.assertRaises(UserError), self.cr.savepoint():
            booking.write({"price_unit": 28600, "discount": 4})
        booking.price_unit = 35000
        booking.write({"price_unit": 28500})

    def test_client_s_own_pricelist_is_no_discount(self):
        feature = self.env.ref("product.group_product_pricelist")
        self.env.ref("base.group_user")._apply_group(feature)
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Партнёры",
                "item_ids": [(0, 0, {"compute_price": "percentage", "percent_price": 30})],
            },
        )
        self.client.property_product_pricelist = pricelist
        booking = self._book(1)
        booking.price_unit = 21000
        booking.action_confirm()
        other = self._make_client("ООО «Без скидок»", self.specialist)
        other.property_product_pricelist = pricelist.create({"name": "Обычный"})
        with self.assertRaises(UserError):
            booking.partner_id = other

    def test_seats_with_a_discount_of_the_head_change_and_split_as_before(self):
        booking = self._book(4, user=self.head, discount=15)
        booking.user_id = self.specialist
        own = booking.with_user(self.specialist)
        own.action_confirm()
        own.seats = 3
        part = own._split_off(1)
        self.assertEqual((part.discount, own.discount), (15, 15))
        part.action_move(self.other_group)
        order = self.env["sale.order"].browse(own.action_make_order()["res_id"])
        self.assertEqual(order.ais_discount_max, 15)

    def test_discount_of_an_order_is_gone_with_the_order(self):
        for lose in ("unlink", "_action_cancel"):
            with self.subTest(lose):
                order = self._offer(1, discount=90)
                order.action_ais_hold_seats()
                booking = order.ais_booking_ids
                getattr(order.with_user(self.head), lose)()
                if booking.state == "cancelled":
                    booking.action_hold()
                self.assertEqual((booking.discount, booking.price_unit), (0, 30000))
                booking.action_cancel("mistake")

    def test_line_taken_off_takes_its_discount_along(self):
        order = self._offer(1, price_unit=1000)
        order.action_ais_hold_seats()
        booking = order.ais_booking_ids
        order.order_line.unlink()
        self.assertEqual(booking.price_unit, 30000)

    def test_booking_confirms_no_price_that_its_order_may_not_give(self):
        order = self._offer(1, discount=12)
        order.ais_discount_reason_id = self.reason
        order.action_ais_hold_seats()
        with self.assertRaises(UserError), self.cr.savepoint():
            order.ais_booking_ids.action_confirm()
        order._ais_ask_discount("Постоянный клиент")
        order.sudo().ais_approval_ids.with_user(self.head).action_approve()
        order.ais_booking_ids.action_confirm()

    def test_price_of_a_sent_proposal_is_not_lowered_from_the_booking(self):
        order = self._offer(1)
        order.action_ais_hold_seats()
        order.action_quotation_sent()
        with self.assertRaises(UserError):
            order.ais_booking_ids.discount = 40
