from datetime import timedelta

from odoo.tests import HttpCase, tagged

from .offer.common import OfferCommon
from .receivable.bank_common import INN, BankCommon
from .receivable.statement_maker import document, statement


@tagged("post_install", "-at_install")
class TestOfferTours(OfferCommon, HttpCase):
    """From the inquiry to the invoice in the web client, as it is clicked."""

    def test_specialist_sends_a_proposal_in_two_clicks(self):
        self.client.email = "office@romashka.example"
        self.start_tour(
            f"/odoo/action-crm.crm_lead_action_pipeline/{self.lead.id}",
            "ais_send_a_proposal",
            login=self.specialist.login,
        )
        self.env.invalidate_all()
        order = self.lead.order_ids
        self.assertEqual(order.ais_offer_state, "sent")
        letter = order.message_ids.filtered(lambda one: one.attachment_ids)
        self.assertIn(order.name, letter.attachment_ids.name)

    def test_order_is_confirmed_with_its_seats_and_invoice(self):
        order = self._offer(3)
        self.start_tour(
            f"/odoo/ais-offers/{order.id}",
            "ais_confirm_an_order",
            login=self.specialist.login,
        )
        self.env.invalidate_all()
        self.assertEqual(order.invoice_ids.state, "posted")
        self.assertSeats(self.group, confirmed=3)

    def test_head_approves_a_discount(self):
        order = self._offer(2, discount=12)
        order.ais_discount_reason_id = self.reason
        order._ais_ask_discount("Постоянный клиент")
        self.start_tour("/odoo/ais-discounts", "ais_approve_a_discount", login=self.head.login)
        self.env.invalidate_all()
        self.assertEqual(order.with_user(self.specialist).ais_approval_state, "approved")


@tagged("post_install", "-at_install")
class TestMoneyTours(BankCommon, HttpCase):
    """Payments and debts in the web client, as they are clicked."""

    def test_accountant_accepts_a_payment_of_the_queue(self):
        invoice = self._invoice("ТУР-1", 45000)
        text = statement(document("71", 45000, "За обучение", INN))
        imports = self.env["ais.bank.import"].with_user(self.accountant)
        line = imports._load(text.encode("cp1251"), "tour.txt").line_ids
        self.assertEqual(line.state, "proposed")
        self.start_tour(
            "/odoo/action-ais_sales.ais_bank_import_line_action",
            "ais_accept_a_payment",
            login=self.accountant.login,
        )
        self.env.invalidate_all()
        self.assertEqual(line.state, "posted")
        self.assertEqual(invoice.amount_residual, 0)

    def test_specialist_notes_a_promise(self):
        self._invoice("ТУР-2", 30000, day=self.company.ais_today() - timedelta(days=40))
        self.start_tour(
            "/odoo/action-ais_sales.ais_debtor_action",
            "ais_note_a_promise",
            login=self.specialist.login,
        )
        self.env.invalidate_all()
        talk = self.env["ais.debt.contact"].search([("client_id", "=", self.client.id)])
        self.assertEqual((talk.result, talk.promise_state), ("promised", "open"))
