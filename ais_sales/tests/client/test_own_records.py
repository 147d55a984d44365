from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import ROLES, AisCommon


@tagged("post_install", "-at_install")
class TestOwnRecords(AisCommon):
    """Everybody sees and writes what is his, and nobody writes what the system has measured."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.env["res.partner"].create({"name": "Петров", "parent_id": cls.client.id})
        cls.agreement = cls.env["ais.contact.agreement"].create(
            {"partner_id": cls.client.id, "topic": "План", "user_id": cls.specialist.id},
        )
        cls.need = cls.env["ais.need"].create({"lead_id": cls.lead.id, "name": "Курс"})
        cls.consultation = cls.env["ais.consultation"].create(
            {"lead_id": cls.lead.id, "user_id": cls.specialist.id},
        )
        cls.consent = cls.env["ais.consent"].create({"partner_id": cls.person.id})

    def _refused(self, record, **vals):
        for name, value in vals.items():
            with self.subTest(model=record._name, field=name), self.assertRaises(AccessError):
                record.with_user(self.specialist).write({name: value})

    def test_what_the_system_measures_is_not_written_by_hand(self):
        self._refused(
            self.lead,
            ais_sla_state="met",
            ais_deadline="2035-01-01",
            ais_response_deadline="2035-01-01",
            ais_processed_at="2020-01-01",
            ais_stopped_minutes=100000,
            ais_response_minutes=1,
            ais_first_response_how="message",
            ais_first_response_user_id=self.specialist.id,
            ais_policy_id=False,
            ais_alert=False,
        )
        self._refused(
            self.client,
            ais_last_contact_on="2035-01-01",
            ais_protected_until="2035-01-01",
            ais_owned_since="2035-01-01",
            ais_data_score=100,
            ais_verified_on="2035-01-01",
            ais_is_anonymous=True,
        )
        self._refused(
            self.agreement,
            is_missed=False,
            attempts=0,
            state="done",
            done_at="2020-01-01",
            source="policy",
        )
        self._refused(self.consent, withdrawn_on=False, withdrawn_by_id=False)
        with self.assertRaises(AccessError):
            self.env["crm.lead"].with_user(self.specialist).create(
                {"name": "Обман", "ais_first_response_how": "message"},
            )

    def test_the_button_writes_who_verified(self):
        self.client.with_user(self.specialist).action_ais_verified()
        self.assertEqual(self.client.ais_verified_by_id, self.specialist)
        with self.assertRaises(AccessError):
            self.client_2.with_user(self.specialist).action_ais_verified()

    def test_every_role_opens_a_card(self):
        for role in ROLES:
            with self.subTest(role=role):
                user = getattr(self, role)
                form = Form(self.client.with_user(user))
                self.assertEqual(form.name, self.client.name)
                shown = "ais_planned_contact_ids" in form._view["fields"]
                self.assertEqual(shown, role not in ("accountant", "training_office"))

    def test_colleagues_see_nothing_of_an_inquiry_and_hang_nothing_on_it(self):
        colleague = self.specialist_2
        for record in (self.lead, self.need, self.consultation, self.agreement):
            with self.subTest(model=record._name):
                self.assertFalse(record.with_user(colleague).has_access("read"))
                self.assertTrue(record.with_user(self.specialist).has_access("write"))
                self.assertTrue(record.with_user(self.head).has_access("write"))
                self.assertTrue(record.with_user(self.director).has_access("read"))
                self.assertFalse(record.with_user(self.director).has_access("write"))
        for model in ("ais.need", "ais.consultation"):
            vals = {"lead_id": self.lead.id, "user_id": colleague.id}
            if model == "ais.need":
                vals["name"] = "Чужое"
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(colleague).create(vals).read()

    def test_consent_is_withdrawn_by_who_keeps_the_client_and_never_deleted_then(self):
        with self.assertRaises(AccessError):
            self.consent.with_user(self.specialist_2).action_withdraw()
        self.consent.with_user(self.specialist).action_withdraw()
        self.assertEqual(self.consent.withdrawn_by_id, self.specialist)
        with self.assertRaises(UserError):
            self.consent.with_user(self.head).unlink()

    def test_history_goes_with_the_client(self):
        self.lead.action_set_won()
        past = self.lead
        self.env["ais.client.transfer"].with_user(self.head).create(
            {
                "user_id": self.specialist.id,
                "new_user_id": self.specialist_2.id,
                "partner_ids": [(6, 0, self.client.ids)],
                "reason": "dismissal",
            },
        ).action_approve()
        self.env.flush_all()
        self.assertEqual(past.user_id, self.specialist, "who has won it stays on record")
        self.assertEqual(self.need.user_id, self.specialist_2, "what is open goes along")
        for record in (past, self.need, self.consultation):
            with self.subTest(model=record._name):
                self.assertTrue(record.with_user(self.specialist_2).has_access("read"))
                self.assertFalse(record.with_user(self.specialist_2).has_access("write"))
        self.assertFalse(past.with_user(self.specialist).has_access("read"))

    def test_records_of_another_company_are_hidden(self):
        other = self.env["res.company"].create({"name": "Другой центр"})
        for record in (self.agreement, self.consent):
            self.assertTrue(record.with_user(self.head).has_access("read"))
            record.sudo().company_id = other
            with self.subTest(model=record._name):
                self.assertFalse(record.with_user(self.head).has_access("read"))
