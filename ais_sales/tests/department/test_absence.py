from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import AisCommon
from ..rpc import REFUSED, RpcCase


class AbsenceCommon(AisCommon):
    """A specialist who goes away, and a colleague who stands in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company.ais_today()

    @classmethod
    def _away(cls, user=None, first=0, last=0, substitute=None, **vals):
        return cls.env["ais.absence"].create(
            {
                "user_id": (user or cls.specialist).id,
                "date_from": cls.today + timedelta(days=first),
                "date_until": last is not None and cls.today + timedelta(days=last),
                "substitute_id": substitute and substitute.id,
                **vals,
            },
        )

    @classmethod
    def _agree(cls, days=0, user=None, client=None, **vals):
        return cls.env["ais.contact.agreement"].create(
            {
                "partner_id": (client or cls.client).id,
                "user_id": (user or cls.specialist).id,
                "date": cls.today + timedelta(days=days),
                "topic": "Позвонить",
                **vals,
            },
        )


@tagged("post_install", "-at_install")
class TestAbsence(AbsenceCommon):
    """Who is away is known, and the substitute does the work for that time (1.7)."""

    def test_specialist_asks_and_head_confirms(self):
        vals = {"date_from": self.today, "date_until": self.today, "state": "confirmed"}
        absences = self.env["ais.absence"].with_user(self.specialist)
        with self.assertRaises(AccessError):
            absences.create(vals)
        del vals["state"]
        with self.assertRaises(AccessError):
            absences.with_context(default_state="confirmed").create(vals)
        absence = absences.create({**vals, "substitute_id": self.specialist_2.id})
        self.assertEqual(absence.state, "draft", "nobody confirms oneself")
        self.assertTrue(self._activities(absence, self.head))
        self.assertFalse(self.specialist._ais_away_today())
        with self.assertRaises(AccessError):
            absence.action_confirm()
        with self.assertRaises(AccessError):
            absence.with_user(self.specialist_2).write({"note": "чужое"})
        absence.with_user(self.head).action_confirm()
        self.assertEqual(self.specialist._ais_away_today(), self.specialist)
        self.assertFalse(self._activities(absence, self.head))
        with self.assertRaises(AccessError):
            absence.write({"date_until": self.today + timedelta(days=9)})
        with self.assertRaises(AccessError):
            absence.unlink()
        with self.assertRaises(UserError):
            absence.with_user(self.head).action_confirm()

    def test_specialist_enters_nobody_else_s_and_management_enters_none(self):
        vals = {"date_from": self.today, "user_id": self.specialist.id}
        for user in (self.specialist_2, self.deputy, self.director, self.accountant):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["ais.absence"].with_user(user).create(vals)
        absence = self.env["ais.absence"].with_user(self.head).create(vals)
        self.assertEqual(absence.state, "confirmed", "the head needs nobody's confirmation")
        self.assertTrue(absence.with_user(self.specialist_2).display_name)

    def test_absences_of_one_person_do_not_overlap(self):
        first = self._away(first=0, last=5)
        with self.assertRaises(ValidationError):
            self._away(first=5, last=7)
        self._away(first=6, last=7)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._away(first=9, last=8)
        with self.assertRaises(ValidationError):
            first.date_until = False
        self._away(self.specialist_2, 0, None)
        # the database is the last guard
        with self.assertRaises(IntegrityError), self.cr.savepoint(), mute_logger("odoo.sql_db"):
            self.cr.execute("UPDATE ais_absence SET date_until = NULL WHERE id = %s", [first.id])

    def test_who_is_away_when_is_one_query(self):
        self._away(first=-3, last=1, substitute=self.specialist_2)
        self._away(first=4, last=None)
        self._away(self.head, 10, 12)
        people = self.specialist | self.specialist_2 | self.head
        first, last = self.today, self.today + timedelta(days=6)
        people._ais_away(first, last)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(2):  # the search and the read of what was found
            away = people._ais_away(first, last)
        nobody = self.env["res.users"]
        self.assertEqual(
            away,
            {
                self.specialist.id: [
                    (first, first + timedelta(days=1), self.specialist_2),
                    (first + timedelta(days=4), last, nobody),
                ],
            },
        )
        self.assertEqual(self.specialist_2._ais_stand_in(self.today), self.specialist)
        self.assertFalse(self.specialist_2._ais_stand_in(self.today + timedelta(days=2)))
        now = self.env["ais.absence"].search([("is_now", "=", True)])
        self.assertEqual(now.user_id, self.specialist)

    def test_only_somebody_of_the_department_stands_in(self):
        with self.assertRaises(ValidationError):
            self._away(substitute=self.accountant)
        self._away(substitute=self.specialist_2)
        agreement = self._agree()
        self.assertEqual(agreement.acting_user_id, self.specialist_2)
        # who has left the department does not stand in any more
        self.specialist_2.group_ids = self.env.ref("base.group_user")
        self.assertEqual(self._agree().acting_user_id, self.specialist)
        self.assertFalse(self.specialist._ais_substitutes(self.today)[self.specialist.id])

    def test_substitute_who_is_away_too_is_warned_of(self):
        self._away(self.specialist_2, 2, 3)
        absence = self._away(first=0, last=2, substitute=self.specialist_2)
        self.assertIn(self.specialist_2.name, absence.substitute_warning)
        absence.date_until = self.today + timedelta(days=1)
        self.assertFalse(absence.substitute_warning)

    def test_substitute_works_for_that_time_and_no_longer(self):
        agreement = self._agree()
        as_substitute = agreement.with_user(self.specialist_2)
        lead = self.lead.with_user(self.specialist_2)
        client = self.client.with_user(self.specialist_2)
        self._refuse_all(as_substitute, lead, client)
        absence = self._away(substitute=self.specialist_2)
        self.assertEqual(as_substitute.topic, "Позвонить")
        lead.write({"description": "Уточнил по телефону"})
        client.write({"comment": "Просил перезвонить"})
        users = self.env["res.users"].with_user(self.specialist_2)
        self.assertEqual(users.search([("ais_is_stood_in", "=", True)]).ids, self.specialist.ids)
        as_substitute.action_reached()
        self.assertEqual(agreement.state, "done")
        before, yesterday = self.today - timedelta(days=3), self.today - timedelta(days=1)
        absence.write({"date_from": before, "date_until": yesterday})
        self._refuse_all(as_substitute, lead, client)

    def _refuse_all(self, agreement, lead, client):
        self.env.invalidate_all()
        for record, vals in (
            (agreement, {"outcome": "-"}),
            (lead, {"description": "-"}),
            (client, {"comment": "-"}),
        ):
            with self.subTest(record._name), self.assertRaises(AccessError):
                record.write(vals)
        for record in (agreement, lead):
            with self.subTest(record._name), self.assertRaises(AccessError):
                record.read(["create_date"])

    def test_substitute_takes_nothing_over(self):
        agreement = self._agree()
        self._away(substitute=self.specialist_2)
        mine = {"user_id": self.specialist_2.id}
        order = self.env["sale.order"].create(
            {"partner_id": self.client.id, "user_id": self.specialist.id},
        )
        booking = self._book()
        for record in (self.lead, self.client, agreement, order, booking):
            with self.subTest(record._name), self.assertRaises(AccessError):
                record.with_user(self.specialist_2).write(mine)
        self.lead.with_user(self.head).write(mine)

    def test_substitute_sells_in_the_colleague_s_name(self):
        self._away(substitute=self.specialist_2)
        client = self.client.with_user(self.specialist_2)
        order = client.env["sale.order"].create(
            {
                "partner_id": client.id,
                "opportunity_id": self.lead.id,
                "user_id": self.specialist.id,
                "order_line": [
                    Command.create({"product_id": self.course.product_id.id, "product_uom_qty": 2}),
                ],
            },
        )
        order.order_line.product_uom_qty = 3
        booking = client.env["ais.booking"].create(
            {
                "group_id": self.group.id,
                "partner_id": client.id,
                "user_id": self.specialist.id,
                "seats": 1,
                "trainee_ids": [Command.create({"name": "Иванов Иван"})],
            },
        )
        booking.action_confirm()
        self.assertEqual((order.user_id, booking.user_id), (self.specialist, self.specialist))

    def test_contacts_of_the_day_go_to_the_substitute_and_back(self):
        agreement, later = self._agree(), self._agree(30)
        self._run_cron("ais.contact.agreement", "_cron_morning")
        self.assertEqual(agreement.activity_id.user_id, self.specialist)
        absence = self._away(last=1, substitute=self.specialist_2)
        self.assertEqual(agreement.acting_user_id, self.specialist_2)
        self.assertEqual(agreement.activity_id.user_id, self.specialist_2)
        self.assertEqual(later.acting_user_id, self.specialist)
        new = self._agree()
        self.assertEqual(new.acting_user_id, self.specialist_2)
        absence.unlink()
        self.assertEqual((agreement | new).acting_user_id, self.specialist)
        self.assertEqual(agreement.activity_id.user_id, self.specialist)

    def test_contacts_return_in_the_morning_when_the_absence_has_ended(self):
        agreement = self._agree()
        self._away(substitute=self.specialist_2)
        self.env.flush_all()
        self.cr.execute(
            "UPDATE ais_absence SET date_from = date_from - 9, date_until = date_until - 9",
        )
        self.env.invalidate_all()
        self._run_cron("ais.contact.agreement", "_cron_morning")
        self.assertEqual(agreement.acting_user_id, self.specialist)

    def test_contact_missed_in_an_absence_is_the_substitute_s(self):
        last = self.company.ais_working_day(-1)
        days = (last - self.today).days
        with_substitute = self._agree(days)
        alone = self._agree(days, self.head)
        present = self._agree(days, self.specialist_2, self.client_2)
        self._away(first=days - 1, last=3, substitute=self.specialist_2)
        self._away(self.head, days - 1, 3)
        self._run_cron("ais.contact.agreement", "_cron_morning")
        self.assertEqual(with_substitute.missed_by_id, self.specialist_2)
        self.assertTrue(with_substitute.is_missed)
        self.assertFalse(alone.is_missed, "nobody was there to make it")
        self.assertEqual(present.missed_by_id, self.specialist_2)


@tagged("post_install", "-at_install")
class TestAbsenceRights(RpcCase, AbsenceCommon):
    """Nobody makes an absence count but the head, nor keeps a colleague's work after it (1.7)."""

    def test_absence_and_access_are_not_forged(self):
        model = "ais.absence"
        vals = {"date_from": str(self.today), "substitute_id": self.specialist_2.id}
        agreement = self._agree()
        mine = [["id", "=", agreement.id]]
        self._log_in(self.specialist)
        self._refused(REFUSED, model, "create", [{**vals, "state": "confirmed"}])
        forged = {"default_state": "confirmed"}
        self._refused(REFUSED, model, "create", [vals], context=forged)
        other = {"date_from": str(self.today), "user_id": self.specialist_2.id}
        self._refused(REFUSED, model, "create", [other])
        ids = self._call(model, "create", [vals])
        self._refused(REFUSED, model, "write", ids, {"state": "confirmed"})
        self._refused(REFUSED, model, "action_confirm", ids)
        self._log_in(self.specialist_2)
        self.assertFalse(self._call("ais.contact.agreement", "search", mine))
        self._refused(REFUSED, model, "write", ids, {"note": "чужое"})
        self._log_in(self.head)
        self._call(model, "action_confirm", ids)
        self._log_in(self.specialist_2)
        self.assertTrue(self._call("ais.contact.agreement", "search", mine))
        forged = {"acting_user_id": self.specialist_2.id}
        self._refused(REFUSED, "ais.contact.agreement", "write", agreement.ids, forged)
        self._call("ais.contact.agreement", "action_no_answer", agreement.ids)
        lead = self._call("crm.lead", "read", self.lead.ids, ["name", "description"])
        self.assertEqual(lead[0]["name"], self.lead.name)
        self._refused(REFUSED, "ais.absence", "write", ids, {"date_until": "2099-01-01"})
        self._log_in(self.head)
        self._call(model, "unlink", ids)
        self._log_in(self.specialist_2)
        self.assertFalse(self._call("ais.contact.agreement", "search", mine))
        self._refused(REFUSED, "crm.lead", "read", self.lead.ids, ["name"])
