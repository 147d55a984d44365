from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import ROLES
from ..rpc import REFUSED, RpcCase
from .desks_common import DESKS, DesksCommon


@tagged("post_install", "-at_install")
class TestDesks(RpcCase, DesksCommon):
    """The day of each role on one screen: its own work, all of it, in one answer (2.2, 2.5)."""

    def test_each_desk_opens_for_its_role_only(self):
        for role in ROLES:
            self._log_in(getattr(self, role))
            for name, roles in DESKS.items():
                with self.subTest(role=role, desk=name):
                    if role in roles:
                        self.assertTrue(self._call("ais.desk", name)["blocks"])
                    else:
                        self._refused(REFUSED, "ais.desk", name)

    def test_specialist_gets_own_work_whatever_he_asks_for(self):
        own = self._agree(self.specialist)
        others = self._agree(self.specialist_2, client=self.client_2)
        lead, other_lead = self._ask_in(self.specialist), self._ask_in(self.specialist_2)
        self._log_in(self.specialist)
        for context in ({}, {"uid": self.specialist_2.id, "ais_user_id": self.specialist_2.id}):
            desk = self._call("ais.desk", "specialist_desk", context=context)
            rows = {block["key"]: block.get("rows") for block in desk["blocks"]}
            self.assertEqual([row["id"] for row in rows["contacts"]], own.ids)
            clocks = [row["id"] for row in rows["clocks"]]
            self.assertIn(lead.id, clocks)
            self.assertNotIn(other_lead.id, clocks)
        self._refused(REFUSED, "ais.desk", "director_desk", user_id=self.specialist_2.id)
        self._refused(REFUSED, "ais.contact.agreement", "action_reached", others.ids)

    def test_work_of_a_colleague_comes_to_who_stands_in(self):
        theirs = self._agree(self.specialist_2, client=self.client_2)
        lead = self._ask_in(self.specialist_2)
        self.assertFalse(self._block(self.specialist, "specialist_desk", "contacts")["rows"])
        self._replace(self.specialist, self.specialist_2)
        (row,) = self._block(self.specialist, "specialist_desk", "contacts")["rows"]
        self.assertEqual(row["id"], theirs.id)
        self.assertIn(self.specialist_2.name, row["note"])
        clocks = self._block(self.specialist, "specialist_desk", "clocks")["rows"]
        self.assertIn(lead.id, [one["id"] for one in clocks])
        people = self._block(self.head, "head_desk", "people")["rows"]
        away = {row["id"]: row["away"] for row in people}
        self.assertTrue(away[self.specialist_2.id])
        self.assertFalse(away[self.specialist.id])

    def test_another_company_s_desk_is_empty(self):
        self._fill(2)
        company = self.env["res.company"].create({"name": "Другой центр"})
        strangers = self._make_user("specialist", "stranger") | self._make_user("head", "chief")
        strangers.write({"company_id": company.id, "company_ids": [Command.set(company.ids)]})
        for user, name in zip(strangers, ("specialist_desk", "head_desk"), strict=True):
            self._log_in(user)
            for block in self._call("ais.desk", name)["blocks"]:
                if block["kind"] == "rows":
                    with self.subTest(desk=name, block=block["key"]):
                        self.assertFalse(block["rows"])

    def test_the_director_chooses_whose_figures_he_sees(self):
        self._ask_in(self.specialist, 3)
        self._ask_in(self.specialist_2, 1)
        counts = {}
        for key, scope in (
            ("all", {}),
            ("team", {"team_id": self.team.id}),
            ("one", {"user_id": self.specialist_2.id}),
        ):
            funnel = self._block(self.director, "director_desk", "funnel", **scope)
            counts[key] = sum(funnel["datasets"][0]["data"])
        self.assertEqual(counts["one"], 1)
        self.assertGreaterEqual(counts["team"], 5)
        self.assertGreaterEqual(counts["all"], counts["team"])
        desk = self._desk(self.director, "director_desk")
        self.assertLessEqual(
            {self.specialist.id, self.specialist_2.id},
            {one["id"] for one in desk["people"]},
        )

    def test_head_compares_the_people_of_own_team(self):
        stranger = self._make_user("specialist", "stranger")
        chief = self._make_user("head", "chief")
        self.env["crm.team"].create(
            {"name": "Филиал", "user_id": chief.id, "member_ids": [Command.set(stranger.ids)]},
        )
        for user, seen in ((self.head, False), (chief, True), (self.director, True)):
            with self.subTest(user.login):
                if user != self.director:
                    plan = self._block(user, "head_desk", "plan")
                    self.assertEqual(stranger.name in plan["labels"], seen)
                if not seen:
                    with self.assertRaises(AccessError):
                        self._block(user, "director_desk", "gauge", user_id=stranger.id)
                    continue
                gauge = self._block(user, "director_desk", "gauge", user_id=stranger.id)
                self.assertEqual(gauge["all"]["domain"], [("user_id", "in", stranger.ids)])
