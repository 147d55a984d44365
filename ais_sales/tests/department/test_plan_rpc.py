from odoo import Command
from odoo.tests import tagged

from ..common import AisCommon
from ..rpc import REFUSED, RpcCase

USER_ERROR = "odoo.exceptions.UserError"


@tagged("post_install", "-at_install")
class TestPlanRpc(RpcCase, AisCommon):
    """Who sees whose plan and figures, and who changes them, by whatever door (2.12)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env.ref("sales_team.team_sales_department")
        cls.team.member_ids = cls.specialist | cls.specialist_2
        cls.other_head = cls._make_user("head", "other_head")
        cls.stranger = cls._make_user("specialist", "stranger")
        cls.other_team = cls.env["crm.team"].create(
            {
                "name": "Другой отдел",
                "user_id": cls.other_head.id,
                "member_ids": [Command.set(cls.stranger.ids)],
            },
        )
        cls.plan = cls._make_plan(cls.team, cls.specialist | cls.specialist_2)
        cls.other_plan = cls._make_plan(cls.other_team, cls.stranger)
        for user in cls.specialist | cls.specialist_2 | cls.stranger:
            cls.env["ais.booking"].create(
                {
                    "group_id": cls.group.id,
                    "partner_id": cls.client.id,
                    "user_id": user.id,
                    "seats": 2,
                    "state": "confirmed",
                },
            )

    @classmethod
    def _make_plan(cls, team, users):
        plan = cls.env["ais.sales.plan"].create(
            {
                "team_id": team.id,
                "line_ids": [
                    Command.create({"user_id": user.id, "target_seats": 10}) for user in users
                ],
            },
        )
        plan.action_submit()
        plan.with_user(cls.director).action_approve()
        return plan

    def _seats(self):
        return self._call(
            "ais.plan.fact",
            "formatted_read_group",
            [["indicator", "=", "seats"], ["user_id", "!=", False]],
            ["user_id"],
            ["plan:sum", "fact:sum", "percent:avg"],
        )

    def _seen(self):
        people = [row["user_id"][0] for row in self._seats()]
        asked = self.specialist | self.specialist_2 | self.stranger
        return asked.filtered(lambda user: user.id in people)

    def test_each_sees_the_figures_that_are_for_him(self):
        ours, everybody = (
            self.specialist | self.specialist_2,
            self.specialist | self.specialist_2 | self.stranger,
        )
        for user, seen in (
            (self.specialist, self.specialist),
            (self.specialist_2, self.specialist_2),
            (self.head, ours),
            (self.other_head, self.stranger),
            (self.deputy, everybody),
            (self.director, everybody),
        ):
            with self.subTest(user.login):
                self._log_in(user)
                self.assertEqual(self._seen(), seen)
                rows = {row["user_id"][0]: row for row in self._seats()}
                own = rows[seen[0].id]
                self.assertEqual(
                    (own["plan:sum"], own["fact:sum"], own["percent:avg"]), (10, 2, 20)
                )
                found = self._call("ais.sales.plan.line", "search_read", [], ["user_id"])
                self.assertEqual(
                    {row["user_id"][0] for row in found} & set(everybody.ids), set(seen.ids)
                )
                # of a plan that is read, no foreign lines and no sums of them
                plan = self.other_plan if seen == self.stranger else self.plan
                self.env.invalidate_all()
                [read] = self._call("ais.sales.plan", "read", plan.ids, ["line_ids", "total_seats"])
                mine = plan.line_ids.filtered_domain([("user_id", "in", seen.ids)])
                self.assertEqual(read["line_ids"], mine.ids)
                self.assertEqual(read["total_seats"], 10 * len(mine))
                facts = self._call(
                    "ais.plan.fact", "search_read", [["kind", "=", "fact"]], ["user_id", "fact"]
                )
                self.assertLessEqual(
                    {row["user_id"] and row["user_id"][0] for row in facts} & set(everybody.ids),
                    set(seen.ids),
                )
        for user in (self.training_office, self.accountant):
            self._log_in(user)
            for model in ("ais.sales.plan", "ais.sales.plan.line", "ais.plan.fact"):
                self._refused(REFUSED, model, "search_read", [], ["display_name"])
                self._refused(REFUSED, model, "formatted_read_group", [], [], ["__count"])

    def test_specialist_writes_no_plan(self):
        self._log_in(self.specialist)
        line = self.plan.line_ids[0]
        self._refused(REFUSED, "ais.sales.plan.line", "write", line.ids, {"target_seats": 1})
        self._refused(REFUSED, "ais.sales.plan.line", "unlink", line.ids)
        self._refused(REFUSED, "ais.sales.plan", "create", [{"team_id": self.team.id}])
        for method in ("action_submit", "action_take_back"):
            self._refused(REFUSED, "ais.sales.plan", method, self.plan.ids)
        self._refused(REFUSED, "ais.sales.plan", "action_approve", self.plan.ids)
        self._refused(REFUSED, "ais.sales.plan", "action_revise", self.plan.ids, "Много")
        self._refused(REFUSED, "ais.sales.plan", "action_copy_forward", self.plan.ids)
        self._refused(REFUSED, "ais.sales.plan.make", "create", [{}])
        booking = self._book(1, "confirmed")
        self._refused(
            REFUSED, "ais.booking", "write", booking.ids, {"confirmed_on": "2020-01-01 10:00:00"}
        )
        # figures for desks are no door of RPC
        self._refused(REFUSED, "ais.sales.plan", "_ais_facts", 1, "2020-01-01", "2030-01-01")

    def test_head_makes_and_management_approves(self):
        self._log_in(self.head)
        [plan_id] = self._call(
            "ais.sales.plan",
            "create",
            [
                {
                    "team_id": self.team.id,
                    "period": "year",
                    "date_from": "2031-03-03",
                    "line_ids": [[0, 0, {"user_id": self.specialist.id, "target_paid": 5}]],
                },
            ],
        )
        self._call("ais.sales.plan", "action_submit", [plan_id])
        self._refused(REFUSED, "ais.sales.plan", "action_approve", [plan_id])
        self._refused(REFUSED, "ais.sales.plan", "write", [plan_id], {"state": "approved"})
        self._refused(USER_ERROR, "ais.sales.plan", "write", [plan_id], {"note": "иначе"})
        line = self.env["ais.sales.plan"].browse(plan_id).line_ids
        self._refused(
            USER_ERROR, "ais.sales.plan.line", "web_save", line.ids, {"target_paid": 1}, {}
        )
        # another department's plan is not this head's
        self._refused(REFUSED, "ais.sales.plan", "read", self.other_plan.ids, ["name"])
        self._refused(REFUSED, "ais.sales.plan", "action_revise", self.other_plan.ids, "Много")
        self._log_in(self.deputy)
        self._refused(REFUSED, "ais.sales.plan", "write", [plan_id], {"note": "иначе"})
        self._refused(REFUSED, "ais.sales.plan", "action_submit", [plan_id])
        self._call("ais.sales.plan", "action_approve", [plan_id])
        self._refused(REFUSED, "ais.sales.plan", "action_revise", [plan_id], "Много")
        self._log_in(self.head)
        for model, ids in (("ais.sales.plan", [plan_id]), ("ais.sales.plan.line", line.ids)):
            self._refused(USER_ERROR, model, "unlink", ids)
        self._refused(USER_ERROR, "ais.sales.plan.line", "write", line.ids, {"target_paid": 1})
        self._call("ais.sales.plan", "action_revise", [plan_id], "Много")
        self.env.invalidate_all()
        self.assertEqual(line.target_paid, 5)

    def test_company_s_plans_are_its_own(self):
        company = self.env["res.company"].create({"name": "Филиал-тест"})
        team = self.env["crm.team"].create({"name": "Отдел филиала", "company_id": company.id})
        self.env["ais.sales.plan"].create({"team_id": team.id, "company_id": company.id})
        self._log_in(self.director)
        for model in ("ais.sales.plan", "ais.sales.plan.line", "ais.plan.fact"):
            self.assertEqual(
                self._call(model, "search_count", [["company_id", "=", company.id]]), 0
            )
