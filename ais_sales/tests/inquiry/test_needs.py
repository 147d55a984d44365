from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import InquiryCommon


@tagged("post_install", "-at_install")
class TestNeeds(InquiryCommon):
    """What a client wants is noted, matched, added up and offered (2.10, 2.21)."""

    def _need(self, **vals):
        return self.env["ais.need"].create({"lead_id": self.lead.id, "name": "ПДн", **vals})

    def _demand(self):
        self.env.flush_all()
        self.env["ais.demand"].invalidate_model()
        return self.env["ais.demand"].search([("course_id", "=", self.course.id)])

    def test_need_finds_groups_with_seats_enough(self):
        need = self._need(course_id=self.course.id, people=3)
        self.assertEqual(need.match_ids, self.group | self.other_group)
        self._book(8)
        need.invalidate_recordset(["match_ids"])
        self.assertEqual(need.match_ids, self.other_group)
        need.date_to = self.group.date_start
        self.assertFalse(need.match_ids)
        self.assertEqual((need.partner_id, need.user_id), (self.client, self.specialist))

    def test_unmet_needs_add_up_to_a_demand_and_a_group_is_offered(self):
        month = fields.Date.add(fields.Date.context_today(self.lead), months=5).replace(day=1)
        needs = self._need(course_id=self.course.id, people=4, date_from=month) | self._need(
            course_id=self.course.id,
            people=3,
            date_from=month + timedelta(days=3),
        )
        met = self._need(course_id=self.course.id, people=1)
        demand = self._demand()
        self.assertEqual((demand.people, demand.need_count, demand.month), (7, 2, month))
        action = demand.with_user(self.head).action_open_group()
        wizard = Form(
            self.env["ais.demand.group"].with_user(self.head).with_context(**action["context"]),
        ).save()
        self.assertEqual(wizard.need_ids, needs)
        wizard.action_open()
        self.assertEqual(needs.mapped("state"), ["offered", "offered"])
        self.assertEqual(needs.group_id.date_start, month)
        self.assertEqual(met.state, "open")
        self.assertFalse(self._demand())
        with self.assertRaises(UserError):
            wizard.action_open()
        self.assertIn(
            needs.group_id.code,
            " ".join(self._activities(self.lead, self.specialist).mapped("summary")),
        )
        needs.group_id.state = "cancelled"
        self.assertEqual(needs.mapped("state"), ["open", "open"])
        self.assertEqual(self._demand().people, 7, "who waits for it is counted again")

    def test_answers_of_the_call_become_a_need(self):
        self.lead.ais_course_id = False
        action = self.lead.with_user(self.specialist).action_ais_questionnaire()
        form = Form(
            self.env["ais.questionnaire.fill"]
            .with_user(self.specialist)
            .with_context(**action["context"]),
        )
        fill = form.save()
        with self.assertRaises(UserError):
            fill.action_save()
        lines = {line.maps_to: line for line in fill.line_ids}
        lines["name"].text = "Защита данных в кадрах"
        lines["course_id"].course_id = self.course
        lines["people"].number = 6
        lines["decision_maker"].text = "Директор по персоналу"
        fill.action_save()
        need = self.lead.ais_need_ids
        self.assertEqual(
            (need.name, need.course_id, need.people, need.decision_maker),
            ("Защита данных в кадрах", self.course, 6, "Директор по персоналу"),
        )
        self.assertEqual((self.lead.ais_course_id, self.lead.ais_seats), (self.course, 6))
        self.assertIn("Директор по персоналу", need.answers)

    def test_booked_course_meets_the_need(self):
        need = self._need(course_id=self.course.id, people=2)
        self._book(2, lead_id=self.lead.id)
        self._run_cron("ais.need", "_cron_follow")
        self.assertEqual((need.state, need.group_id), ("met", self.group))

    def test_logged_call_is_a_consultation(self):
        log = self.env["ais.contact.log"].with_user(self.specialist)
        log.create({"lead_id": self.lead.id, "note": "Ждёт программу"}).action_log()
        self.assertEqual(self.lead.ais_consultation_ids.note, "Ждёт программу")
        self.assertEqual(self.lead.ais_consultation_ids.user_id, self.specialist)


@tagged("post_install", "-at_install")
class TestRecognition(InquiryCommon):
    """Who inquires is recognised: known, new or asking again (2.4, 2.16)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.ru")

    def _arrive(self, **vals):
        return self.env["crm.lead"].create({"name": "Вопрос", "user_id": False, **vals})

    def test_known_by_phone_goes_to_who_keeps_the_client(self):
        self.team.ais_distribute = True
        client = self._make_client("ООО «Звонкий»", self.specialist_2)
        client.phone = "+7 495 123-45-67"
        lead = self._arrive(phone="8 (495) 123-45-67", team_id=self.team.id)
        self.assertEqual((lead.partner_id, lead.ais_known), (client, "known"))
        self.assertEqual(lead.user_id, self.specialist_2)

    def test_known_by_letter(self):
        client = self._make_client("ООО «Пишущий»", self.specialist)
        client.email = "office@pishu.example"
        message = (
            "From: Office <OFFICE@pishu.example>\nTo: sales@ais.example\nSubject: Обучение\n"
            "Message-Id: <one@pishu.example>\nContent-Type: text/plain; charset=utf-8\n\n"
            "Хотим учиться\n"
        )
        lead_id = self.env["mail.thread"].message_process("crm.lead", message)
        lead = self.env["crm.lead"].browse(lead_id)
        self.assertEqual((lead.partner_id, lead.ais_known), (client, "known"))

    def test_who_knows_a_phone_cannot_change_the_card(self):
        client = self._make_client("ООО «Верный»", self.specialist)
        client.write({"phone": "+7 495 765-43-21", "email": "office@verny.example"})
        leads = self.env["crm.lead"].create(
            [
                {"name": "Чужой", "phone": "8 495 765 43 21", "email_from": "thief@evil.example"},
                {"name": "Новый", "email_from": "new@other.example"},
            ],
        )
        self.assertEqual(leads.mapped("name"), ["Чужой", "Новый"])
        self.assertEqual(leads[0].partner_id, client)
        self.assertEqual(client.email, "office@verny.example")
        self.assertEqual(leads[0].email_from, "thief@evil.example")

    def test_new_and_repeated(self):
        self.assertEqual(self._arrive(email_from="nobody@new.example").ais_known, "new")
        again = self._arrive(partner_id=self.client.id)
        self.assertEqual(again.ais_known, "repeat")
        self.assertIn(self.lead.name, " ".join(again.message_ids.mapped("body")))

    def test_contact_of_two_organisations_is_left_to_people(self):
        for name in ("ООО «Раз»", "ООО «Два»"):
            self._make_client(name).email = "shared@two.example"
        self.assertFalse(self._arrive(email_from="shared@two.example").partner_id)

    def test_segment_is_an_area_of_responsibility(self):
        segment = self.env["ais.market.segment"].create({"name": "Больницы-тест"})
        part = self.env["ais.market.segment"].create({"name": "Частные", "parent_id": segment.id})
        member = self.specialist_2.crm_team_member_ids
        member.ais_segment_ids = segment
        self.team.ais_distribute = True
        client = self._make_client("Клиника «Ясно»")
        client.ais_segment_id = part
        lead = self._arrive(partner_id=client.id, team_id=self.team.id)
        self.assertEqual((lead.ais_segment_id, lead.user_id), (part, self.specialist_2))
