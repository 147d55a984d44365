from datetime import datetime, timedelta

from odoo.http import Request
from odoo.tests import JsonRpcException, tagged

from ..corporate.training_common import TrainingCommon
from ..rpc import RpcCase
from .poison import LIVE, POISON
from .scene import SECRET, SecretScene

GROUP = "ais.course.group"


@tagged("post_install", "-at_install")
class TestJson2(SecretScene):
    """Odoo's newer door for programs, `/json/2`: the same rules as in the web client."""

    def _key(self, user):
        keys = self.env["res.users.apikeys"].with_user(user)
        return keys._generate("rpc", "test", datetime.now() + timedelta(days=0.5))

    def _json(self, bearer, model, method, **values):
        return self.url_open(
            f"/json/2/{model}/{method}",
            json=values,
            headers={"Authorization": f"Bearer {bearer}"},
        )

    def test_a_colleague_s_key_opens_nothing_of_another_s(self):
        key = self._key(self.specialist_2)
        mine = self._json(key, "res.users", "search", domain=[["id", "=", self.specialist_2.id]])
        self.assertEqual(mine.json(), self.specialist_2.ids)
        for name, (record, field) in self.records.items():
            with self.subTest(name):
                read = self._json(key, record._name, "read", ids=record.ids, fields=[field])
                self.assertNotIn(SECRET, read.text)
                found = self._json(
                    key, record._name, "search_read", domain=[[field, "ilike", SECRET]]
                )
                self.assertNotIn(SECRET, found.text)
                written = self._json(
                    key, record._name, "write", ids=record.ids, vals={field: "Чужое"}
                )
                self.assertNotEqual(written.status_code, 200)

    def test_counts_states_and_inner_methods_are_shut(self):
        key = self._key(self.head)
        group, booking = self.group.ids, self.booking.ids
        for model, method, values in (
            ("ais.course.group", "write", {"ids": group, "vals": {"seats_taken": 0}}),
            ("ais.booking", "write", {"ids": booking, "vals": {"payment_state": "paid"}}),
            ("ais.course.group", "_apply_seat_changes", {"ids": group, "changes": {}}),
            ("ais.inquiry.source", "_find_by_key", {"key": "x"}),
            ("ais.desk", "head_desk", {"ids": [1]}),
            ("ais.booking", "nothing", {"ids": booking}),
            ("ais.sense.mixin", "write", {"ids": [1], "vals": {}}),
        ):
            with self.subTest(model=model, method=method):
                answer = self._json(key, model, method, **values)
                self.assertIn(answer.status_code, (403, 404, 422))
        self.assertSeats(self.group, held=3, taken=3)

    def test_without_a_key_nobody_comes_in(self):
        answer = self.url_open("/json/2/crm.lead/search_read", json={"domain": []})
        self.assertEqual(answer.status_code, 401)

    def test_a_client_s_words_on_the_page_of_his_proposal_are_text(self):
        self.offer.sudo().write({"state": "sent", "require_signature": True})
        self.offer._portal_ensure_token()
        self.env.flush_all()
        self.authenticate(None, None)
        page = f"/my/orders/{self.offer.id}"
        token = self.offer.access_token
        words = {"access_token": token, "decline_message": POISON}
        words["csrf_token"] = Request.csrf_token(self)
        said = self.url_open(f"{page}/decline", data=words)
        self.assertEqual(said.status_code, 200)
        self.assertFalse(LIVE.search(said.text))
        self.env.invalidate_all()
        self.assertEqual(self.offer.state, "cancel")
        bodies = "".join(self.offer.message_ids.mapped("body"))
        self.assertIn("x7731", bodies)
        self.assertFalse(LIVE.search(bodies))


@tagged("post_install", "-at_install")
class TestHostileSheet(TrainingCommon, RpcCase):
    """Whatever is sent instead of an attendance sheet, no hour is written by it."""

    def test_a_sheet_of_rubbish_changes_nothing(self):
        person = self.people[0]
        day = str(self.today)
        row = self._attend(person, 4)
        self._log_in(self.training_office)
        rubbish = (None, True, "x", [1], {"a": 1}, 10**30, -1, "<script>", "=1+1", [[]], "\0")
        cells = [
            *([value, day, 4] for value in rubbish),
            *([person.id, value, 4] for value in rubbish),
            *([person.id, day, value] for value in rubbish if value is not None),
            *rubbish,
        ]
        results = [
            *([value, "result", "passed"] for value in rubbish),
            *([person.id, value, "passed"] for value in rubbish),
            *([person.id, "result", value] for value in rubbish if value is not None),
            *([person.id, "test_score", value] for value in rubbish if value is not None),
        ]
        for sheet in (*(([cell], []) for cell in cells), *(([], [one]) for one in results)):
            with self.subTest(sheet):
                try:
                    answer = self._call(GROUP, "save_attendance", self.group.ids, *sheet)
                except JsonRpcException as error:
                    self.assertEqual(str(error), "odoo.exceptions.UserError")
                else:
                    self.assertTrue(answer["errors"])
        self.env.invalidate_all()
        self.assertEqual(self.env["ais.attendance"].search([("trainee_id", "=", person.id)]), row)
        self.assertEqual((row.hours, person.result, person.test_score), (4, False, 0))
