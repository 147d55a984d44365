from odoo.tests import HttpCase, tagged

from .corporate.common import CorporateCommon


@tagged("post_install", "-at_install")
class TestCorporateOrderTours(CorporateCommon, HttpCase):
    """A corporate order in the web client, as it is clicked (2.22)."""

    def test_specialist_opens_an_order_and_follows_its_contract_in_the_matrix(self):
        self.lead.partner_id = self.coordinator
        self._book(3, lead_id=self.lead.id, client=self.client)
        self.lead.action_set_won()
        self.start_tour(
            f"/odoo/action-crm.crm_lead_action_pipeline/{self.lead.id}",
            "ais_open_corporate_order",
            login=self.specialist.login,
        )
        order = self.lead.ais_corporate_order_ids
        contract = self._document(order, "contract")
        self.assertEqual((contract.state, contract.sent_by_id), ("sent", self.specialist))
        self.start_tour(
            "/odoo/ais-document-matrix",
            "ais_document_matrix",
            login=self.specialist.login,
        )
        self.assertEqual(contract.state, "original")
        self.assertTrue(contract.is_done)
