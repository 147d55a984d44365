from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import AisCommon


@tagged("post_install", "-at_install")
class TestDuplicates(AisCommon):
    """One client, one card (2.16, 2.17)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.ru")
        cls.bank = cls.env["res.partner"].create(
            {
                "name": "ПАО «Волжский банк»",
                "is_company": True,
                "vat": "7707083893",
                "email": "info@bank.example",
                "phone": "+7 495 123-45-67",
                "user_id": cls.specialist_2.id,
            },
        )

    def _twin(self, **vals):
        return self.env["res.partner"].create({"is_company": True, "name": "Другое", **vals})

    def _pairs(self, *cards):
        self.env["ais.partner.duplicate"]._ais_find([card.id for card in cards])
        return self.env["ais.partner.duplicate"].search([("other_id", "in", [c.id for c in cards])])

    def test_who_types_a_known_client_is_told_whose_it_is(self):
        entry = Form(self.env["ais.client.entry"].with_user(self.specialist))
        entry.name = "Волжский банк, ПАО"
        self.assertIn("same name", entry.duplicate_note)
        entry.vat = "7707083893"
        self.assertIn("same INN", entry.duplicate_note)
        self.assertIn(self.specialist_2.name, entry.duplicate_note)
        self.assertIn(f"/odoo/res.partner/{self.bank.id}", entry.duplicate_note)
        wizard = entry.save()
        with self.assertRaises(UserError):
            wizard.action_enter()
        wizard.is_checked = True
        card = self.env["res.partner"].browse(wizard.action_enter()["res_id"])
        self.assertEqual(card.user_id, self.specialist)

    def test_card_of_another_company_is_named_but_not_opened(self):
        other = self.env["res.company"].create({"name": "Другой центр"})
        self.bank.company_id = other
        entry = Form(self.env["ais.client.entry"].with_user(self.specialist))
        entry.name = "Новый"
        entry.phone = "8 495 123 45 67"
        self.assertIn("Волжский банк", entry.duplicate_note)
        self.assertNotIn("href", entry.duplicate_note)

    def test_branches_share_an_inn(self):
        self.bank.ais_kpp = "773601001"
        branch = self._twin(vat="7707083893", ais_kpp="526001001")
        self.assertFalse(self._pairs(branch))
        again = self._twin(vat="7707083893", ais_kpp="773601001")
        pairs = self._pairs(again)
        self.assertEqual(pairs.partner_id, self.bank)
        self.assertTrue(pairs.same_inn)

    def test_contacts_of_one_organisation_are_no_duplicates(self):
        person = self.env["res.partner"].create(
            {
                "name": "Иванов Иван Иванович",
                "parent_id": self.bank.id,
                "email": "info@bank.example",
            },
        )
        self.assertFalse(self._pairs(person))
        self.assertFalse(person.ais_duplicate_note)

    def test_not_a_duplicate_is_remembered(self):
        twin = self._twin(phone="84951234567")
        pair = self._pairs(twin)
        self.assertEqual(twin.ais_duplicate_count, 1)
        pair.with_user(self.head).action_distinct()
        self.assertEqual(pair.decided_by_id, self.head)
        self.assertFalse(self._pairs(twin).filtered(lambda one: one.state == "suspected"))
        twin.invalidate_recordset()
        self.assertFalse(twin.ais_duplicate_note)

    def test_pair_is_entered_once_and_by_cron(self):
        twin = self._twin(email="INFO@bank.example")
        self._run_cron("ais.partner.duplicate", "_cron_find")
        self._run_cron("ais.partner.duplicate", "_cron_find")
        found = self.env["ais.partner.duplicate"].search([("other_id", "=", twin.id)])
        self.assertEqual(len(found), 1)
        self.assertTrue(found.same_email)

    def test_merge_carries_everything_over(self):
        twin = self._twin(email="info@bank.example", vat=False, user_id=self.specialist.id)
        booking = self._book(2, client=twin)
        agreement = self.env["ais.contact.agreement"].create(
            {"partner_id": twin.id, "topic": "План", "user_id": self.specialist.id},
        )
        lead = self.env["crm.lead"].create({"name": "Запрос", "partner_id": twin.id})
        history = twin.ais_assignment_ids
        third = self._twin(name="Третий", email="info@bank.example")
        self._pairs(third, twin)
        apart = self.env["ais.partner.duplicate"].search(
            [("partner_id", "=", twin.id), ("other_id", "=", third.id)],
        )
        apart.action_distinct()
        pair = self.env["ais.partner.duplicate"].search(
            [("partner_id", "=", self.bank.id), ("other_id", "=", twin.id)],
        )
        pair.with_user(self.head).action_merge()
        self.assertFalse(twin.exists())
        for record in (booking, agreement, lead):
            record.invalidate_recordset()
            self.assertEqual(record.sudo().partner_id, self.bank, record)
        self.assertIn(history, self.bank.ais_assignment_ids)
        kept = self.env["ais.partner.duplicate"].search(
            [("partner_id", "=", self.bank.id), ("other_id", "=", third.id)],
        )
        self.assertEqual(kept.state, "distinct", "what was told apart stays so")
        self.assertSeats(self.group, held=2)

    def test_merge_keeps_the_keeper_of_the_card_that_goes(self):
        free = self._twin(name="ООО «Пион»", email="pion@pion.example")
        kept = self._twin(name="Пион", email="pion@pion.example", user_id=self.specialist.id)
        self._pairs(kept).with_user(self.head).action_merge()
        self.assertEqual(free.user_id, self.specialist)

    def test_person_and_organisation_are_not_merged(self):
        person = self.env["res.partner"].create(
            {"name": "Петров Пётр Петрович", "email": "info@bank.example"},
        )
        with self.assertRaises(UserError):
            self._pairs(person).with_user(self.head).action_merge()

    def test_specialist_merges_nothing(self):
        twin = self._twin(email="info@bank.example")
        with self.assertRaises(AccessError):
            self._pairs(twin).with_user(self.specialist).action_merge()

    def test_look_up_while_typing_is_one_query(self):
        card = self.env["res.partner"].new(
            {"name": "ПАО Волжский банк", "is_company": True, "email": "info@bank.example"},
        )
        card._ais_find_duplicates()
        self.env.invalidate_all()
        card = self.env["res.partner"].new(
            {"name": "ПАО Волжский банк", "is_company": True, "email": "info@bank.example"},
        )
        with self.assertQueryCount(1):
            self.assertTrue(card._ais_find_duplicates())

    def test_three_cards_of_one_client_become_one_at_once(self):
        twin = self._twin(email="info@bank.example", vat=False)
        third = self._twin(email="info@bank.example", vat=False)
        for card in (self.bank, twin, third):
            self.env["ais.contact.agreement"].create(
                {
                    "partner_id": card.id,
                    "topic": "По правилу",
                    "source": "policy",
                    "user_id": self.specialist.id,
                },
            )
        pairs = self._pairs(third, twin)
        self.assertGreaterEqual(len(pairs), 2)
        pairs.with_user(self.head).action_merge()
        self.assertFalse((twin | third).exists())
        self.assertEqual(len(self.bank.ais_planned_contact_ids), 1)

    def test_card_of_a_colleague_goes_with_what_is_open_and_the_history_says_so(self):
        self.bank.user_id = self.specialist
        twin = self._twin(email="info@bank.example", vat=False, user_id=self.specialist_2.id)
        lead = self.env["crm.lead"].create(
            {"name": "Запрос", "partner_id": twin.id, "user_id": self.specialist_2.id},
        )
        self._pairs(twin).with_user(self.head).action_merge()
        self.assertEqual(lead.user_id, self.specialist)
        last = self.bank.ais_assignment_ids.sorted("id")[-1]
        self.assertEqual(
            (last.reason, last.previous_user_id, last.user_id),
            ("merged", self.specialist_2, self.specialist),
        )

    def test_queue_forgets_what_is_a_pair_no_more(self):
        twin = self._twin(email="info@bank.example", vat=False, name="Совсем другой")
        pair = self._pairs(twin)
        twin.email = "other@bank.example"
        self._run_cron("ais.partner.duplicate", "_cron_find")
        self.assertFalse(pair.exists())
        archived = self._twin(email="info@bank.example", vat=False)
        pair = self._pairs(archived)
        archived.action_archive()
        self._run_cron("ais.partner.duplicate", "_cron_find")
        self.assertFalse(pair.exists())

    def test_staff_are_no_clients(self):
        self.specialist.partner_id.email = "info@bank.example"
        self.assertFalse(self._pairs(self.specialist.partner_id))
