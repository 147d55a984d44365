from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CorporateCommon


@tagged("post_install", "-at_install")
class TestOrderRisk(CorporateCommon):
    """The specialist sees at a glance whether an order is on time, and why not (2.22, 2.24)."""

    def _look(self, order):
        order.sudo()._refresh_risk()
        order.invalidate_recordset(["risk_note"])

    def test_new_order_far_from_its_training_is_on_time(self):
        order = self._order_with_groups(seats=2)
        self._look(order)
        self.assertEqual((order.risk_state, order.risk_note), ("ok", False))

    def test_overdue_document_makes_the_order_late_with_its_name(self):
        order = self._order_with_groups(seats=2)
        contract = self._document(order, "contract")
        contract.deadline = self.company.ais_today() - timedelta(days=1)
        self._run_cron("ais.corporate.order", "_cron_refresh_risk")
        self.assertEqual(order.risk_state, "late")
        self.assertTrue(order.is_risk_documents)
        self.assertIn("Contract", order.risk_note)
        contract.action_received()
        self._look(order)
        self.assertEqual(order.risk_state, "ok")

    def test_group_short_of_confirmed_seats_before_its_decision_needs_attention(self):
        group = self._make_group(seats=20, days=5, seats_min=8)
        order = self._order_with_groups(seats=2, groups=group)
        order.state = "enrolling"
        order.names_until = self.company.ais_today()
        self._document(order, "application").deadline = self.company.ais_today()
        self._look(order)
        self.assertTrue(order.is_risk_groups)
        self.assertIn(f"Group {group.code}: 2 seats confirmed, at least 8", order.risk_note)

    def test_seats_without_names_when_their_group_is_about_to_begin(self):
        soon = self._make_group(seats=20, days=1)
        order = self._order_with_groups(seats=3, groups=soon | self.groups[0])
        self._name(order.booking_ids.filtered(lambda one: one.group_id == soon), "Иванов Иван")
        self._look(order)
        self.assertIn("2 of 3 seats of groups that begin from", order.risk_note)

    def test_invoice_past_due_is_a_risk_with_the_sum(self):
        sale = (
            self.env["sale.order"]
            .with_user(self.specialist)
            .create(
                {
                    "partner_id": self.client.id,
                    "user_id": self.specialist.id,
                    "order_line": [
                        (
                            0,
                            0,
                            {
                                "product_id": self.groups[0].product_id.id,
                                "product_uom_qty": 2,
                                "ais_group_id": self.groups[0].id,
                            },
                        ),
                    ],
                },
            )
        )
        self.company.ais_invoice_policy = "post"
        sale.action_confirm()
        order = self._order()
        sale.ais_corporate_order_id = order
        invoice = sale.sudo().invoice_ids
        self.assertEqual(order.amount_invoiced, 60000)
        self.assertEqual(order.payment_state, "invoiced")
        today = self.company.ais_today()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move SET invoice_date_due = %s WHERE id = %s",
            (today - timedelta(days=3), invoice.id),
        )
        invoice.invalidate_recordset()
        self._look(order)
        self.assertTrue(order.is_risk_payment)
        self.assertIn("not paid, due since", order.risk_note)

    def test_contract_that_ends_before_the_training(self):
        order = self._order_with_groups(
            seats=2, contract_until=self.groups[2].date_end - timedelta(days=1)
        )
        self._look(order)
        self.assertEqual(order.risk_state, "attention")
        self.assertIn("before the training does", order.risk_note)

    def test_risk_is_found_by_the_system_and_not_written_by_hand(self):
        order = self._order()
        for name, value in (
            ("risk_state", "late"),
            ("is_risk_payment", True),
            ("closed_on", "2026-01-01"),
        ):
            with self.assertRaises(AccessError):
                order.write({name: value})

    def test_queries_do_not_grow_with_the_orders(self):
        orders = [self._order_with_groups(seats=1) for _number in range(2)]
        more = [self._order_with_groups(seats=1) for _number in range(3)]

        def count(records):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.sudo()._risk_facts()
            records.sudo().mapped("document_matrix")
            return self.env.cr.sql_log_count - before

        empty = self.env["ais.corporate.order"]
        count(empty.concat(*orders))  # warms up what is read once
        few = count(empty.concat(*orders))
        self.assertEqual(count(empty.concat(*orders, *more)), few)
