from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..rpc import REFUSED, RpcCase
from .common import OfferCommon


@tagged("post_install", "-at_install")
class TestForgedOrders(OfferCommon):
    """What is sold, invoiced and paid is what the lines and the invoices say (2.8, 2.14)."""

    def assertRefused(self, record, *vals_list):
        for vals in vals_list:
            with self.subTest(vals), self.assertRaises(AccessError), self.cr.savepoint():
                record.write(vals)

    def test_totals_are_computed_and_not_written(self):
        order = self._offer(2)
        self.assertRefused(
            order,
            {"amount_total": 1, "amount_untaxed": 1},
            {"amount_tax": -1},
            {"invoice_status": "invoiced"},
        )
        self.assertRefused(
            order.order_line,
            {"price_subtotal": 1},
            {"price_total": 1},
            {"price_tax": -1},
            {"qty_invoiced": 2},
            {"qty_delivered": 2},
            {"invoice_status": "invoiced"},
        )
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._offer(1, price_total=1)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._offer(1, qty_delivered=1)
        order.order_line.product_uom_qty = 3
        self.assertEqual(order.amount_total, 90000)

    def test_order_does_not_say_that_it_is_none_of_training(self):
        order = self._offer(1)
        order.action_confirm()
        line = order.order_line
        self.assertRefused(
            order,
            {"ais_is_training": False},
            {"ais_discount_max": 0, "order_line": [Command.update(line.id, {"price_unit": 1})]},
            {"ais_approval_state": "approved"},
        )
        self.assertRefused(
            line,
            {"ais_is_course": False, "price_unit": 1},
            {"ais_booking_id": False, "product_uom_qty": 0},
            # a price of as many dollars would be a price in roubles
            {"currency_id": self.env.ref("base.EUR").id},
        )

    def test_paid_invoice_of_another_client_pays_no_order(self):
        other = self._offer(2, user=self.specialist_2, client=self.client_2)
        other.action_confirm()
        self._pay(other.sudo().invoice_ids)
        order = self._offer(2, group=self.other_group)
        order.action_confirm()
        paid = other.sudo().order_line.invoice_lines
        self.assertRefused(
            order.order_line,
            {"invoice_lines": [Command.set(paid.ids)]},
            {"invoice_lines": [Command.clear()]},
        )
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._offer(1, invoice_lines=[Command.set(paid.ids)])
        with self.assertRaises(AccessError), self.cr.savepoint():
            paid.with_user(self.specialist).write(
                {"sale_line_ids": [Command.link(order.order_line.id)]},
            )
        self.assertEqual(order.ais_payment_state, "invoiced")
        # Odoo's own invoicing goes on, and the accountant hears of the cancelled order
        order._action_cancel()
        self.assertTrue(self._activities(order, self.accountant))

    def test_inquiry_is_paid_by_its_orders_alone(self):
        self.assertRefused(
            self.lead.with_user(self.specialist),
            {"ais_payment_state": "paid"},
        )

    def test_seats_are_confirmed_with_their_order_alone(self):
        self.company.ais_discount_limit = 5
        order = self._offer(1, discount=60)
        order.action_ais_hold_seats()
        added = order.order_line.create(
            {
                "order_id": order.id,
                "product_id": self.group.product_id.id,
                "product_uom_qty": 1,
                "ais_group_id": self.other_group.id,
            },
        )
        self.assertRefused(added, {"state": "sale"})
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._offer(1, state="sale")
        # whatever the line says
        self.env.flush_all()
        self.env.cr.execute("UPDATE sale_order_line SET state = 'sale' WHERE id = %s", [added.id])
        added.invalidate_recordset()
        added.product_uom_qty = 2
        self.assertFalse(added.ais_booking_id)
        self.assertSeats(self.group, held=1, confirmed=0)
        self.assertSeats(self.other_group, taken=0)

    def test_numbers_date_and_seller_of_an_order_are_the_head_s(self):
        order = self._offer(2)
        order.ais_contract_number = "Д-1/особый"
        order.action_confirm()
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        forged = (
            {"name": "КП-0"},
            {"ais_contract_number": "Д-0"},
            {"ais_contract_number": False},
            {"date_order": tomorrow},
            {"user_id": self.specialist_2.id},
            {"user_id": False},
        )
        self.assertRefused(order, *forged)
        # the same value is no change
        order.write({"name": order.name, "user_id": order.user_id.id})
        order.with_user(self.head).write({"date_order": tomorrow, "user_id": self.specialist_2.id})
        self.assertEqual(order.sudo().ais_booking_ids.state, "confirmed")

    def test_screen_sends_nothing_that_is_refused(self):
        with Form(self.env["sale.order"].with_user(self.specialist)) as form:
            form.partner_id = self.client
            with form.order_line.new() as line:
                line.product_id = self.group.product_id
                line.product_uom_qty = 2
        order = form.save()
        order.action_confirm()
        with Form(order) as form, form.order_line.edit(0) as line:
            line.product_uom_qty = 3
        self.assertEqual((order.ais_booking_ids.seats, order.amount_total), (3, 90000))

    def test_order_that_is_not_confirmed_goes_to_a_colleague(self):
        order = self._offer(2)
        order.user_id = self.specialist_2
        self.assertEqual(order.sudo().user_id, self.specialist_2)

    def test_refusal_names_the_field_and_the_order(self):
        order = self._offer(1)
        with self.assertRaises(AccessError) as caught, self.cr.savepoint():
            order.name = "КП-0"
        self.assertIn(order.name, str(caught.exception))
        order.action_confirm()
        with self.assertRaises(UserError):
            order.order_line.write({"price_unit": 1})


@tagged("post_install", "-at_install")
class TestForgedCalls(RpcCase, OfferCommon):
    """The same through RPC, as a specialist's own script would call it."""

    def test_specialist_s_script_forges_nothing(self):
        order = self._offer(2)
        line = order.order_line
        pricelist = self.env["product.pricelist"].create({"name": "Партнёры"})
        contact = {"name": "Иванов", "specific_property_product_pricelist": pricelist.id}
        self._log_in(self.specialist)
        for model, ids, vals in (
            ("sale.order", order.ids, {"amount_total": 1, "amount_untaxed": 1}),
            ("sale.order", order.ids, {"order_line": [[1, line.id, {"price_total": 1}]]}),
            ("sale.order", order.ids, {"order_line": [[1, line.id, {"invoice_lines": [[5]]}]]}),
            ("sale.order", order.ids, {"name": "КП-0"}),
            ("sale.order.line", line.ids, {"state": "sale"}),
            ("crm.lead", self.lead.ids, {"ais_payment_state": "paid"}),
            ("res.partner", self.client.ids, {"specific_property_product_pricelist": pricelist.id}),
            ("res.partner", self.client.ids, {"child_ids": [[0, 0, contact]]}),
        ):
            with self.subTest(vals):
                self._refused(REFUSED, model, "write", ids, vals)
        self._call("sale.order", "action_confirm", order.ids)
        self._refused(REFUSED, "sale.order", "write", order.ids, {"user_id": self.head.id})
        self._call("sale.order.line", "write", line.ids, {"product_uom_qty": 3})
        self.env.invalidate_all()
        self.assertEqual((order.state, order.amount_total), ("sale", 90000))
