from datetime import date, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..common import AisCommon


@tagged("post_install", "-at_install")
class TestContacts(AisCommon):
    """The specialist opens his day and sees whom to contact and why (2.18, 2.19)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ais.contact.policy"].search([]).active = False
        cls.today = fields.Date.context_today(cls.env["res.partner"])
        cls.agreement = cls._agree()

    @classmethod
    def _agree(cls, **vals):
        return cls.env["ais.contact.agreement"].create(
            {
                "partner_id": cls.client.id,
                "topic": "Спросить про осень",
                "user_id": cls.specialist.id,
                "date": cls.today,
                **vals,
            },
        )

    def _morning(self):
        self._run_cron("ais.contact.agreement", "_cron_morning")

    def test_call_stands_in_the_list_once_however_often_the_morning_comes(self):
        later = self._agree(date=self.today + timedelta(days=3))
        self._morning()
        self._morning()
        found = self._activities(self.client, self.specialist)
        self.assertEqual(found, self.agreement.activity_id)
        self.assertFalse(later.activity_id)

    def test_reached_in_one_click(self):
        self._morning()
        self.agreement.with_user(self.specialist).action_reached()
        self.assertEqual(self.agreement.state, "done")
        self.assertEqual(self.client.ais_last_contact_on, self.today)
        self.assertFalse(self._activities(self.client, self.specialist))
        with self.assertRaises(UserError):
            self.agreement.action_reached()

    def test_done_among_the_activities_is_done(self):
        self._morning()
        activity = self.agreement.activity_id
        activity.with_user(self.specialist).action_feedback(feedback="Ждёт КП")
        self.assertEqual(self.agreement.state, "done")
        self.assertEqual(self.agreement.outcome, "Ждёт КП")

    def test_no_answer_brings_it_back_tomorrow(self):
        self._morning()
        self.agreement.with_user(self.specialist).action_no_answer()
        tomorrow = self.company.ais_working_day(1)
        self.assertEqual((self.agreement.date, self.agreement.attempts), (tomorrow, 1))
        self.assertEqual(self.agreement.agreed_date, self.today)
        self.assertEqual(self.agreement.activity_id.date_deadline, tomorrow)
        self.assertFalse(self.client.ais_last_contact_on)

    def test_regular_contact_plans_the_next(self):
        regular = self._agree(repeat="month", date=self.today - timedelta(days=40))
        regular.action_reached()
        following = self.client.ais_planned_contact_ids - self.agreement
        self.assertEqual(following.repeat, "month")
        self.assertGreater(following.date, self.today)

    def test_new_agreement_in_one_step(self):
        self._morning()
        action = self.agreement.with_user(self.specialist).action_agree_next()
        wizard = Form(
            self.env["ais.contact.next"]
            .with_user(self.specialist)
            .with_context(**action["context"]),
        )
        wizard.date = self.today + timedelta(days=7)
        wizard.topic = "Получили ли КП"
        wizard.save().action_agree()
        self.assertEqual(self.agreement.state, "done")
        following = self.client.ais_planned_contact_ids
        self.assertEqual(following.topic, "Получили ли КП")
        self.assertEqual(following.user_id, self.specialist)

    def test_missed_day_is_counted_and_stays_counted(self):
        # whatever day it is: a working day has gone by without it
        yesterday = self._agree(date=self.company.ais_working_day(-1))
        self._morning()
        self.assertTrue(yesterday.is_missed)
        self.assertFalse(self.agreement.is_missed)
        yesterday.action_reached()
        self.assertTrue(yesterday.is_missed)

    def test_policy_asks_for_a_contact_once(self):
        self.agreement.action_cancel()
        self.env["ais.contact.policy"].create(
            {"name": "Раз в месяц", "sequence": 1, "contact_days": 30},
        )
        self.client.ais_owned_since = self.today - timedelta(days=31)
        self._morning()
        self._morning()
        planned = self.client.ais_planned_contact_ids
        self.assertEqual(planned.mapped("source"), ["policy"])
        self.assertTrue(planned.activity_id)
        breaches = self.env["res.partner"].search([("ais_contact_due_on", "<", self.today)])
        self.assertIn(self.client, breaches)
        planned.action_reached()
        self.assertEqual(self.client.ais_contact_due_on, self.today + timedelta(days=30))

    def test_letter_to_the_client_is_a_contact_and_a_note_is_not(self):
        card = self.client.with_user(self.specialist)
        card.message_post(body=self.env._("for myself"), subtype_xmlid="mail.mt_note")
        self.assertFalse(self.client.ais_last_contact_on)
        card.message_post(
            body=self.env._("Good afternoon"),
            partner_ids=self.client.ids,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(self.client.ais_last_contact_on, self.today)

    def test_answer_to_an_inquiry_is_a_contact(self):
        self.lead.with_user(self.specialist).message_post(
            body=self.env._("Good afternoon"),
            partner_ids=self.client.ids,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(self.client.ais_last_contact_on, self.today)

    def test_no_answer_pressed_twice_counts_once(self):
        self.agreement.with_user(self.specialist).action_no_answer()
        with self.assertRaises(UserError):
            self.agreement.with_user(self.specialist).action_no_answer()
        self.assertEqual(self.agreement.attempts, 1)

    def test_next_contact_agreed_twice_is_one(self):
        wizard = self.env["ais.contact.next"].create(
            {
                "agreement_id": self.agreement.id,
                "date": self.today + timedelta(days=7),
                "topic": "Осень",
            },
        )
        wizard.action_agree()
        with self.assertRaises(UserError):
            wizard.action_agree()
        planned = self.client.ais_planned_contact_ids
        self.assertEqual(planned.date, self.today + timedelta(days=7))

    def test_last_day_of_the_month_stays_the_last_day(self):
        days = []
        with freeze_time("2026-12-31 09:00:00"):
            contact = self._agree(date=date(2026, 12, 31), repeat="month")
        while len(days) < 4:
            with freeze_time(f"{contact.date} 09:00:00"):
                contact.action_reached()
            contact = self.client.ais_planned_contact_ids.filtered("repeat")
            days.append(contact.date)
        # 31 January and 28 February 2027 are Sundays: the first working day after them
        self.assertEqual(
            days,
            [date(2027, 2, 1), date(2027, 3, 1), date(2027, 3, 31), date(2027, 4, 30)],
        )

    def test_saturday_is_not_missed_on_monday(self):
        contact = self._agree(date=date(2026, 11, 21))
        with freeze_time("2026-11-23 05:00:00"):
            self._morning()
        self.assertFalse(contact.is_missed)
        self.assertTrue(contact.activity_id)
        with freeze_time("2026-11-24 05:00:00"):
            self._morning()
        self.assertTrue(contact.is_missed)

    def test_another_day_and_another_person_take_the_call_along(self):
        self._morning()
        call = self.agreement.activity_id
        day = self.today + timedelta(days=2)
        self.agreement.with_user(self.head).write({"date": day, "user_id": self.specialist_2.id})
        self.assertEqual((call.date_deadline, call.user_id), (day, self.specialist_2))
        self._morning()
        self.assertEqual(self.agreement.activity_id, call)
        call.unlink()
        self.agreement.with_user(self.specialist_2).write({"date": self.today})
        self._morning()
        self.assertTrue(self.agreement.activity_id)

    def test_archived_client_is_not_called(self):
        self.client.action_archive()
        self._morning()
        self.assertFalse(self.agreement.activity_id)

    def test_stale_cards_are_given_to_be_verified(self):
        self.company.ais_verify_months = 6
        self.client.sudo().ais_verified_on = self.today - timedelta(days=400)
        self._run_cron("res.partner", "_cron_verify")
        self._run_cron("res.partner", "_cron_verify")
        self.assertEqual(len(self._activities(self.client, self.specialist)), 1)
