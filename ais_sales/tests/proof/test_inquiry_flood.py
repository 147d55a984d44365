from odoo.tests import tagged

from ..inquiry.source_common import SourceCommon

GARBAGE = (
    b"\x00" * 100,
    b"[" * 5000,
    b'{"email": ["a@b.ru"]}',
    b'{"email": "a@b.ru", "phone": {"$ne": 1}}',
    b'{"id": 1, "user_id": 2, "email": ""}',
    b'{"name": "\xff"}',
)


@tagged("post_install", "-at_install")
class TestInquiryFlood(SourceCommon):
    """The open door under a flood: the limit holds, nothing piles up, nothing is told (2.4)."""

    def test_flood_leaves_no_more_than_the_limit(self):
        self.source.limit_minute = 4
        before, partners = len(self._leads()), self.env["res.partner"].search_count([])
        answers = [self._send({"email": f"n{n}@flood.example"}) for n in range(20)]
        codes = [answer.status_code for answer in answers]
        self.assertEqual(set(codes), {201, 429})
        # a minute may end between two requests
        self.assertIn(codes.count(201), range(4, 9))
        self.assertEqual(len(self._leads()) - before, codes.count(201))
        self.source.invalidate_recordset()
        counted = (self.source.accepted_count, self.source.refused_count, self.source.day_count)
        self.assertEqual(counted, (codes.count(201), codes.count(429), 20))
        self.assertEqual(self.env["res.partner"].search_count([]), partners)
        refused = next(answer for answer in answers if answer.status_code == 429)
        self.assertEqual(refused.json(), {"ok": False, "error": "too many"})

    def test_day_ends_a_slow_flood(self):
        self.source.limit_day = 3
        codes = [self._send({"email": f"n{n}@slow.example"}).status_code for n in range(5)]
        self.assertEqual(codes, [201] * 3 + [429] * 2)

    def test_garbage_makes_nothing_and_uses_up_a_turn(self):
        before = len(self._leads())
        for body in GARBAGE:
            answer = self._send(body, **{"Content-Type": "application/json"})
            self.assertEqual(answer.status_code, 400, body[:40])
            self.assertEqual(answer.json(), {"ok": False, "error": "not understood"})
        self.assertEqual(len(self._leads()), before)
        self.source.invalidate_recordset()
        self.assertEqual(self.source.day_count, len(GARBAGE))

    def test_guessing_keys_tells_and_stores_nothing(self):
        for key in ("", "x", "'; DROP TABLE crm_lead; --", self.key[:-1], self.key * 20):
            answer = self._send({"email": "a@b.example"}, key=key)
            self.assertEqual(answer.json(), {"ok": False, "error": "wrong key"})
        self.source.invalidate_recordset()
        self.assertFalse(self.source.day_count)
