from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import CorporateCommon


@tagged("post_install", "-at_install")
class TestCorporateOrder(CorporateCommon):
    """From the won deal to seats in three groups (2.22)."""

    def test_won_deal_becomes_an_order_with_its_bookings_and_contract(self):
        lead = self.env["crm.lead"].create(
            {
                "name": "Обучить шестьдесят",
                "type": "opportunity",
                "partner_id": self.coordinator.id,
                "user_id": self.specialist.id,
                "ais_course_id": self.course.id,
                "expected_revenue": 1800000,
            },
        )
        for group in self.groups:
            self._book(20, group=group, lead_id=lead.id, client=self.client)
        lead.action_set_won()
        action = lead.with_user(self.specialist).action_ais_corporate_order()
        order = self.env["ais.corporate.order"].browse(action["res_id"])
        self.assertEqual(order.partner_id, self.client)
        self.assertEqual(order.coordinator_id, self.coordinator)
        self.assertEqual(order.user_id, self.specialist)
        self.assertEqual(order.seats_count, 60)
        self.assertEqual(order.group_count, 3)
        self.assertEqual(order.budget, 1800000)
        self.assertEqual(
            (order.date_start, order.date_end),
            (self.groups[0].date_start, self.groups[2].date_end),
        )
        again = lead.with_user(self.specialist).action_ais_corporate_order()
        self.assertEqual(again["res_id"], order.id, "a second click opens the same order")

    def test_confirmed_orders_of_the_deal_bring_contract_and_money(self):
        lead = self.lead
        sale = (
            self.env["sale.order"]
            .with_user(self.specialist)
            .create(
                {
                    "partner_id": self.client.id,
                    "opportunity_id": lead.id,
                    "user_id": self.specialist.id,
                    "order_line": [
                        (
                            0,
                            0,
                            {
                                "product_id": group.product_id.id,
                                "product_uom_qty": 20,
                                "ais_group_id": group.id,
                            },
                        )
                        for group in self.groups
                    ],
                },
            )
        )
        sale.action_confirm()
        lead.action_set_won()
        order = self.env["ais.corporate.order"].browse(
            lead.with_user(self.specialist).action_ais_corporate_order()["res_id"],
        )
        self.assertEqual(order.contract_number, sale.ais_contract_number)
        self.assertEqual(order.sale_order_ids, sale)
        self.assertEqual(order.seats_count, 60)
        self.assertEqual(order.amount_total, sale.amount_total)
        self.assertEqual(order.amount_remaining, sale.amount_total)

    def test_order_is_not_opened_from_a_deal_that_is_not_won_or_of_a_person(self):
        with self.assertRaisesRegex(UserError, "win the deal first"):
            self.lead.with_user(self.specialist).action_ais_corporate_order()
        person = self.env["res.partner"].create({"name": "Пётр Одинцов"})
        self.lead.partner_id = person
        self.lead.action_set_won()
        with self.assertRaisesRegex(UserError, "opened for an organisation"):
            self.lead.with_user(self.specialist).action_ais_corporate_order()

    def test_seats_of_strangers_do_not_come_into_the_order(self):
        order = self._order()
        booking = self._book(2, client=self.client_2)
        with self.assertRaises(ValidationError) as caught:
            booking.corporate_order_id = order
        self.assertIn("neither the client", str(caught.exception))
        branch_booking = self._book(2, client=self.branch)
        branch_booking.corporate_order_id = order
        self.assertEqual(order.seats_count, 2)
        order.branch_ids = self.client_2
        booking.corporate_order_id = order
        self.assertEqual(order.seats_count, 4)

    def test_coordinator_is_a_person_of_the_client(self):
        stranger = self.env["res.partner"].create(
            {"name": "Чужой", "parent_id": self.client_2.id, "email": "x@example.com"},
        )
        with self.assertRaisesRegex(ValidationError, "not a contact of"):
            self._order(coordinator_id=stranger.id)

    def test_form_proposes_the_contact_with_an_address_as_coordinator(self):
        with Form(self.env["ais.corporate.order"].with_user(self.specialist)) as form:
            form.partner_id = self.client
            self.assertEqual(form.coordinator_id, self.coordinator)

    def test_group_for_one_client_only_refuses_others(self):
        group = self._make_group(seats=20, days=45, only_partner_id=self.client.id)
        with self.assertRaisesRegex(UserError, "is only for"):
            self._book(2, group=group, client=self.client_2, user=self.specialist_2)
        self._book(2, group=group)
        self._book(2, group=group, client=self.branch)
        self.assertSeats(group, held=4)
        open_group = self._make_group(seats=20, days=46)
        self._book(1, group=open_group, client=self.client_2, user=self.specialist_2)
        with self.assertRaisesRegex(UserError, "is only for"):
            open_group.only_partner_id = self.client

    def test_closed_groups_are_not_offered_to_other_clients(self):
        group = self._make_group(seats=20, days=5, only_partner_id=self.client.id)
        need = self.env["ais.need"].create(
            {
                "name": "Надо",
                "partner_id": self.client_2.id,
                "course_id": self.course.id,
                "people": 2,
            },
        )
        self.assertNotIn(group, need.match_ids)
        self.lead.partner_id = self.client_2
        self.assertNotIn(group, self.lead.ais_next_group_ids)
        self.lead.partner_id = self.client
        self.assertIn(group, self.lead.ais_next_group_ids)

    def test_stages_follow_the_groups(self):
        order = self._order_with_groups(seats=5)
        self.assertEqual(order.state, "preparing")
        first, *others = self.groups
        first.write({"state": "guaranteed"})
        first.with_user(self.training_office).action_start()
        self.assertEqual(order.state, "training")
        first.action_done()
        self.assertEqual(order.state, "training", "two groups are still to come")
        for group in others:
            group.write({"state": "guaranteed"})
            group.action_start()
            group.action_done()
        self.assertEqual(order.state, "closing")

    def test_deadline_is_that_of_the_stage(self):
        order = self._order_with_groups(seats=5)
        self.assertEqual(order.stage_deadline, order.papers_until)
        self.assertLess(order.papers_until, order.date_start)
        order.state = "enrolling"
        self.assertEqual(order.stage_deadline, order.names_until)
        order.state = "training"
        self.assertEqual(order.stage_deadline, order.date_end)
        order.state = "closing"
        self.assertGreater(order.stage_deadline, order.date_end)

    def test_specialist_sees_orders_of_own_clients_only(self):
        order = self._order()
        orders = self.env["ais.corporate.order"].with_user(self.specialist_2)
        self.assertFalse(orders.search([("id", "=", order.id)]))
        with self.assertRaises(AccessError):
            order.with_user(self.specialist_2).read(["name"])
        self.client.user_id = self.specialist_2
        self.assertTrue(orders.search([("id", "=", order.id)]), "the client's keeper sees it")

    def test_order_goes_along_with_its_client(self):
        order = self._order()
        transfer = (
            self.env["ais.client.transfer"]
            .with_user(self.head)
            .create(
                {
                    "user_id": self.specialist.id,
                    "new_user_id": self.specialist_2.id,
                    "partner_ids": [(6, 0, self.client.ids)],
                    "is_all": False,
                    "reason": "workload",
                },
            )
        )
        self.assertEqual(transfer.corporate_order_count, 1)
        transfer.action_submit()
        transfer.action_approve()
        self.assertEqual(order.sudo().user_id, self.specialist_2)
        self.assertEqual(order.sudo().document_ids.user_id, self.specialist_2)

    def test_order_in_work_is_cancelled_with_a_reason_and_not_deleted(self):
        order = self._order_with_groups(seats=2)
        with self.assertRaisesRegex(UserError, "bookings or orders"):
            order.with_user(self.head).unlink()
        with self.assertRaisesRegex(UserError, "say why"):
            order.state = "cancelled"
        wizard = self.env["ais.corporate.reason"].with_user(self.specialist)
        with self.assertRaisesRegex(UserError, "live bookings"):
            wizard.create({"order_id": order.id, "reason": "Передумали"}).action_apply()
        order.booking_ids.action_cancel("client_refused")
        wizard.create({"order_id": order.id, "reason": "Передумали"}).action_apply()
        self.assertEqual((order.state, order.cancel_reason), ("cancelled", "Передумали"))
        with self.assertRaisesRegex(UserError, "head of sales reopens"):
            order.action_reopen()
        order.with_user(self.head).action_reopen()
        self.assertEqual(order.state, "preparing")

    def test_an_order_that_went_on_too_early_comes_back_to_its_contract(self):
        order = self._order().with_user(self.specialist)
        order.action_next_stage()
        self.assertEqual(order.state, "enrolling")
        order.action_back_to_contract()
        self.assertEqual(order.state, "preparing")
        order.action_back_to_contract()
        self.assertEqual(order.state, "preparing")

    def test_first_seats_are_those_that_the_client_has_asked_for(self):
        self.lead.write({"ais_course_id": self.course.id, "ais_seats": 7})
        order = self._order(lead_id=self.lead.id)
        context = order.with_user(self.specialist).action_hold_seats()["context"]
        self.assertEqual(
            (context["default_course_id"], context["default_seats"]), (self.course.id, 7)
        )

    def test_groups_and_deadlines_stand_on_one_line_of_time(self):
        self.assertFalse(self._order().timeline)
        order = self._order_with_groups(seats=2)
        line = order.timeline
        self.assertEqual([bar["label"] for bar in line["bars"]], self.groups.mapped("code"))
        self.assertEqual((line["bars"][0]["named"], line["bars"][0]["seats"]), (0, 2))
        names = {dot["label"] for dot in line["dots"]}
        self.assertIn(self._document(order, "contract").name, names)
        self._document(order, "contract").action_received()
        order.invalidate_recordset(["timeline"])
        names = {dot["label"] for dot in order.timeline["dots"]}
        self.assertNotIn(self._document(order, "contract").name, names)
