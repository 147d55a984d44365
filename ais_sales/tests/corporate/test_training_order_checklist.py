from odoo.tests import tagged

from .orders_common import TrainingOrdersCommon


@tagged("post_install", "-at_install")
class TestTrainingOrderChecklist(TrainingOrdersCommon):
    """A signed order is ticked off in the checklist of the corporate order (2.22)."""

    def setUp(self):
        super().setUp()
        self._begin()
        self.corporate = self.env["ais.corporate.order"].create(
            {"partner_id": self.client.id, "user_id": self.specialist.id},
        )
        (self.booking | self.held).corporate_order_id = self.corporate
        self.corporate._add_missing_documents()

    def _document(self, kind):
        wanted = self.env.ref(f"ais_sales.document_type_{kind}")
        return self.corporate.document_ids.filtered(
            lambda one: one.type_id == wanted and one.group_id == self.running
        )

    def _signed(self, order):
        order.date = self.running.date_start
        order.action_sign()
        return order

    def test_order_of_enrolment_is_in_order_when_all_are_enrolled(self):
        document = self._document("enrolment")
        first = self._signed(self._enrolment())
        self.assertIn(first.name, document.number)
        self.assertEqual(document.state, "to_prepare", "the one of the held booking is waited for")
        self.held.action_confirm()
        second = self._signed(self._enrolment())
        self.assertEqual(document.state, "signed")
        self.assertTrue(document.is_done)
        self.assertIn(second.name, document.number)
        second.action_cancel("Ошибка")
        self.assertEqual(document.state, "to_prepare")
        self.assertNotIn(second.name, document.number)
        self.assertIn(first.name, document.number)

    def test_order_of_expulsion_closes_the_document_on_completion_alone(self):
        self.held.action_cancel("client_refused")
        self._signed(self._enrolment())
        document = self._document("expulsion")
        ivanov, kim = self._people(self.booking).sorted("name")
        order = self._order(kim.action_order_expulsion())
        order.ground = "own_request"
        order.action_sign()
        self.assertFalse(document.number)
        self._complete(ivanov)
        done = self._expulsion()
        done.action_sign()
        self.assertEqual(document.state, "signed")
        self.assertIn(done.name, document.number)
