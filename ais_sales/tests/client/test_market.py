from datetime import timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..common import AisCommon


@tagged("post_install", "-at_install")
class TestMarket(AisCommon):
    """What competitors offer, beside our course (2.23)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env["res.partner"])
        cls.competitor = cls.env["ais.competitor"].create({"name": "Другой центр обучения"})

    def _offer(self, price, **vals):
        return self.env["ais.competitor.offer"].create(
            {
                "competitor_id": self.competitor.id,
                "course_id": self.course.id,
                "name": "То же самое",
                "price_unit": price,
                **vals,
            },
        )

    def test_position_of_our_price(self):
        dearer, cheaper = self._offer(40000), self._offer(24000)
        self.assertEqual((dearer.position, dearer.position_kind), (-25, "cheaper"))
        self.assertEqual((cheaper.position, cheaper.position_kind), (25, "dearer"))
        self.assertEqual(
            self.course.with_user(self.specialist).competitor_offer_ids,
            dearer | cheaper,
        )

    def test_old_offers_are_flagged_until_they_are_seen_again(self):
        old = self._offer(1000, seen_on=self.today - timedelta(days=400))
        self.assertTrue(old.is_stale)
        old.with_user(self.specialist).action_seen_today()
        self.assertFalse(old.is_stale)
        with self.assertRaises(ValidationError):
            self._offer(1000, seen_on=self.today + timedelta(days=1))

    def test_spreadsheet_of_offers_comes_in_by_odoo_s_own_import(self):
        columns = ["competitor_id", "course_id", "name", "price_unit", "hours", "seen_on"]
        rows = [
            ["Другой центр обучения", "Защита персональных данных", "ПДн", "21000", "24", ""],
            ["Вовсе новый центр", "Защита персональных данных", "ПДн", "9000", "16", ""],
        ]
        for row in rows:
            row[-1] = fields.Date.to_string(self.today)
        offers = (
            self.env["ais.competitor.offer"]
            .with_user(self.head)
            .with_context(name_create_enabled_fields={"competitor_id": True})
        )
        result = offers.load(columns, rows)
        self.assertFalse(result["messages"])
        made = offers.browse(result["ids"])
        self.assertEqual(made.course_id, self.course)
        self.assertEqual(made.mapped("competitor_id.name"), [row[0] for row in rows])

    def test_copies_of_what_bears_a_name(self):
        copy = self.competitor.copy()
        self.assertNotEqual(copy.name, self.competitor.name)
        segment = self.env["ais.market.segment"].create({"name": "Связь-тест"})
        self.assertIn("Связь-тест", segment.copy().name)
