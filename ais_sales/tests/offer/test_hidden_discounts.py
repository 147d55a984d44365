from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import OfferCommon


@tagged("post_install", "-at_install")
class TestHiddenDiscounts(OfferCommon):
    """Whatever takes off the total of an order is a discount, by whatever name (2.8)."""

    def setUp(self):
        super().setUp()
        self.company.write({"ais_discount_limit": 5, "ais_discount_limit_head": 40})
        self.plain = self.env["product.product"].create({"name": "Канцтовары", "list_price": 500})

    def _add(self, order, **vals):
        return order.order_line.create({"order_id": order.id, "name": "Скидка", **vals})

    def _taken_off(self):
        """Ways to take 15 000 off an order."""
        product = {"product_id": self.plain.id}
        return (
            {**product, "product_uom_qty": -1, "price_unit": 15000},
            {**product, "product_uom_qty": -30, "price_unit": 1000, "discount": 50},
            {**product, "product_uom_qty": 1, "price_unit": -15000},
            {"is_downpayment": True, "product_uom_qty": 1, "price_unit": -15000},
            {"is_downpayment": True, "product_uom_qty": -1, "price_unit": 15000},
            {**product, "is_downpayment": True, "product_uom_qty": 1, "price_unit": -15000},
        )

    def test_line_that_takes_off_the_total_is_a_discount_of_the_whole(self):
        for vals in self._taken_off():
            with self.subTest(vals):
                order = self._offer(1)
                order.ais_discount_reason_id = self.reason
                self._add(order, **vals)
                self.assertEqual((order.amount_untaxed, order.ais_discount_max), (15000, 50))
                for refused in ("action_quotation_sent", "action_confirm"):
                    with self.assertRaises(UserError), self.cr.savepoint():
                        getattr(order, refused)()

    def test_it_is_not_added_to_an_order_in_force(self):
        order = self._offer(1)
        order.ais_discount_reason_id = self.reason
        order.action_confirm()
        for vals in self._taken_off():
            with self.subTest(vals), self.assertRaises(UserError), self.cr.savepoint():
                self._add(order, **vals)
        self.assertEqual(order.amount_untaxed, 30000)

    def test_line_of_another_order_is_not_brought_into_one_in_force(self):
        order, other = self._offer(1), self._offer(1)
        order.ais_discount_reason_id = self.reason
        order.action_confirm()
        line = self._add(other, product_id=self.plain.id, product_uom_qty=-1, price_unit=15000)
        with self.assertRaises(UserError):
            line.order_id = order

    def test_approval_holds_for_no_line_added_after_it(self):
        for vals in self._taken_off():
            with self.subTest(vals):
                order = self._offer(1, discount=30)
                order.ais_discount_reason_id = self.reason
                order._ais_ask_discount("Почему")
                approval = order.sudo().ais_approval_ids
                approval.with_user(self.head).action_approve()
                self.assertEqual(order.ais_approval_state, "approved")
                self._add(order, **vals)
                self.assertFalse(approval.is_valid)
                with self.assertRaises(UserError), self.cr.savepoint():
                    order.action_confirm()

    def test_down_payment_of_an_invoice_is_no_discount_and_leaves_the_approval(self):
        order = self._offer(1, discount=30)
        order.ais_discount_reason_id = self.reason
        order._ais_ask_discount("Почему")
        approval = order.sudo().ais_approval_ids
        approval.with_user(self.head).action_approve()
        order.action_confirm()
        wizard = self.env["sale.advance.payment.inv"].with_user(self.specialist)
        wizard.with_context(active_model="sale.order", active_ids=order.ids).create(
            {"advance_payment_method": "fixed", "fixed_amount": 5000},
        ).create_invoices()
        line = order.order_line.filtered(lambda one: one.is_downpayment and not one.display_type)
        self.assertEqual((len(line.invoice_lines), line.product_uom_qty), (1, 0))
        self.assertEqual((order.ais_discount_max, approval.is_valid), (30, True))

    def test_sum_taken_off_does_not_outgrow_the_limit_with_fewer_seats(self):
        order = self._offer(4)
        order.ais_discount_reason_id = self.reason
        self._add(order, product_id=self.plain.id, price_unit=-4000)
        order.action_confirm()
        seats = order.order_line[0]
        with self.assertRaises(UserError), self.cr.savepoint():
            seats.product_uom_qty = 1
        with self.assertRaises(UserError), self.cr.savepoint():
            order.write({"order_line": [Command.update(seats.id, {"product_uom_qty": 1})]})
        with self.assertRaises(UserError), self.cr.savepoint():
            order.ais_booking_ids.seats = 1
        self.assertEqual((seats.product_uom_qty, order.ais_booking_ids.seats), (4, 4))
        seats.product_uom_qty = 5
        # the head may give as much
        seats.with_user(self.head).product_uom_qty = 1
        self.assertEqual(order.ais_booking_ids.seats, 1)

    def test_price_list_that_has_risen_hinders_nobody_to_take_fewer_seats(self):
        order = self._offer(4)
        order.action_confirm()
        self.group.price_unit = 40000
        order.order_line.product_uom_qty = 3
        order.ais_booking_ids.seats = 2
        self.assertEqual(order.order_line.product_uom_qty, 2)

    def test_seats_of_a_discounted_order_are_split_and_cancelled(self):
        order = self._offer(4)
        order.ais_discount_reason_id = self.reason
        self._add(order, product_id=self.plain.id, price_unit=-4000)
        order.action_confirm()
        part = order.ais_booking_ids._split_off(3)
        self.assertEqual(order.ais_discount_max, 3.33)
        part.action_cancel("mistake")
        self.assertEqual(order.ais_booking_ids.filtered(lambda one: one != part).seats, 1)
