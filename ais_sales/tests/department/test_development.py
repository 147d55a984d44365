from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import AisCommon
from ..rpc import REFUSED, RpcCase


class DevelopmentCommon(AisCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company.ais_today()

    def _goal(self, *days):
        """A goal of the head with milestones of the specialist, so many days from today."""
        return (
            self.env["ais.development.goal"]
            .with_user(self.head)
            .create(
                {
                    "name": "Возвращать клиентов",
                    "date_start": self.today - timedelta(days=90),
                    "deadline": self.today + timedelta(days=90),
                    "milestone_ids": [
                        Command.create(
                            {
                                "name": f"Шаг {number}",
                                "user_id": self.specialist.id,
                                "deadline": self.today + timedelta(days=day),
                            },
                        )
                        for number, day in enumerate(days or (10, 40))
                    ],
                },
            )
        )

    def _approved(self, *days):
        goal = self._goal(*days)
        goal.with_user(self.director).action_approve()
        return goal


@tagged("post_install", "-at_install")
class TestDevelopment(DevelopmentCommon):
    """The development plan: goals, milestones, what is on time (2.3)."""

    def test_director_approves_what_the_head_writes(self):
        goal = self._goal()
        goal.action_ask()
        self.assertTrue(self._activities(goal, self.director))
        for user in (self.head, self.deputy):
            with self.assertRaises(AccessError):
                goal.with_user(user).action_approve()
        goal.with_user(self.director).action_approve()
        self.assertEqual((goal.state, goal.approved_by_id), ("approved", self.director))
        self.assertFalse(self._activities(goal, self.director))
        first = goal.milestone_ids[0]
        self.assertEqual(first.deadline_approved, first.deadline)
        with self.assertRaises(UserError):
            self._goal().copy({"milestone_ids": []}).action_ask()

    def test_approved_goal_is_not_rewritten(self):
        goal = self._approved()
        first = goal.milestone_ids[0]
        other = self._goal()
        for change in (
            lambda: goal.write({"target": "50 %"}),
            lambda: goal.write({"deadline": self.today}),
            lambda: goal.unlink(),
            lambda: goal.write(
                {"milestone_ids": [Command.create({"name": "Ещё", "deadline": self.today})]}
            ),
            lambda: goal.write({"milestone_ids": [Command.delete(first.id)]}),
            lambda: first.write({"name": "Другой"}),
            lambda: first.write({"user_id": self.head.id}),
            lambda: first.write({"deadline": self.today}),
            lambda: first.write({"deadline": self.today, "move_reason": " "}),
            lambda: other.milestone_ids[0].write({"goal_id": goal.id}),
        ):
            with self.assertRaises(UserError):
                change()
        day = self.today + timedelta(days=20)
        first.action_move(day, "Ждём поставщика")
        self.assertEqual((first.deadline, first.move_reason), (day, "Ждём поставщика"))
        self.assertEqual(first.deadline_approved, self.today + timedelta(days=10))
        with self.assertRaises(ValidationError):
            first.done_date = self.today + timedelta(days=1)

    def test_progress_and_what_is_on_time(self):
        goal = self._approved(-20, -5, 30)
        late, overdue, ahead = goal.milestone_ids
        self.assertTrue(goal.is_overdue)
        late.with_user(self.specialist).action_done()
        ahead.action_done()
        self.assertEqual(round(goal.progress), 67)
        self.assertEqual(
            (late.is_on_time, ahead.is_on_time, overdue.is_overdue), (False, True, True)
        )
        milestones = self.env["ais.development.milestone"]
        self.assertIn(overdue, milestones.search([("is_overdue", "=", True)]))
        self.assertNotIn(overdue, milestones.search([("is_overdue", "=", False)]))
        self.assertIn(goal, goal.search([("is_overdue", "=", True)]))
        self.assertNotIn(goal, goal.search([("is_overdue", "=", False)]))
        # a mark is neither dated back nor taken back
        for milestone, day in ((overdue, self.today - timedelta(days=6)), (late, False)):
            with self.assertRaises(UserError):
                milestone.with_user(self.head).done_date = day
        # a day that was moved does not make a late milestone one on time
        overdue.action_move(self.today + timedelta(days=9), "Болезнь")
        self.assertFalse(overdue.is_overdue)
        figures = milestones._ais_milestone_figures(self.company)
        self.assertEqual(figures, {"due": 3, "on_time": 1, "late": 1, "overdue": 0})
        with self.assertRaises(UserError):
            goal.action_done()
        overdue.action_done()
        goal.action_done()
        self.assertEqual(goal.state, "done")

    def test_people_are_told_before_the_day_and_once(self):
        goal = self._approved(2, 60)
        near, far = goal.milestone_ids
        self._run_cron("ais.development.milestone", "_cron_remind")
        task = self._activities(near, self.specialist)
        self.assertEqual(task.date_deadline, near.deadline)
        self.assertFalse(self._activities(far, self.specialist))
        task.action_feedback()
        self._run_cron("ais.development.milestone", "_cron_remind")
        self.assertFalse(self._activities(near, self.specialist))
        near.action_move(self.today + timedelta(days=3), "Отпуск")
        self._run_cron("ais.development.milestone", "_cron_remind")
        self.assertTrue(self._activities(near, self.specialist), "for the new day")


@tagged("post_install", "-at_install")
class TestDevelopmentRpc(RpcCase, DevelopmentCommon):
    """Who writes and approves the development plan."""

    def test_each_role_has_its_part(self):
        goal = self._approved()
        draft = self._goal()
        first = goal.milestone_ids[0]
        self._log_in(self.specialist)
        self._refused(REFUSED, "ais.development.goal", "read", draft.ids, ["name"])
        self._refused(REFUSED, "ais.development.goal", "write", goal.ids, {"color": 1})
        self._refused(REFUSED, "ais.development.goal", "action_approve", goal.ids)
        self._refused(REFUSED, "ais.development.goal", "action_done", goal.ids)
        self._refused(
            REFUSED, "ais.development.milestone", "write", first.ids, {"done_date": "2020-01-01"}
        )
        self._call("ais.development.milestone", "action_done", first.ids)
        self._log_in(self.specialist_2)
        self._refused(
            REFUSED, "ais.development.milestone", "action_done", goal.milestone_ids[1].ids
        )
        self._log_in(self.head)
        self._refused(REFUSED, "ais.development.goal", "write", draft.ids, {"state": "approved"})
        self._refused(REFUSED, "ais.development.goal", "action_approve", draft.ids)
        self._refused(REFUSED, "ais.development.goal", "action_cancel", goal.ids, "Передумали")
        self._refused(
            REFUSED,
            "ais.development.milestone",
            "write",
            first.ids,
            {"deadline_approved": "2035-01-01"},
        )
        self._log_in(self.deputy)
        self._refused(REFUSED, "ais.development.goal", "action_approve", draft.ids)
        self._log_in(self.director)
        self._call("ais.development.goal", "action_approve", draft.ids)
        self._call("ais.development.goal", "action_cancel", draft.ids, "Передумали")
        for user in (self.training_office, self.accountant):
            self._log_in(user)
            for model in ("ais.development.goal", "ais.development.milestone"):
                self._refused(REFUSED, model, "search_read", [], ["name"])
        self.env.invalidate_all()
        self.assertEqual((draft.state, first.done_date), ("cancelled", self.today))
