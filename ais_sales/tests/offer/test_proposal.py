from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import OfferCommon


@tagged("post_install", "-at_install")
class TestProposal(OfferCommon):
    """From an inquiry to a proposal that is sent, opened, answered and accepted (2.8, 2.10)."""

    def setUp(self):
        super().setUp()
        self.client.email = "office@romashka.example"
        self.own_lead = self.lead.with_user(self.specialist)

    def _send(self, action):
        composer = self.env[action["res_model"]].with_user(self.specialist)
        composer = composer.with_context(**action["context"]).create({})
        composer._action_send_mail()

    def test_proposal_goes_from_the_inquiry_in_two_clicks(self):
        action = self.own_lead.action_ais_send_offer()
        order = self.lead.order_ids
        self.assertEqual((order.partner_id, order.amount_total), (self.client, 90000))
        self.assertEqual(order.order_line.ais_group_id, self.group)
        self.assertEqual(order.user_id, self.specialist)
        self._send(action)
        self.assertEqual((order.state, order.ais_offer_state), ("sent", "sent"))
        self.assertTrue(order.ais_sent_at)
        self.assertGreaterEqual(order.ais_hours_to_send, 0)
        calls = self._activities(order, self.specialist)
        self.assertEqual(len(calls), 1)
        self.assertEqual(calls.date_deadline, self.company.ais_working_day(2))

    def test_second_click_opens_the_same_proposal(self):
        self.own_lead.action_ais_send_offer()
        self.own_lead.action_ais_offer()
        self.assertEqual(len(self.lead.order_ids), 1)

    def test_proposal_takes_the_seats_that_the_inquiry_holds(self):
        booking = self._book(2, lead_id=self.lead.id)
        self.own_lead.action_ais_offer()
        line = self.lead.order_ids.order_line
        self.assertEqual((line.ais_booking_id, line.product_uom_qty), (booking, 2))

    def test_inquiry_without_a_course_gets_no_proposal(self):
        self.own_lead.ais_course_id = False
        with self.assertRaises(UserError) as caught:
            self.own_lead.action_ais_send_offer()
        self.assertIn("Обучить троих", str(caught.exception))

    def test_inquiry_without_a_client_makes_one(self):
        self.own_lead.write({"partner_id": False, "partner_name": "ООО «Новый клиент»"})
        self.own_lead.action_ais_offer()
        self.assertTrue(self.lead.partner_id)
        self.assertEqual(self.lead.order_ids.partner_id, self.lead.partner_id)

    def test_template_of_the_direction_brings_its_words(self):
        template = self.env["sale.order.template"].create(
            {
                "name": "КП по безопасности",
                "ais_direction_id": self.direction.id,
                "ais_intro": "Подготовим сотрудников к проверке",
                "ais_has_programme": True,
                "number_of_days": 14,
                "sale_order_template_line_ids": [
                    (0, 0, {"name": "Раздаточные материалы", "display_type": "line_note"}),
                ],
            },
        )
        self.own_lead.action_ais_offer()
        order = self.lead.order_ids
        self.assertEqual(order.sale_order_template_id, template)
        self.assertEqual(order.ais_intro, "Подготовим сотрудников к проверке")
        self.assertTrue(order.ais_has_programme)
        self.assertEqual((order.validity_date - self.company.ais_today()).days, 14)
        self.assertIn("Раздаточные материалы", order.order_line.mapped("name"))

    def test_opened_and_answered_are_noted_and_end_the_call(self):
        order = self._offer(2)
        # the task is set in Russian, the letter that ends it has no language
        order.with_context(lang="ru_RU").action_quotation_sent()
        call = self._activities(order, self.specialist)
        order.sudo().message_post(body=order.name, subtype_xmlid="sale.mt_order_viewed")
        self.assertEqual(order.ais_offer_state, "viewed")
        self.assertTrue(call.exists())
        order.sudo().message_post(
            body=order.name,
            author_id=self.client.id,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(order.ais_offer_state, "answered")
        self.assertFalse(call.exists().active)
        self.assertEqual(
            self._activities(order, self.specialist).mapped("summary"),
            ["The client has answered the proposal"],
        )
        order.action_confirm()
        self.assertEqual(order.ais_offer_state, "accepted")

    def test_nobody_writes_when_a_proposal_was_opened(self):
        order = self._offer(1)
        with self.assertRaises(AccessError):
            order.ais_viewed_at = fields.Datetime.now()

    def test_new_quotation_of_the_inquiry_has_its_course(self):
        action = self.own_lead.action_new_quotation()
        context = action["context"]
        with Form(
            self.env["sale.order"].with_user(self.specialist).with_context(**context)
        ) as form:
            self.assertEqual(len(form.order_line), 1)
        order = form.save()
        self.assertEqual(order.order_line.ais_group_id, self.group)
        self.assertEqual(order.order_line.product_uom_qty, 3)

    def test_specialist_sees_no_colleague_s_approvals_and_addenda(self):
        order = self._offer(2)
        order.action_confirm()
        order.ais_booking_ids.action_move(self.other_group)
        addenda = self.env["ais.order.addendum"]
        domain = [("order_id", "=", order.id)]
        for user, count in (
            (self.specialist, 1),
            (self.specialist_2, 0),
            (self.head, 1),
            (self.director, 1),
            (self.accountant, 1),
        ):
            with self.subTest(user.login):
                self.assertEqual(addenda.with_user(user).search_count(domain), count)
