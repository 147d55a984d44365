from odoo.exceptions import AccessError
from odoo.tests import tagged

from .source_common import SourceCommon


@tagged("post_install", "-at_install")
class TestInquirySource(SourceCommon):
    """An outside site leaves inquiries by its key, and can do nothing else (2.4)."""

    def test_inquiry_arrives_with_channel_and_clock(self):
        before = self._leads()
        answer = self._send(
            {
                "name": "Иванова Анна",
                "company": "ООО «Сайт»",
                "phone": "+7 495 111-22-33",
                "message": "<script>alert(1)</script>\nНужен курс",
                "course": self.course.code,
            },
        )
        self.assertEqual((answer.status_code, answer.json()), (201, {"ok": True}))
        lead = self._leads() - before
        self.assertEqual((lead.contact_name, lead.ais_course_id), ("Иванова Анна", self.course))
        self.assertEqual(lead.medium_id, self.env.ref("ais_sales.medium_website"))
        self.assertTrue(lead.ais_response_deadline)
        self.assertNotIn("<script", lead.description)

    def test_what_is_not_understood_stays_in_the_text(self):
        before = self._leads()
        self._send({"phone": "+7 495 111-22-33", "course": "НЕТ-1", "email": "иван@", "name": "И"})
        lead = self._leads() - before
        self.assertFalse(lead.ais_course_id)
        self.assertIn("НЕТ-1", lead.description)
        self.assertIn("иван@", lead.description)
        self._send({"phone": "+7 495 111-22-44", "course": self.course.code.lower(), "name": "П"})
        self.assertEqual((self._leads() - before - lead).ais_course_id, self.course)

    def test_known_client_is_recognised_and_nothing_of_it_comes_back(self):
        self.client.email = "known@client.example"
        answer = self._send({"email": "known@client.example"})
        self.assertEqual(answer.json(), {"ok": True})
        self.assertEqual(self._leads()[0].partner_id, self.client)

    def test_wrong_requests_are_refused(self):
        count = len(self._leads())
        self.assertEqual(self._send({"email": "a@b.example"}, key="wrong").status_code, 403)
        self.assertEqual(self._send({"email": "a@b.example"}, key="x" * 500).status_code, 403)
        self.assertEqual(self._send({"name": "Без связи"}).status_code, 400)
        self.assertEqual(self._send({"email": ["a@b.example"]}).status_code, 400)
        self.assertEqual(self._send([1, 2]).status_code, 400)
        broken = self._send(b"{not json", **{"Content-Type": "application/json"})
        self.assertEqual(broken.status_code, 400)
        self.source.invalidate_recordset()
        self.assertEqual(self.source.refused_count, 4)
        self.assertEqual(self._send({"email": "a@b.ru", "message": "x" * 70000}).status_code, 413)
        self.assertIn(self.url_open("/ais/inquiry").status_code, (404, 405))
        self.assertEqual(len(self._leads()), count)

    def test_flood_is_stopped(self):
        self.source.limit_minute = 2
        codes = [self._send({"email": f"n{n}@flood.example"}).status_code for n in range(6)]
        self.assertIn(429, codes)
        # a minute may end between two requests
        self.assertLessEqual(codes.count(201), 4)

    def test_archived_source_and_old_key_do_not_work(self):
        self.source.with_user(self.head).action_new_key()
        self.assertEqual(self._send({"email": "a@b.example"}).status_code, 403)
        with self.assertRaises(AccessError):
            self.source.with_user(self.head).read(["key_hash"])

    def test_what_no_database_can_hold_is_left_out(self):
        for values in (
            {"name": "a\u0000b", "email": "nul@site.example"},
            {"name": "\ud800", "email": "half@site.example", "course": "a\u0000"},
        ):
            self.assertEqual(self._send(values).status_code, 201)
        self.assertEqual(self._leads()[1].contact_name, "ab")

    def test_what_is_no_address_and_no_number_is_refused(self):
        self.assertEqual(self._send({"phone": "ничего"}).status_code, 400)
        smuggled = "a@b.example\r\nBcc: all@b.example"
        self._send({"email": smuggled, "phone": "+7 495 111-22-33"})
        self.assertNotIn("\n", self._leads()[0].email_from or "")
