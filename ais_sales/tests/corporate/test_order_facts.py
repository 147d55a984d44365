from odoo import Command
from odoo.tests import tagged

from .common import CorporateCommon


@tagged("post_install", "-at_install")
class TestOrderFacts(CorporateCommon):
    """What was done in Odoo is not ticked by hand again in the checklist (2.22)."""

    def test_signed_order_of_enrolment_is_found_done_in_the_checklist(self):
        order = self._order_with_groups(seats=2, groups=self.groups[0])
        self._name(order.booking_ids, "Иванов Иван Иванович", "Петрова Анна Львовна")
        document = self._document(order, "enrolment")
        papers = self.env["ais.training.order"].with_user(self.training_office)
        paper = papers.create(
            {
                "kind": "enrolment",
                "group_id": self.groups[0].id,
                "line_ids": [
                    Command.create({"trainee_id": trainee.id})
                    for trainee in order.sudo().trainee_ids
                ],
            },
        )
        self.assertEqual(document.state, "to_prepare")
        paper.action_sign()
        self.assertTrue(document.is_done)
        self.assertIn(paper.name, document.number)
        self.assertEqual(set(order.trainee_ids.mapped("training_state")), {"enrolled"})

    def test_one_who_is_not_enrolled_keeps_the_document_open(self):
        order = self._order_with_groups(seats=2, groups=self.groups[0])
        self._name(order.booking_ids, "Иванов Иван Иванович", "Петрова Анна Львовна")
        first = order.sudo().trainee_ids[0]
        paper = (
            self.env["ais.training.order"]
            .with_user(self.training_office)
            .create(
                {
                    "kind": "enrolment",
                    "group_id": self.groups[0].id,
                    "line_ids": [Command.create({"trainee_id": first.id})],
                },
            )
        )
        paper.action_sign()
        self.assertFalse(self._document(order, "enrolment").is_done)

    def test_invoice_sent_to_the_client_is_found_done(self):
        self.company.ais_invoice_policy = "post"
        sale = (
            self.env["sale.order"]
            .with_user(self.specialist)
            .create(
                {
                    "partner_id": self.client.id,
                    "user_id": self.specialist.id,
                    "order_line": [
                        Command.create(
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
        sale.action_confirm()
        order = self._order()
        sale.ais_corporate_order_id = order
        document = self._document(order, "invoice")
        self.assertFalse(document.is_done, "posted is not sent")
        invoice = sale.sudo().invoice_ids
        invoice.is_move_sent = True
        self.assertEqual((document.state, document.number), ("sent", invoice.name))

    def test_nothing_is_moved_back_and_nothing_in_a_closed_order(self):
        order = self._order_with_groups(seats=1, groups=self.groups[0])
        document = self._document(order, "enrolment")
        document.action_received()
        order._note_facts()
        self.assertEqual(document.state, "original")
