from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import InquiryCommon

LETTER = """Return-Path: <anna@example.ru>
To: {to}
From: Анна <{sender}>
Subject: Хотим обучить троих
Message-Id: <{number}@example.ru>
Date: Mon, 23 Nov 2026 10:00:00 +0300
Content-Type: text/plain; charset="utf-8"

Пришлите, пожалуйста, программу.
"""


@tagged("post_install", "-at_install")
class TestDistribution(InquiryCommon):
    """Each inquiry finds its specialist by rules, and says why it went there (2.9)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team.ais_distribute = True
        cls.members = cls.team.crm_team_member_ids
        cls.first, cls.second = (
            cls.members.filtered(lambda member, user=user: member.user_id == user)
            for user in (cls.specialist, cls.specialist_2)
        )
        (cls.members - cls.first - cls.second).assignment_optout = True
        cls.stranger = cls.env["res.partner"].create({"name": "ООО «Новый»", "is_company": True})

    def _arrive(self, **vals):
        return self._inquire(**{"user_id": False, "partner_id": self.stranger.id, **vals})

    def _reason(self, lead):
        return " ".join(lead.message_ids.filtered("body").mapped("body"))

    def test_the_head_switches_it_on_in_the_card_of_the_department(self):
        team = self.team.with_user(self.head)
        team.ais_distribute = False
        # CRM's own assignment is off: its group of the form is hidden
        with Form(team) as form:
            form.ais_distribute = True
        self.assertTrue(team.ais_distribute)

    def test_known_client_s_inquiry_goes_to_its_owner(self):
        person = self.env["res.partner"].create({"name": "Пётр", "parent_id": self.client_2.id})
        lead = self._arrive(partner_id=person.id)
        self.assertEqual(lead.user_id, self.specialist_2)
        self.assertIn("keeps this client", self._reason(lead))

    def test_others_are_shared_fairly(self):
        leads = self.env["crm.lead"]
        for _number in range(10):
            leads |= self._arrive()
        counts = {user: len(own) for user, own in leads.grouped("user_id").items()}
        self.assertEqual(counts, {self.specialist: 5, self.specialist_2: 5})
        self.assertIn("fewest", self._reason(leads[-1:]))

    def test_many_at_once_are_shared_as_fairly(self):
        leads = self.env["crm.lead"].create(
            [
                {"name": f"Заявка {number}", "team_id": self.team.id, "user_id": False}
                for number in range(20)
            ],
        )
        self.assertEqual(len(leads.filtered(lambda lead: lead.user_id == self.specialist)), 10)

    def test_load_and_capacity_count(self):
        self.second.assignment_max = 60
        leads = self.env["crm.lead"]
        for _number in range(9):
            leads |= self._arrive()
        self.assertEqual(len(leads.filtered(lambda lead: lead.user_id == self.specialist_2)), 6)

    def test_area_of_responsibility_goes_first(self):
        region = self.env["res.country.state"].create(
            {"name": "Регион", "code": "АИС-Р", "country_id": self.env.ref("base.ru").id},
        )
        self.first.ais_direction_ids = self.direction
        self.second.ais_state_ids = region
        for _number in range(3):
            self.assertEqual(self._arrive(ais_course_id=self.course.id).user_id, self.specialist)
        self.stranger.state_id = region
        lead = self._arrive()
        self.assertEqual(lead.user_id, self.specialist_2)
        self.assertIn("area", self._reason(lead))

    def test_inquiry_outside_every_area_is_the_head_s(self):
        other = self.env["ais.direction"].create({"name": "Другое", "code": "ДР"})
        (self.first | self.second).ais_direction_ids = other
        lead = self._arrive(ais_course_id=self.course.id)
        self.assertFalse(lead.user_id)
        self.assertIn("head decides", self._reason(lead))
        self.assertEqual(lead.activity_ids.user_id, self.head)

    def test_what_lies_outside_every_area_is_found(self):
        other = self.env["ais.direction"].create({"name": "Другое", "code": "ДР"})
        own, region = self.env["res.country.state"].create(
            [
                {"name": code, "code": code, "country_id": self.env.ref("base.ru").id}
                for code in ("АИС-1", "АИС-2")
            ],
        )
        lead = self._arrive(ais_course_id=self.course.id)
        both = self.first | self.second
        (self.env["crm.team.member"].search([]) - both).active = False
        outside = [("ais_is_outside", "=", True)]
        leads, clients = self.env["crm.lead"], self.env["res.partner"]
        self.assertNotIn(lead, leads.search(outside))
        both.write({"ais_direction_ids": other.ids, "ais_state_ids": own.ids})
        self.assertIn(lead, leads.with_user(self.head).search(outside))
        self.assertTrue(lead.ais_is_outside)
        self.second.ais_direction_ids |= self.direction
        lead.invalidate_recordset(["ais_is_outside"])
        self.assertFalse(lead.with_user(self.director).ais_is_outside)
        self.assertNotIn(self.client_2, clients.search(outside), "its region is not known")
        (self.client_2 | self.stranger).state_id = region
        self.assertIn(self.client_2, clients.with_user(self.specialist).search(outside))
        lead.invalidate_recordset(["ais_is_outside"])
        self.assertTrue(lead.ais_is_outside)
        for member in both:
            self.assertIsNone(member._ais_fit(lead))

    def test_who_is_away_gets_nothing(self):
        today = self.company.ais_today()
        self._away(self.specialist, today)
        for _number in range(3):
            self.assertEqual(self._arrive().user_id, self.specialist_2)
        self.second.assignment_optout = True
        self.assertFalse(self._arrive().user_id)

    def _away(self, user, until, substitute=None):
        return self.env["ais.absence"].create(
            {
                "user_id": user.id,
                "date_from": self.company.ais_today(),
                "date_until": until,
                "substitute_id": substitute and substitute.id,
            },
        )

    def test_owner_who_is_away_is_substituted(self):
        absence = self._away(self.specialist_2, False, self.head)
        lead = self._arrive(partner_id=self.client_2.id)
        self.assertEqual(lead.user_id, self.head)
        self.assertIn("is away", self._reason(lead))
        absence.substitute_id = False
        self.assertEqual(self._arrive(partner_id=self.client_2.id).user_id, self.specialist)

    def test_nobody_substitutes_oneself(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._away(self.specialist, False, self.specialist)

    def test_what_somebody_has_stays(self):
        self.assertEqual(self._arrive(user_id=self.head.id).user_id, self.head)

    def test_team_without_distribution_works_as_stock(self):
        self.team.ais_distribute = False
        self.assertFalse(self._arrive().user_id)

    def test_head_distributes_what_has_gathered(self):
        self.team.ais_distribute = False
        leads = self._arrive() | self._arrive()
        with self.assertRaises(AccessError):
            self._inquire(user=self.specialist_2).with_user(self.specialist).action_ais_distribute()
        leads.with_user(self.head).action_ais_distribute()
        self.assertEqual(leads.user_id, self.specialist | self.specialist_2)
        with self.assertRaises(UserError):
            leads.with_user(self.head).action_ais_distribute()

    def test_letters_of_known_and_new_clients(self):
        self.team.write({"alias_name": "kurs", "alias_domain_id": self._domain().id})
        self.client_2.email = "anna@example.ru"
        known = self._receive("anna@example.ru", 1)
        self.assertEqual(known.partner_id, self.client_2)
        self.assertEqual(known.user_id, self.specialist_2)
        self.assertEqual(known.ais_sla_state, "on_time")
        self.assertEqual(known.medium_id, self.env.ref("ais_sales.medium_email"))
        new = self._receive("neizvestnyj@example.ru", 2)
        self.assertIn(new.user_id, self.specialist | self.specialist_2)
        self.assertFalse(new.ais_first_response_at)

    def _domain(self):
        return self.env["mail.alias.domain"].create({"name": "centr.example"})

    def _receive(self, sender, number):
        lead_id = self.env["mail.thread"].message_process(
            "crm.lead",
            LETTER.format(to="kurs@centr.example", sender=sender, number=number),
        )
        return self.env["crm.lead"].browse(lead_id)

    def test_who_sets_the_areas(self):
        with self.assertRaises(AccessError):
            self.first.with_user(self.specialist).ais_direction_ids = self.direction
        self.first.with_user(self.head).ais_direction_ids = [Command.link(self.direction.id)]

    def test_substitute_who_is_away_too_gets_nothing(self):
        today = self.company.ais_today()
        self._away(self.specialist_2, today, self.specialist)
        self._away(self.specialist, today)
        self.assertFalse(self._arrive(partner_id=self.client_2.id).user_id)

    def test_owner_who_does_not_sell_or_has_left_the_teams_gets_nothing(self):
        self.client_2.user_id = self.accountant
        self.assertNotEqual(self._arrive(partner_id=self.client_2.id).user_id, self.accountant)
        self.client_2.user_id = self.specialist_2
        self.second.active = False
        self.assertEqual(self._arrive(partner_id=self.client_2.id).user_id, self.specialist)
