from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, HttpCase, tagged

from ..common import AisCommon


@tagged("post_install", "-at_install")
class TestConsent(AisCommon):
    """A person is written to and kept only as long as he agrees (2.6, 152-ФЗ, 38-ФЗ)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.ru")
        cls.today = fields.Date.context_today(cls.env["res.partner"])
        cls.agreed, cls.silent = cls.env["res.partner"].create(
            [
                {"name": "Согласная Анна Ивановна", "email": "agreed@person.example"},
                {"name": "Молчащий Иван Иванович", "email": "silent@person.example"},
            ],
        )
        cls.consent = cls.env["ais.consent"].create(
            {"partner_id": cls.agreed.id, "purpose": "marketing", "form": "site"},
        )

    def _send_to_many(self, partners, **vals):
        composer = (
            self.env["mail.compose.message"]
            .with_context(active_model="res.partner", active_ids=partners.ids)
            .create(
                {
                    "composition_mode": "mass_mail",
                    "model": "res.partner",
                    "res_ids": str(partners.ids),
                    "subject": "Осенний набор",
                    "body": "<p>Приходите учиться</p>",
                    **vals,
                },
            )
        )
        mails, _messages = composer._action_send_mail()
        return {mail.res_id: mail.state for mail in mails}

    def test_mailing_goes_to_those_only_who_have_agreed(self):
        both = self.agreed | self.silent
        states = self._send_to_many(both)
        self.assertEqual(states[self.silent.id], "cancel")
        self.assertNotEqual(states[self.agreed.id], "cancel")
        states = self._send_to_many(both, ais_is_marketing=False)
        self.assertNotIn("cancel", states.values())

    def test_marketing_template_respects_consent(self):
        template = self.env["mail.template"].create(
            {
                "name": "Новости",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "ais_is_marketing": True,
                "subject": "Новости",
                "partner_to": "{{ object.id }}",
                "body_html": "<p>Новости</p>",
            },
        )
        template.send_mail_batch((self.agreed | self.silent).ids)
        sent = self.env["mail.mail"].search([("subject", "=", "Новости")])
        self.assertEqual(sent.recipient_ids, self.agreed)
        composer = Form(
            self.env["mail.compose.message"].with_context(
                default_model="res.partner",
                default_res_ids=self.silent.ids,
                default_template_id=template.id,
                default_partner_ids=self.silent.ids,
                default_composition_mode="comment",
            ),
        ).save()
        with self.assertRaises(UserError):
            composer._action_send_mail()

    def test_withdrawal_stops_mailings_at_once(self):
        self.consent.with_user(self.specialist).action_withdraw()
        self.assertEqual(self.consent.state, "withdrawn")
        self.assertEqual(self.consent.withdrawn_by_id, self.specialist)
        self.assertFalse(self.agreed.ais_marketing_allowed)
        self.assertTrue(self.agreed.is_blacklisted)
        with self.assertRaises(UserError):
            self.consent.action_withdraw()

    def test_withdrawn_processing_has_a_deadline(self):
        consent = self.env["ais.consent"].create({"partner_id": self.silent.id})
        self.silent.user_id = self.specialist
        consent.action_withdraw()
        task = self._activities(consent, self.specialist)
        self.assertEqual(task.date_deadline, self.today + timedelta(days=30))

    def test_one_consent_is_one_purpose_and_marketing_needs_its_own(self):
        with self.assertRaises(ValidationError):
            self.consent.basis = "contract"
        with self.assertRaises(ValidationError):
            self.consent.given_on = self.today + timedelta(days=1)

    def test_search_for_persons_without_consent(self):
        found = self.env["res.partner"].search(
            [("id", "in", (self.agreed | self.silent).ids), ("ais_marketing_allowed", "=", True)],
        )
        self.assertEqual(found, self.agreed)
        self.consent.write({"given_on": "2020-01-01", "valid_until": "2021-01-01"})
        self.assertEqual(self.consent.state, "expired")
        self.assertFalse(found.filtered_domain([("ais_marketing_allowed", "=", True)]))

    def test_past_the_period_listed_approved_destroyed(self):
        stranger = self.env["res.partner"].create(
            {
                "name": "Забытый Пётр Петрович",
                "email": "old@person.example",
                "phone": "+74951234567",
            },
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = now() - interval '3 years' WHERE id = %s",
            (stranger.id,),
        )
        act = self.env["ais.destruction.act"].with_user(self.head).create({})
        act.action_collect()
        act.action_collect()
        self.assertEqual(
            act.line_ids.partner_id & (stranger | self.agreed | self.silent),
            stranger,
        )
        (act.line_ids - act.line_ids.filtered(lambda line: line.partner_id == stranger)).unlink()
        act.action_submit()
        with self.assertRaises(AccessError):
            act.action_approve()
        with self.assertRaises(AccessError):
            act.write({"state": "done"})
        act.with_user(self.director).action_approve()
        self.assertFalse(stranger.email or stranger.phone or stranger.active)
        self.assertNotIn("Забытый", stranger.name)
        self.assertEqual(act.line_ids.person, "Забытый Пётр Петрович")
        self.assertIn("Email", act.line_ids.data)
        with self.assertRaises(UserError):
            act.unlink()

    def test_invoice_keeps_the_name(self):
        self.env["account.move"].create({"move_type": "out_invoice", "partner_id": self.silent.id})
        self.silent.sudo()._ais_anonymise()
        self.assertEqual(self.silent.name, "Молчащий Иван Иванович")
        self.assertFalse(self.silent.email)

    def test_export_of_many_is_logged(self):
        self.company.ais_personal_many = 1
        log = self.env["ais.personal.access"]
        self.head.group_ids |= self.env.ref("base.group_allow_export")
        many = (self.agreed | self.silent).with_user(self.head)
        before = log.search_count([])
        many.export_data(["name", "email"])
        many.export_data(["name"])
        self.agreed.with_user(self.head).export_data(["email"])
        found = log.search([], limit=1)
        self.assertEqual(log.search_count([]), before + 1)
        self.assertEqual((found.kind, found.person_count), ("exported", 2))
        with self.assertRaises(AccessError):
            found.with_user(self.specialist).read(["user_id"])

    def test_marketing_template_stays_one_whatever_is_ticked(self):
        template = self.env["mail.template"].create(
            {
                "name": "Акция",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "subject": "Акция",
                "body_html": "<p>Скидка</p>",
                "ais_is_marketing": True,
                "use_default_to": True,
            },
        )
        sent = self._send_to_many(
            self.silent | self.agreed,
            template_id=template.id,
            ais_is_marketing=False,
        )
        self.assertNotIn(self.silent.email, str(sent))
        self.assertFalse(template.send_mail(self.silent.id))
        self.assertTrue(template.send_mail(self.agreed.id))
        template.email_cc = "stranger@market.example"
        self.assertFalse(template.send_mail(self.agreed.id))

    def test_withdrawal_holds_for_every_consent_and_a_new_one_lifts_it(self):
        self.env["ais.consent"].create({"partner_id": self.agreed.id, "purpose": "marketing"})
        self.consent.with_user(self.specialist).action_withdraw()
        self.agreed.invalidate_recordset()
        self.assertFalse(self.agreed.ais_marketing_allowed)
        blocked = self.env["mail.blacklist"].search([("email", "=", self.agreed.email)])
        self.assertTrue(blocked)
        self.env["ais.consent"].create({"partner_id": self.agreed.id, "purpose": "marketing"})
        self.assertFalse(blocked.active)

    def _forgotten(self, **vals):
        """A person nobody has dealt with for three years."""
        person = self.env["res.partner"].create({"name": "Забытый Пётр Петрович", **vals})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = now() - interval '3 years' WHERE id = %s",
            (person.id,),
        )
        return person

    def _submitted_act(self, *persons):
        act = self.env["ais.destruction.act"].with_user(self.head).create({})
        act.action_collect()
        act.line_ids.filtered(lambda line: line.partner_id not in persons).unlink()
        self.assertEqual(len(act.line_ids), len(persons))
        act.action_submit()
        return act

    def test_act_is_sealed_once_submitted(self):
        act = self._submitted_act(self._forgotten())
        with self.assertRaises(UserError):
            act.write({"line_ids": [(0, 0, {"partner_id": self.silent.id, "person": "Иной"})]})
        with self.assertRaises(UserError):
            act.line_ids.unlink()
        with self.assertRaises(UserError):
            act.line_ids.person = "Иной"

    def test_who_has_come_back_is_not_destroyed(self):
        gone, back = self._forgotten(), self._forgotten(email="back@person.example")
        act = self._submitted_act(gone, back)
        self.env["crm.lead"].create({"name": "Снова учиться", "partner_id": back.id})
        act.with_user(self.director).action_approve()
        self.assertTrue(gone.ais_is_anonymous)
        self.assertEqual((back.ais_is_anonymous, back.email), (False, "back@person.example"))
        self.assertEqual(act.line_ids.partner_id, gone)

    def test_contact_of_an_active_client_is_kept(self):
        contact = self._forgotten(parent_id=self.client.id)
        act = self.env["ais.destruction.act"].with_user(self.head).create({})
        act.action_collect()
        self.assertNotIn(contact, act.line_ids.partner_id)

    def test_nothing_of_the_person_is_left_anywhere(self):
        name = "Забытый Пётр Петрович"
        person = self._forgotten(email="zabyt@person.example")
        address = self.env["res.partner"].create(
            {"name": name, "parent_id": person.id, "type": "delivery", "street": "Садовая, 1"},
        )
        lead = self.env["crm.lead"].create(
            {"name": f"{name} хочет учиться", "partner_id": person.id, "email_cc": person.email},
        )
        lead.message_post(body=name, email_from=person.email)
        self.env["ais.need"].create({"lead_id": lead.id, "name": "Курс", "decision_maker": name})
        self.env["ais.consultation"].create({"lead_id": lead.id, "note": f"Говорил {name}"})
        self.env["ais.contact.agreement"].create(
            {"partner_id": person.id, "topic": f"Позвонить: {name}", "state": "done"},
        )
        self.env["ir.attachment"].create(
            {"name": name, "res_model": "res.partner", "res_id": person.id, "raw": b"x"},
        )
        lead.action_set_lost()
        person._ais_anonymise()
        self.env.flush_all()
        self.assertFalse(address.active or address.street)
        for table, column in (
            ("res_partner", "name"),
            ("crm_lead", "name"),
            ("crm_lead", "email_cc"),
            ("mail_message", "body"),
            ("ais_need", "decision_maker"),
            ("ais_consultation", "note"),
            ("ais_contact_agreement", "topic"),
            ("ir_attachment", "name"),
        ):
            with self.subTest(table=table, column=column):
                self.env.cr.execute(
                    f"SELECT COUNT(*) FROM {table} WHERE {column} LIKE %s OR {column} LIKE %s",
                    ("%Забытый%", "%zabyt@%"),
                )
                self.assertEqual(self.env.cr.fetchone()[0], 0)

    def test_opening_many_is_logged_by_whatever_road(self):
        self.company.ais_personal_many = 1
        people = (self.agreed | self.silent).with_user(self.specialist)
        log = self.env["ais.personal.access"]
        for road in (
            lambda: people.read(["email"]),
            lambda: people.search_read([("id", "in", people.ids)], ["phone"]),
            lambda: people.web_read({"email": {}}),
            lambda: people.web_search_read([("id", "in", people.ids)], {"email": {}}),
        ):
            log.search([]).unlink()
            road()
            self.assertEqual(log.search([]).mapped("times"), [1])
            road()
            self.assertEqual(log.search([]).mapped("times"), [2], "one line for the day")


@tagged("post_install", "-at_install")
class TestPersonalDocuments(AisCommon, HttpCase):
    """The consent and the act are printed."""

    def test_consent_and_act_are_printed(self):
        person = self.env["res.partner"].create({"name": "Печатный Иван Иванович"})
        consent = self.env["ais.consent"].create({"partner_id": person.id})
        act = self.env["ais.destruction.act"].create(
            {"line_ids": [(0, 0, {"person": "Стёртый", "reason": "срок"})]},
        )
        act.sudo().write({"state": "done", "date": "2026-11-24"})
        for report, record in (
            ("ais_sales.report_consent", consent),
            ("ais_sales.report_destruction_act", act),
        ):
            pdf, _kind = (
                self.env["ir.actions.report"]
                .with_context(force_report_rendering=True)
                ._render_qweb_pdf(report, record.ids)
            )
            self.assertTrue(pdf.startswith(b"%PDF"), report)
