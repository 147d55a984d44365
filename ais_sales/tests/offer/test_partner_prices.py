from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import OfferCommon


@tagged("post_install", "-at_install")
class TestPartnerPrices(OfferCommon):
    """Partner prices are given by the head and the management (2.8)."""

    def setUp(self):
        super().setUp()
        self.env.ref("base.group_user")._apply_group(
            self.env.ref("product.group_product_pricelist"),
        )
        pricelists = self.env["product.pricelist"]
        self.usual = pricelists.create({"name": "Обычный", "sequence": 1})
        self.pricelist = pricelists.create(
            {
                "name": "Партнёры",
                "sequence": 99,
                "item_ids": [
                    Command.create({"compute_price": "percentage", "percent_price": 60}),
                ],
            },
        )

    def test_specialist_gives_no_partner_prices(self):
        client = self.client.with_user(self.specialist)
        for name in ("property_product_pricelist", "specific_property_product_pricelist"):
            vals = {name: self.pricelist.id}
            with self.subTest(name):
                with self.assertRaises(AccessError) as caught, self.cr.savepoint():
                    client.write(vals)
                self.assertIn(client.name, str(caught.exception))
                with self.assertRaises(AccessError), self.cr.savepoint():
                    client.create({"name": "ООО «Новое»", "is_company": True, **vals})
                # Odoo gives a company what its contact has
                with self.assertRaises(AccessError), self.cr.savepoint():
                    client.create({"name": "Иванов", "parent_id": client.id, **vals})
        self.assertEqual(client.property_product_pricelist, self.usual)

    def test_contact_brings_no_partner_prices_along(self):
        person = self.env["res.partner"].create(
            {"name": "Сидоров", "property_product_pricelist": self.pricelist.id},
        )
        with self.assertRaises(AccessError), self.cr.savepoint():
            person.with_user(self.specialist).parent_id = self.client
        self.assertEqual(self.client.property_product_pricelist, self.usual)

    def test_specialist_enters_clients_and_contacts_at_the_prices_there_are(self):
        clients = self.env["res.partner"].with_user(self.specialist)
        self.assertEqual(self.client.property_product_pricelist, self.usual)
        client = clients.create(
            {
                "name": "ООО «Новое»",
                "is_company": True,
                "property_product_pricelist": self.usual.id,
            },
        )
        client.write({"property_product_pricelist": self.usual.id, "city": "Тверь"})
        self.client.property_product_pricelist = self.pricelist
        contact = clients.create({"name": "Петров", "parent_id": self.client.id})
        self.assertEqual(contact.property_product_pricelist, self.pricelist)
        self.client.with_user(self.specialist).vat = "7707083893"

    def test_head_gives_them(self):
        self.client.with_user(self.head).property_product_pricelist = self.pricelist
        self.assertEqual(self._offer(1).pricelist_id, self.pricelist)
