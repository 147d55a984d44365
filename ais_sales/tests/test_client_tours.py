from odoo import Command
from odoo.tests import HttpCase, tagged

from .common import AisCommon


@tagged("post_install", "-at_install")
class TestClientTours(AisCommon, HttpCase):
    """The client base in the web client, as it is clicked."""

    def _agree(self, topic, client):
        return self.env["ais.contact.agreement"].create(
            {
                "partner_id": client.id,
                "topic": topic,
                "user_id": self.specialist.id,
                "date": self.company.ais_today(),
            },
        )

    def test_specialist_is_told_that_a_client_is_known(self):
        before = self.env["res.partner"].search_count([])
        self.start_tour(
            "/odoo/action-ais_sales.ais_client_entry_action",
            "ais_enter_a_known_client",
            login=self.specialist.login,
        )
        self.assertEqual(self.env["res.partner"].search_count([]), before + 1)

    def test_specialist_works_off_the_contacts_of_the_day(self):
        reached = self._agree("Осенний набор", self.client)
        silent = self._agree("Договор", self._make_client("ООО «Тихий»", self.specialist))
        self.start_tour(
            "/odoo/ais-contacts-today",
            "ais_contacts_of_the_day",
            login=self.specialist.login,
        )
        self.env.invalidate_all()
        self.assertEqual((reached.state, silent.state, silent.attempts), ("done", "planned", 1))
        self.assertGreater(silent.date, self.company.ais_today())

    def test_head_approves_a_transfer(self):
        transfer = self.env["ais.client.transfer"].create(
            {
                "user_id": self.specialist.id,
                "new_user_id": self.specialist_2.id,
                "partner_ids": [Command.set(self.client.ids)],
                "reason": "dismissal",
            },
        )
        self.start_tour(
            f"/odoo/ais-transfers/{transfer.id}",
            "ais_approve_a_transfer",
            login=self.head.login,
        )
        self.env.invalidate_all()
        self.assertEqual((self.client.user_id, self.lead.user_id), (self.specialist_2,) * 2)

    def test_head_merges_two_cards(self):
        twin = self._make_client("Ромашка (ООО)", self.specialist)
        self.env["ais.partner.duplicate"]._ais_find(twin.ids)
        self.start_tour("/odoo/ais-duplicates", "ais_merge_duplicates", login=self.head.login)
        self.assertFalse(twin.exists())

    def test_answers_of_a_call_become_a_need(self):
        self.start_tour(
            f"/odoo/action-crm.crm_lead_action_pipeline/{self.lead.id}",
            "ais_fill_in_the_questionnaire",
            login=self.specialist.login,
        )
        need = self.env["ais.need"].search([("lead_id", "=", self.lead.id)])
        self.assertEqual((need.course_id, need.decision_maker), (self.course, "Директор"))
