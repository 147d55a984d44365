from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import CorporateCommon


@tagged("post_install", "-at_install")
class TestCorporateGuards(CorporateCommon):
    """Who may change what of an order, and what stays when it is over (2.9, 2.22)."""

    def _closed(self):
        order = self._order_with_groups(seats=1)
        self._end_training(order)
        self._finish_documents(order)
        order.with_user(self.head).unpaid_reason = "Постоплата"
        order.action_close()
        return order

    def test_closed_order_takes_no_new_seats_orders_or_documents(self):
        order = self._closed()
        with self.assertRaisesRegex(UserError, "its seats stay as they are"):
            self._book(1, corporate_order_id=order.id)
        with self.assertRaisesRegex(UserError, "its seats stay as they are"):
            self.env["sale.order"].with_user(self.specialist).create(
                {"partner_id": self.client.id, "ais_corporate_order_id": order.id},
            )
        other = self._document(self._order(), "report")
        with self.assertRaisesRegex(UserError, "stays as it is"):
            other.order_id = order

    def test_closed_order_keeps_what_was_agreed(self):
        order = self._closed()
        for vals in ({"budget": 1}, {"contract_number": "1"}, {"kind": "framework"}):
            with self.assertRaisesRegex(UserError, "what was agreed stays"):
                order.write(vals)

    def test_training_office_does_not_keep_the_contract(self):
        order = self._order().with_user(self.training_office)
        for name, value in (
            ("budget", 1),
            ("contract_number", "1"),
            ("user_id", self.specialist_2.id),
            ("state", "enrolling"),
            ("active", False),
        ):
            with self.subTest(name), self.assertRaises(AccessError):
                order.write({name: value})
        order.training_user_id = self.training_office
        document = self._document(order, "enrolment") or order.document_ids[0]
        order.write({"document_ids": [(1, document.id, {"number": "№ 5"})]})
        self.assertEqual(document.number, "№ 5")

    def test_order_in_work_is_not_archived(self):
        order = self._order()
        with self.assertRaisesRegex(UserError, "is in work"):
            order.action_archive()
        self._closed().action_archive()

    def test_order_goes_to_a_colleague_by_transfer_alone(self):
        order = self._order()
        with self.assertRaisesRegex(AccessError, "ask for a transfer"):
            order.user_id = self.specialist_2
        order.with_user(self.head).user_id = self.specialist_2
        with self.assertRaisesRegex(AccessError, "is kept by"):
            self._order(partner_id=self.client_2.id, coordinator_id=False)

    def test_seats_do_not_come_into_a_colleague_s_order(self):
        order = self._order(
            user=self.specialist_2, partner_id=self.client_2.id, coordinator_id=False
        )
        with self.assertRaises(AccessError):
            self._book(1, client=self.client_2, corporate_order_id=order.id)

    def test_orders_of_training_do_not_come_into_a_colleague_s_order(self):
        order = self._order(
            user=self.specialist_2, partner_id=self.client_2.id, coordinator_id=False
        )
        sale = (
            self.env["sale.order"]
            .with_user(self.specialist)
            .create({"partner_id": self.client_2.id, "user_id": self.specialist.id})
        )
        with self.assertRaises(AccessError):
            sale.ais_corporate_order_id = order.id
        sale.with_user(self.head).ais_corporate_order_id = order.id
        self.assertEqual(order.sudo().sale_order_ids.ids, sale.ids)

    def test_client_of_an_order_with_seats_stays(self):
        order = self._order_with_groups(seats=1)
        stranger = self._make_client("ООО «Другой»", self.specialist)
        with self.assertRaisesRegex(ValidationError, "neither the client"):
            order.write({"partner_id": stranger.id, "coordinator_id": False})

    def test_client_is_an_organisation_and_its_coordinator_a_person(self):
        person = self.env["res.partner"].create({"name": "Пётр Одинцов"})
        with self.assertRaisesRegex(ValidationError, "that of an organisation"):
            self._order(partner_id=person.id, coordinator_id=False)
        with self.assertRaisesRegex(ValidationError, "choose a person"):
            self._order(coordinator_id=self.client.id)

    def test_files_with_personal_data_are_not_for_the_accountant(self):
        order = self._order()
        documents = self.env["ais.order.document"].with_user(self.accountant)
        seen = documents.search([("order_id", "=", order.id)])
        self.assertIn(self._document(order, "contract"), seen)
        for code in ("application", "consents", "education"):
            self.assertNotIn(self._document(order, code), seen)
        matrix = order.with_user(self.director).document_matrix
        kind = self.env.ref("ais_sales.document_type_application")
        self.assertIn(str(kind.id), matrix, "where it is, everybody sees")

    def test_seats_and_the_order_that_sold_them_leave_together(self):
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
                                "product_id": group.product_id.id,
                                "product_uom_qty": 2,
                                "ais_group_id": group.id,
                            },
                        )
                        for group in self.groups[:2]
                    ],
                },
            )
        )
        sale.action_confirm()
        order = self._order()
        sale.ais_corporate_order_id = order
        self.assertEqual(order.seats_count, 4)
        sale.ais_corporate_order_id = False
        self.assertEqual((order.seats_count, order.amount_total), (0, 0))
        sale.ais_booking_ids[0].corporate_order_id = order
        self.assertEqual(sale.ais_corporate_order_id, order)
        self.assertEqual(order.seats_count, 4)

    def test_sum_of_seats_is_not_written_by_hand(self):
        booking = self._book(2)
        with self.assertRaises(AccessError):
            booking.amount_total = 1
