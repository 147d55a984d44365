from lxml import etree

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from .offer.common import OfferCommon

STOCK = {
    "seller": "sales_team.group_sale_salesman_all_leads",
    "biller": "account.group_account_invoice",
    "clerk": "base.group_user,base.group_partner_manager",
}


@tagged("post_install", "-at_install")
class TestStockUsers(OfferCommon):
    """People with Odoo's own roles alone work beside the department, as before (style.md)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            name: new_test_user(cls.env, f"stock_{name}", groups=groups)
            for name, groups in STOCK.items()
        }
        cls.plain = cls.env["product.product"].create({"name": "Доставка", "list_price": 500})
        cls.buyer = cls.env["res.partner"].create({"name": "Покупатель без обучения"})

    def as_user(self, name, records):
        return records.with_user(self.users[name])

    def read_ours(self, name, records):
        """All that the add-on has put beside Odoo's own fields, as far as it is shown to them."""
        records = self.as_user(name, records)
        # as a new request reads it: nothing that another has computed
        self.env.flush_all()
        self.env.invalidate_all()
        return records.read([field for field in records.fields_get() if field.startswith("ais_")])

    def test_seller_reads_whatever_a_screen_reads(self):
        order = self._offer(2)
        for records in (self.lead, order, order.order_line, self.client, self.plain):
            with self.subTest(model=records._name):
                self.assertTrue(self.read_ours("seller", records))

    def test_biller_and_clerk_read_clients_and_invoices(self):
        order = self._offer(2)
        order.action_confirm()
        invoice = order.invoice_ids
        for records in (invoice, invoice.line_ids, self.client, order):
            with self.subTest(model=records._name):
                self.assertTrue(self.read_ours("biller", records))
        self.assertTrue(self.read_ours("clerk", self.client))

    def test_seller_writes_and_confirms_an_order_without_courses(self):
        with Form(self.as_user("seller", self.env["sale.order"])) as form:
            form.partner_id = self.buyer
            with form.order_line.new() as line:
                line.product_id = self.plain
        order = form.save()
        order.order_line.product_uom_qty = 3
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.amount_untaxed, 1500)

    def test_seller_discounts_what_is_no_course(self):
        order = self.as_user("seller", self.env["sale.order"]).create(
            {
                "partner_id": self.buyer.id,
                "order_line": [Command.create({"product_id": self.plain.id, "discount": 50})],
            },
        )
        order.action_confirm()
        self.assertEqual(order.amount_untaxed, 250)

    def test_seller_forces_what_is_invoiced_of_goods_but_not_of_training(self):
        order = self.as_user("seller", self.env["sale.order"]).create(
            {
                "partner_id": self.buyer.id,
                "order_line": [Command.create({"product_id": self.plain.id})],
            },
        )
        order.action_confirm()
        order._force_lines_to_invoice_policy_order()
        self.assertEqual(order.order_line.qty_to_invoice, 1)
        training = self.as_user("seller", self._offer(2))
        with self.assertRaises(AccessError):
            training.order_line.write({"invoice_lines": [Command.clear()]})

    def test_seller_cancels_and_deletes(self):
        order = self.as_user("seller", self.env["sale.order"]).create(
            {
                "partner_id": self.buyer.id,
                "order_line": [Command.create({"product_id": self.plain.id})],
            },
        )
        order.action_confirm()
        order._action_cancel()
        order.action_draft()
        order.order_line.unlink()
        self.assertFalse(order.order_line)

    def test_seller_makes_a_quotation_of_a_lead(self):
        lead = self.as_user("seller", self.env["crm.lead"]).create(
            {"name": "Лид без курса", "partner_id": self.buyer.id, "type": "opportunity"},
        )
        action = lead.action_new_quotation()
        form = Form(
            self.as_user("seller", self.env["sale.order"]).with_context(**action["context"])
        )
        self.assertEqual(form.save().opportunity_id, lead)

    def test_a_seller_without_a_role_enters_inquiries_as_in_plain_odoo(self):
        self.client.email = "known@client.example"
        vals = {"name": "Вопрос", "email_from": self.client.email}
        plain = self.as_user("seller", self.env["crm.lead"]).create(vals)
        self.assertFalse(plain.sudo().ais_known)
        noted = self.env["crm.lead"].with_user(self.specialist).create(vals)
        self.assertEqual(noted.partner_id, self.client)

    def test_biller_enters_posts_and_registers_a_payment(self):
        moves = self.as_user("biller", self.env["account.move"])
        invoice = moves.create(
            {
                "move_type": "out_invoice",
                "partner_id": self.buyer.id,
                "invoice_date": "2026-01-15",
                "invoice_line_ids": [
                    Command.create(
                        {"name": "Услуга", "price_unit": 700, "tax_ids": [Command.clear()]}
                    ),
                ],
            },
        )
        invoice.action_post()
        register = self.as_user("biller", self.env["account.payment.register"])
        register.with_context(active_model="account.move", active_ids=invoice.ids).create(
            {},
        ).action_create_payments()
        self.assertFalse(invoice.amount_residual)

    def test_our_roles_see_discounts_whatever_odoo_s_setting_is(self):
        setting = self.env.ref("sale.group_discount_per_so_line")
        self.env.ref("base.group_user").implied_ids -= setting
        for user, columns in ((self.specialist, 1), (self.users["seller"], 0)):
            self.assertFalse(user.has_group("sale.group_discount_per_so_line"))
            form = self.env["sale.order"].with_user(user).get_view(view_type="form")["arch"]
            path = "//field[@name='order_line']/list/field[@name='discount']"
            self.assertEqual(len(etree.fromstring(form).xpath(path)), columns)

    def test_seats_of_the_department_stay_closed_to_them(self):
        order = self._offer(2)
        self.assertNotIn("ais_booking_ids", self.as_user("seller", order).fields_get())
        self.assertFalse(self.as_user("clerk", self.env["ais.booking"]).has_access("read"))
