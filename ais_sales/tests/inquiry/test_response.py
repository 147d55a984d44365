from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import NOON, InquiryCommon


@tagged("post_install", "-at_install")
class TestResponse(InquiryCommon):
    """The first answer of a person of ours stops the first clock, and nothing else does (2.4)."""

    def test_an_answer_stops_the_first_clock(self):
        with self._at():
            lead = self._inquire()
        with self._at(minutes=40):
            self._answer(lead)
        self.assertEqual(lead.ais_first_response_at, NOON + timedelta(minutes=40))
        self.assertEqual(lead.ais_first_response_user_id, self.specialist)
        self.assertEqual(lead.ais_first_response_how, "message")
        self.assertEqual(lead.ais_response_minutes, 40)
        self.assertEqual(lead.ais_deadline, lead.ais_processing_deadline)

    def test_only_the_first_answer_counts(self):
        with self._at():
            lead = self._inquire()
        with self._at(minutes=10):
            self._answer(lead)
        with self._at(minutes=50):
            self._answer(lead, self.head)
        self.assertEqual(lead.ais_response_minutes, 10)
        self.assertEqual(lead.ais_first_response_user_id, self.specialist)

    @freeze_time(NOON)
    def test_a_call_that_is_done_is_an_answer(self):
        lead = self._inquire()
        activity = lead.with_user(self.specialist).activity_schedule(
            "mail.mail_activity_data_call",
            user_id=self.specialist.id,
        )
        self.assertFalse(lead.ais_first_response_at)
        activity.action_feedback(feedback="Поговорили")
        self.assertEqual(lead.ais_first_response_how, "contact")

    @freeze_time(NOON)
    def test_what_is_no_answer(self):
        lead = self._inquire()
        by_specialist = lead.with_user(self.specialist)
        by_specialist.message_post(body=lead.name)
        self._write(by_specialist, partner_ids=self.head.partner_id.ids)
        self._write(lead, "auto_comment", partner_ids=self.client.ids)
        self._write(lead, "email", author_id=self.client.id)
        lead.with_user(self.specialist).activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=self.specialist.id,
        ).action_feedback()
        self.assertFalse(lead.ais_first_response_at)

    def test_a_logged_call_answers_and_plans_the_next(self):
        with self._at():
            lead = self._inquire()
        with self._at(minutes=5):
            log = self.env["ais.contact.log"].with_user(self.specialist)
            log.create({"lead_id": lead.id, "is_reached": False, "note": "Занято"}).action_log()
            self.assertFalse(lead.ais_first_response_at)
            log.create(
                {
                    "lead_id": lead.id,
                    "note": "Нужны трое",
                    "next_date": "2026-03-12",
                    "next_summary": "Выслать программу",
                },
            ).action_log()
            self.assertEqual(lead.ais_response_minutes, 5)
            self.assertEqual(lead.activity_ids.summary, "Выслать программу")
            with self.assertRaisesRegex(Exception, "past"):
                log.create({"lead_id": lead.id, "next_date": "2026-03-09"}).action_log()

    def test_an_answer_entered_by_hand_says_who_entered_it(self):
        with self._at():
            lead = self._inquire()
        with self._at(hours=1):
            lead.with_user(self.specialist).ais_first_response_at = NOON + timedelta(minutes=12)
        self.assertEqual(lead.ais_first_response_how, "manual")
        self.assertEqual(lead.ais_first_response_user_id, self.specialist)
        self.assertEqual(lead.ais_response_minutes, 12)
        message = lead.message_ids[0]
        self.assertIn("10.03.2026 12:12", message.body)
        self.assertEqual(message.author_id, self.specialist.partner_id)

    def test_answers_from_the_future_or_before_the_inquiry_are_refused(self):
        with self._at():
            lead = self._inquire()
            for minutes in (-1, 1):
                with self.assertRaises(ValidationError):
                    lead.ais_first_response_at = NOON + timedelta(minutes=minutes)
        self.assertFalse(lead.ais_first_response_at)

    def test_only_the_head_corrects_when_an_inquiry_came(self):
        with self._at():
            lead = self._inquire()
            earlier = NOON - timedelta(minutes=30)
            with self.assertRaises(AccessError):
                lead.with_user(self.specialist).ais_received_at = NOON
            # a client may send any context, but not the marker itself
            forged = lead.with_user(self.specialist).with_context(ais_clock=True)
            with self.assertRaises(AccessError):
                forged.ais_received_at = NOON
            lead.with_user(self.head).ais_received_at = earlier
        self.assertEqual(lead.ais_response_deadline, earlier + timedelta(minutes=60))
