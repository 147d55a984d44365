from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import OfferCommon


@tagged("post_install", "-at_install")
class TestDiscounts(OfferCommon):
    """A discount has a ground, and above a limit an approval; nothing is sent before (2.8)."""

    def setUp(self):
        super().setUp()
        self.company.write({"ais_discount_limit": 5, "ais_discount_limit_head": 20})

    def _discounted(self, discount, reason=True, user=None):
        order = self._offer(3, user=user, discount=discount)
        if reason:
            order.ais_discount_reason_id = self.reason
        return order

    def _ask(self, order, note="Постоянный клиент, 40 человек в год"):
        order._ais_ask_discount(note)
        return order.sudo().ais_approval_ids[:1]

    def test_discount_within_the_limit_needs_a_ground_and_no_approval(self):
        order = self._discounted(5, reason=False)
        with self.assertRaises(UserError), self.cr.savepoint():
            order.action_quotation_send()
        order.ais_discount_reason_id = self.reason
        self.assertEqual(order.ais_approval_state, "none")
        order.action_quotation_sent()
        self.assertEqual(order.state, "sent")

    def test_nothing_is_sent_or_confirmed_above_the_limit_before_the_head_approves(self):
        order = self._discounted(12)
        self.assertEqual(order.ais_approval_state, "needed")
        for refused in ("action_quotation_send", "action_quotation_sent", "action_confirm"):
            with self.subTest(refused), self.assertRaises(UserError), self.cr.savepoint():
                getattr(order, refused)()
        approval = self._ask(order)
        self.assertEqual((approval.level, approval.state), ("head", "requested"))
        self.assertTrue(self._activities(approval, self.head))
        self.assertFalse(self._activities(approval, self.director))
        with self.assertRaises(UserError), self.cr.savepoint():
            order.action_confirm()
        approval.with_user(self.head).action_approve()
        self.assertEqual(order.ais_approval_state, "approved")
        self.assertEqual((approval.decided_by_id, approval.reason_id), (self.head, self.reason))
        self.assertFalse(self._activities(approval, self.head))
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_above_the_second_limit_the_management_decides(self):
        approval = self._ask(self._discounted(25))
        self.assertEqual(approval.level, "management")
        self.assertTrue(self._activities(approval, self.director))
        with self.assertRaises(AccessError):
            approval.with_user(self.head).action_approve()
        approval.with_user(self.deputy).action_approve()
        self.assertEqual(approval.decided_by_id, self.deputy)

    def test_head_above_the_own_limit_asks_the_management(self):
        order = self._discounted(25, user=self.head)
        with self.assertRaises(UserError), self.cr.savepoint():
            order.action_confirm()
        approval = self._ask(order)
        approval.with_user(self.director).action_approve()
        order.action_confirm()

    def test_head_within_the_own_limit_needs_nobody_and_it_is_kept(self):
        order = self._discounted(15, user=self.head)
        order.action_confirm()
        approval = order.ais_approval_ids
        self.assertEqual(
            (approval.level, approval.state, approval.decided_by_id),
            ("own", "approved", self.head),
        )

    def test_changed_lines_need_a_new_approval(self):
        order = self._discounted(12)
        approval = self._ask(order)
        approval.with_user(self.head).action_approve()
        order.order_line.discount = 14
        self.assertFalse(approval.is_valid)
        self.assertEqual(order.ais_approval_state, "needed")
        with self.assertRaises(UserError), self.cr.savepoint():
            order.action_confirm()

    def test_lines_changed_while_waiting_are_not_approved(self):
        order = self._discounted(12)
        approval = self._ask(order)
        order.order_line.discount = 19
        with self.assertRaises(UserError), self.cr.savepoint():
            approval.with_user(self.head).action_approve()
        again = self._ask(order)
        self.assertEqual(approval.state, "withdrawn")
        again.with_user(self.head).action_approve()

    def test_refusal_needs_a_remark_and_reaches_the_specialist(self):
        order = self._discounted(12)
        approval = self._ask(order).with_user(self.head)
        with self.assertRaises(UserError), self.cr.savepoint():
            approval.action_reject()
        approval.decision_note = "Не больше 7 %"
        approval.action_reject()
        self.assertEqual(order.ais_approval_state, "rejected")
        self.assertIn("Не больше 7 %", order.message_ids[0].body)
        self.assertNotIn(".0 %", order.message_ids[0].body)

    def test_price_lowered_by_hand_is_a_discount(self):
        order = self._offer(1)
        order.order_line.price_unit = 24000
        self.assertEqual(order.ais_discount_max, 20)
        with self.assertRaises(UserError):
            order.action_confirm()

    def test_partner_s_pricelist_is_no_discount(self):
        self.env.ref("base.group_user")._apply_group(
            self.env.ref("product.group_product_pricelist"),
        )
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Партнёры",
                "item_ids": [
                    (0, 0, {"compute_price": "percentage", "percent_price": 30}),
                ],
            },
        )
        self.client.property_product_pricelist = pricelist
        order = self._offer(1)
        self.assertEqual(order.pricelist_id, pricelist)
        self.assertEqual(order.amount_total, 21000)
        self.assertEqual(order.ais_discount_max, 0)
        order.action_confirm()
        self.assertEqual(order.ais_booking_ids.amount_total, 21000)

    def test_nobody_writes_a_decision_by_hand(self):
        approval = self._ask(self._discounted(12))
        for user in (self.specialist, self.head, self.director):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                approval.with_user(user).write({"state": "approved"})
        with self.assertRaises(AccessError):
            approval.with_user(self.specialist).action_approve()
        with self.assertRaises(AccessError):
            self.env["ais.discount.approval"].with_user(self.head).create(
                {"order_id": approval.order_id.id, "level": "head", "state": "approved"},
            )

    def test_client_who_accepts_by_himself_gets_no_unapproved_price(self):
        order = self._discounted(12)
        with self.assertRaises(UserError):
            order.sudo()._validate_order()

    def test_kopeck_off_a_big_line_needs_a_ground(self):
        for vals in ({"price_unit": 29999.99}, {"price_unit": 30000 - 0.01 / 3}):
            with self.subTest(vals):
                order = self._offer(3, **vals)
                self.assertEqual(order.ais_discount_max, 0.01)
                with self.assertRaises(UserError), self.cr.savepoint():
                    order.action_confirm()
        order.ais_discount_reason_id = self.reason
        order.action_confirm()

    def test_price_of_a_line_without_seats_is_a_price(self):
        order = self._offer(2)
        order.action_confirm()
        line = order.order_line
        line.product_uom_qty = 0
        with self.assertRaises(UserError):
            line.price_unit = 1

    def test_what_is_lost_in_rounding_is_no_discount(self):
        order = self._offer(3, price_unit=30000 - 0.0001)
        self.assertEqual((order.amount_total, order.ais_discount_max), (90000, 0))
        order.action_confirm()
