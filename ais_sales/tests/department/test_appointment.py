from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import AisCommon
from ..rpc import REFUSED, RpcCase


class StructureCommon(AisCommon):
    """The department, and a newcomer who is not of it yet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company.ais_today()
        cls.team = cls.env.ref("sales_team.team_sales_department")
        cls.newcomer = cls.env["res.users"].create(
            {
                "name": "Новиков Пётр",
                "login": "ais_newcomer",
                "group_ids": [Command.set(cls.env.ref("base.group_user").ids)],
            },
        )
        cls.role = {name: cls.env.ref(f"ais_sales.group_{name}") for name in ("specialist", "head")}

    def _propose(self, user=None, **vals):
        return (
            self.env["ais.appointment"]
            .with_user(self.deputy)
            .create({"user_id": (user or self.newcomer).id, "team_id": self.team.id, **vals})
        )

    def _order(self, user=None, days=0, number="7-К", **vals):
        """Propose as the deputy director, order as the director."""
        one = self._propose(user, **vals).with_user(self.director)
        one.write(
            {
                "order_number": number,
                "order_date": min(self.today, self.today + timedelta(days=days)),
                "date_effective": self.today + timedelta(days=days),
            },
        )
        one.action_order()
        return one.sudo()

    def _has(self, user, role):
        user.invalidate_recordset()
        return self.role[role] in user.all_group_ids

    def _member(self, user):
        return self.team.crm_team_member_ids.filtered(lambda one: one.user_id == user)


@tagged("post_install", "-at_install")
class TestAppointment(StructureCommon):
    """The order gives and takes the role by itself (1.6)."""

    def test_order_of_today_gives_the_role_at_once(self):
        one = self._order()
        self.assertEqual(one.state, "in_force")
        self.assertTrue(self._has(self.newcomer, "specialist"))
        self.assertFalse(self._has(self.newcomer, "head"))
        self.assertTrue(self._member(self.newcomer))
        self.assertIn(self.newcomer, self.company._ais_specialists())

    def test_order_of_a_later_day_gives_it_on_that_day(self):
        one = self._order(days=3)
        self._run_cron("ais.appointment", "_cron_take_effect")
        self.assertEqual(one.state, "ordered")
        self.assertFalse(self._has(self.newcomer, "specialist"))
        one.date_effective = self.today
        self._run_cron("ais.appointment", "_cron_take_effect")
        self.assertEqual(one.state, "in_force")
        self.assertTrue(self._has(self.newcomer, "specialist"))

    def test_dismissal_takes_the_role_and_leaves_the_user(self):
        appointed = self._order()
        other = self.env.ref("base.group_partner_manager")
        self.newcomer.group_ids = [Command.link(other.id)]
        dismissed = self._order(kind="dismiss", number="8-К")
        self.assertEqual((appointed.state, dismissed.state), ("ended", "ended"))
        self.assertEqual(appointed.ended_by_id, dismissed)
        self.assertEqual(appointed.ended_on, self.today)
        self.assertFalse(self._has(self.newcomer, "specialist"))
        self.assertTrue(self.newcomer.active)
        self.assertFalse(self.newcomer.share)
        self.assertIn(other, self.newcomer.group_ids)
        self.assertFalse(self._member(self.newcomer))
        self.assertTrue(self._activities(dismissed, self.head), "who gives the clients away?")
        self._order(number="9-К")
        self.assertTrue(self._member(self.newcomer), "who comes back is a member again")

    def test_specialist_becomes_head_and_ends_to_be_specialist(self):
        first = self._order()
        self._order(self.head, position="head", number="8-К")
        with self.assertRaises(UserError):
            self._order(position="head", number="9-К")
        self._order(self.head, kind="dismiss", position="head", number="10-К")
        self.assertFalse(self.team.user_id)
        self.assertFalse(self._has(self.head, "specialist"))
        second = self._order(position="head", number="11-К")
        self.assertEqual((first.state, second.state), ("ended", "in_force"))
        self.assertEqual(self.team.user_id, self.newcomer)
        self.assertTrue(self._has(self.newcomer, "head"))
        self.assertNotIn(self.role["specialist"], self.newcomer.group_ids)

    def test_order_that_cannot_take_effect_waits_and_says_why(self):
        self._order(self.head, position="head")
        one = self._order(position="head", days=2, number="8-К")
        one.date_effective = self.today
        self._run_cron("ais.appointment", "_cron_take_effect")
        self.assertEqual(one.state, "ordered")
        self.assertFalse(self._has(self.newcomer, "head"))
        self.assertTrue(self._activities(one, self.director))
        self.assertTrue(self._activities(one, self.deputy))

    def test_an_order_is_not_of_a_day_to_come(self):
        one = self._propose().with_user(self.director)
        one.write({"order_number": "21-К", "order_date": self.today + timedelta(days=400)})
        with self.assertRaisesRegex(UserError, "a day to come"):
            one.action_order()

    def test_an_order_that_is_not_in_force_yet_is_corrected_or_withdrawn(self):
        one = self._order(days=400).with_user(self.director)
        with self.assertRaisesRegex(UserError, "a day to come"), self.cr.savepoint():
            one.order_date = self.today + timedelta(days=1)
        one.write({"order_number": "8-К", "date_effective": self.today})
        self.assertEqual(one.state, "in_force")
        self.assertTrue(self._has(self.newcomer, "specialist"))
        other_user = self.newcomer.copy({"login": "ais_newcomer_2", "name": "Новикова Анна"})
        other = self._order(other_user, days=400, number="9-К").with_user(self.director)
        other.decision_note = "Ошибка в приказе"
        other.action_refuse()
        self.assertEqual(other.state, "refused")

    def test_database_keeps_one_head_in_force(self):
        self._order(self.head, position="head")
        one = self._propose(position="head").sudo()
        vals = {"order_number": "9", "order_date": self.today, "date_effective": self.today}
        with self.assertRaises(IntegrityError), self.cr.savepoint(), mute_logger("odoo.sql_db"):
            one.write({**vals, "state": "in_force"})
            self.env.flush_all()
        with self.assertRaises(IntegrityError), self.cr.savepoint(), mute_logger("odoo.sql_db"):
            one.state = "in_force"
            self.env.flush_all()

    def test_nobody_is_appointed_twice_nor_dismissed_from_nothing(self):
        self._order()
        with self.assertRaises(UserError):
            self._propose()
        with self.assertRaises(UserError):
            self._propose(kind="dismiss", position="head")
        # who works since before the programme has no order, and may be dismissed by one
        self._order(self.specialist, kind="dismiss", number="8-К")
        self.assertFalse(self._has(self.specialist, "specialist"))

    def test_who_works_without_an_order_is_found(self):
        people = self.specialist | self.specialist_2 | self.head | self.newcomer
        lacking = self.env["res.users"].search([("ais_lacks_order", "=", True)])
        self.assertEqual(lacking & people, people - self.newcomer)
        self.assertNotIn(self.env.ref("base.user_admin"), lacking)
        self._order(self.specialist)
        # an order to be a specialist is none to be the head
        self._order(self.head, number="8-К")
        self.head.group_ids = [Command.link(self.role["head"].id)]
        with self.assertRaises(UserError):
            self._propose(self.specialist)
        lacking = self.env["res.users"].search([("ais_lacks_order", "=", True)])
        self.assertEqual(lacking & people, self.specialist_2 | self.head)
        self.assertTrue(self.head.ais_lacks_order)
        self.assertFalse(self.specialist.ais_lacks_order)
        self.assertEqual((self.head.ais_role, self.newcomer.ais_role), ("head", False))

    def test_team_says_what_its_foundations_lack(self):
        team = self.team
        self.assertEqual(team.ais_lacks_count, 4)
        team.write({"ais_regulation_order": "19-2021", "ais_regulation_date": "2021-12-02"})
        self.assertIn("Director", team.with_context(lang="en_US").ais_lacks)
        self.assertIn(team, team.search([("ais_is_incomplete", "=", True)]))
        with self.assertRaises(ValidationError):
            team.ais_director_id = self.head
        team.with_user(self.director).write(
            {"ais_director_id": self.director.id, "ais_deputy_id": self.deputy.id},
        )
        self.assertFalse(team.ais_lacks)
        self.assertNotIn(team, team.search([("ais_is_incomplete", "=", True)]))


@tagged("post_install", "-at_install")
class TestAppointmentRights(RpcCase, StructureCommon):
    """The deputy director proposes, the director orders, nobody else does either (1.6)."""

    def test_each_role_does_its_own_part_and_no_other(self):
        proposal = {"user_id": self.newcomer.id, "team_id": self.team.id, "grounds": "Заявление"}
        order = {"order_number": "7-К", "order_date": str(self.today)}
        for user in (self.specialist, self.head, self.director, self.accountant):
            self._log_in(user)
            with self.subTest(user.login):
                self._refused(REFUSED, "ais.appointment", "create", [proposal])
        self._log_in(self.deputy)
        for forged in (
            {"state": "in_force"},
            {"proposed_by_id": self.head.id},
            {"ordered_by_id": self.director.id},
            order,
        ):
            with self.subTest(**forged):
                self._refused(REFUSED, "ais.appointment", "create", [{**proposal, **forged}])
                self._refused(
                    REFUSED,
                    "ais.appointment",
                    "create",
                    [proposal],
                    context={f"default_{name}": value for name, value in forged.items()},
                )
        ids = self._call("ais.appointment", "create", [proposal])
        self._refused(REFUSED, "ais.appointment", "write", ids, order)
        self._refused(REFUSED, "ais.appointment", "action_order", ids)
        self._refused(REFUSED, "ais.appointment", "action_refuse", ids)
        one = self.env["ais.appointment"].browse(ids)
        self.assertEqual(one.proposed_by_id, self.deputy)
        for user in (self.specialist, self.head):
            self._log_in(user)
            for method in ("action_order", "action_refuse"):
                self._refused(REFUSED, "ais.appointment", method, ids)
            self._refused(REFUSED, "ais.appointment", "write", ids, {"state": "in_force"})
        self._refused("odoo.exceptions.AccessError", "ais.appointment", "_take_effect", ids)
        self._log_in(self.director)
        self._refused(REFUSED, "ais.appointment", "write", ids, {"user_id": self.head.id})
        self._refused(REFUSED, "ais.appointment", "write", ids, {"state": "in_force"})
        self._refused("odoo.exceptions.UserError", "ais.appointment", "action_order", ids)
        self._call("ais.appointment", "write", ids, order)
        self._call("ais.appointment", "action_order", ids)
        self.env.invalidate_all()
        self.assertEqual(one.state, "in_force")
        self.assertTrue(self._has(self.newcomer, "specialist"))
        # what is ordered stays as it is
        self._refused(REFUSED, "ais.appointment", "write", ids, {"order_number": "8-К"})
        self._refused("odoo.exceptions.UserError", "ais.appointment", "action_order", ids)
        self._log_in(self.deputy)
        self._refused(REFUSED, "ais.appointment", "unlink", ids)

    def test_each_sees_own_orders_and_management_all(self):
        own = self._order(self.specialist)
        other = self._order(self.specialist_2, number="8-К")
        seen = {
            self.specialist: own,
            self.specialist_2: other,
            self.head: own | other,
            self.deputy: own | other,
            self.director: own | other,
        }
        for user, expected in seen.items():
            self._log_in(user)
            found = self._call("ais.appointment", "search", [["id", "in", (own | other).ids]])
            self.assertEqual(set(found), set(expected.ids), user.login)
