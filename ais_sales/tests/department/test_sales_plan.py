from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...tools.shares import split
from ..common import AisCommon


@tagged("post_install", "-at_install")
class TestSalesPlan(AisCommon):
    """A plan is made, approved, kept as it is, and changed by versions only (2.3, 2.12)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env.ref("sales_team.team_sales_department")
        cls.team.member_ids = cls.specialist | cls.specialist_2
        cls.plans = cls.env["ais.sales.plan"].with_user(cls.head)

    def _plan(self, period="month", day=date(2030, 5, 17), **targets):
        targets = targets or {"target_invoiced": 1000, "target_seats": 7}
        return self.plans.create(
            {
                "period": period,
                "date_from": day,
                "team_id": self.team.id,
                "line_ids": [
                    Command.create({"user_id": user.id, **targets})
                    for user in self.specialist | self.specialist_2
                ],
            },
        )

    def _approve(self, plan):
        plan.with_user(self.head).action_submit()
        plan.with_user(self.deputy).action_approve()
        return plan

    def test_dates_are_those_of_the_period(self):
        for period, day, first, last in (
            ("month", date(2028, 2, 14), date(2028, 2, 1), date(2028, 2, 29)),
            ("quarter", date(2030, 12, 31), date(2030, 10, 1), date(2030, 12, 31)),
            ("year", date(2030, 6, 1), date(2030, 1, 1), date(2030, 12, 31)),
        ):
            plan = self._plan(period, day)
            self.assertEqual((plan.date_from, plan.date_to), (first, last))
        plan.period = "quarter"
        self.assertEqual(plan.date_to, date(2030, 3, 31))

    def test_a_period_has_one_plan(self):
        plan = self._plan()
        with self.assertRaises(ValidationError):
            self._plan(day=date(2030, 5, 1))
        self._plan("quarter")
        self._approve(plan)
        with self.assertRaises(ValidationError):
            self._plan()

    def test_head_does_not_approve(self):
        plan = self._plan()
        with self.assertRaises(UserError):
            plan.with_user(self.director).action_approve()
        plan.action_submit()
        for user in (self.deputy, self.director):
            self.assertTrue(self._activities(plan, user))
        with self.assertRaises(AccessError):
            plan.action_approve()
        plan.with_user(self.director).action_return("Мало")
        self.assertEqual(plan.state, "draft")
        self.assertTrue(self._activities(plan, self.head))
        self._approve(plan)
        self.assertEqual((plan.state, plan.approved_by_id), ("approved", self.deputy))
        self.assertFalse(self._activities(plan, self.director))

    def test_approved_plan_is_changed_through_no_door(self):
        plan = self._approve(self._plan())
        draft = self._plan(day=date(2030, 6, 1))
        line, other = plan.line_ids[0], draft.line_ids[0]
        doors = (
            lambda rows: line.sudo(rows).write({"target_invoiced": 1}),
            lambda rows: line.sudo(rows).unlink(),
            lambda rows: line.sudo(rows).write({"plan_id": draft.id}),
            lambda rows: other.sudo(rows).write({"plan_id": plan.id}),
            lambda rows: plan.sudo(rows).write({"line_ids": [Command.clear()]}),
            lambda rows: plan.sudo(rows).write({"line_ids": [Command.delete(line.id)]}),
            lambda rows: plan.sudo(rows).write({"date_from": date(2031, 1, 1)}),
            lambda rows: plan.sudo(rows).write({"team_id": self.team.copy().id}),
            lambda rows: plan.sudo(rows).unlink(),
            lambda rows: line.sudo(rows).copy({"user_id": self.head.id}),
            lambda rows: (
                self.env["ais.sales.plan.line"]
                .with_user(self.head)
                .sudo(rows)
                .create({"plan_id": plan.id, "user_id": self.head.id})
            ),
        )
        for number, door in enumerate(doors):
            for rows in (False, True):
                with self.subTest(door=number, sudo=rows), self.assertRaises(UserError):
                    door(rows)
        self.assertEqual(plan.line_ids.mapped("target_invoiced"), [1000, 1000])
        self.assertNotIn("active", plan._fields, "no plan is put away either")

    def test_state_is_not_forged(self):
        vals = {"period": "month", "date_from": date(2031, 1, 1), "team_id": self.team.id}
        for name, value in (("state", "approved"), ("version", 7), ("approved_by_id", 1)):
            with self.assertRaises(AccessError):
                self.plans.create({**vals, name: value})
            plan = self.plans.with_context(**{f"default_{name}": value}).create(vals)
            self.assertEqual((plan.state, plan.version), ("draft", 1))
            self.assertFalse(plan.approved_by_id)
            with self.assertRaises(AccessError):
                plan.write({name: value})
            plan.unlink()

    def test_new_version_is_in_force_only_when_approved(self):
        plan = self._approve(self._plan())
        with self.assertRaises(UserError):
            plan.action_revise(" ")
        new = plan.action_revise("Ушёл крупный заказчик")
        self.assertEqual((new.version, new.state, new.reason[:4]), (2, "draft", "Ушёл"))
        self.assertEqual(new.line_ids.mapped("target_invoiced"), [1000, 1000])
        new.line_ids[0].target_invoiced = 800
        with self.assertRaises(ValidationError):
            plan.action_revise("Ещё одна")
        self.assertEqual(plan.state, "approved")
        change = new.change_ids
        self.assertEqual(
            (change.indicator, change.before, change.after, change.change),
            ("invoiced", 1000, 800, -200),
        )
        self._approve(new)
        self.assertEqual((plan.state, new.state), ("superseded", "approved"))
        with self.assertRaises(UserError):
            plan.line_ids[0].target_invoiced = 1

    def test_copied_forward(self):
        plan = self._plan("quarter", date(2030, 11, 1))
        self.specialist_2.active = False
        copied = self.plans.browse(plan.action_copy_forward()["res_id"])
        self.assertEqual((copied.date_from, copied.state), (date(2031, 1, 1), "draft"))
        self.assertEqual(copied.line_ids.user_id, self.specialist)
        self.assertEqual(copied.line_ids.target_seats, 7)

    def test_year_is_broken_without_a_rest(self):
        plan = self._plan("year", target_invoiced=1000, target_seats=7)
        plan.action_break_into_quarters()
        plan.action_break_into_months()
        for period, count in (("quarter", 4), ("month", 12)):
            parts = self.plans.search(
                [("period", "=", period), ("date_from", ">=", plan.date_from)],
            )
            self.assertEqual(len(parts), count)
            own = parts.line_ids.filtered(lambda line: line.user_id == self.specialist)
            self.assertAlmostEqual(sum(own.mapped("target_invoiced")), 1000, 2)
            self.assertEqual(sum(own.mapped("target_seats")), 7)
        with self.assertRaises(ValidationError):
            plan.action_break_into_months()

    def test_sum_is_shared_to_the_kopeck(self):
        self.assertEqual(split(100, [1, 1, 1], 2), [33.33, 33.33, 33.34])
        self.assertEqual(split(10, [1, 1, 0]), [5, 5, 0])
        self.assertEqual(split(10, [0, 0, 0]), [3, 3, 4])
        self.assertEqual(split(7, [2, 1, 0]), [4, 3, 0], "the rest goes to who has a share")
        self.assertEqual(split(5, []), [])

    def _wizard(self, **vals):
        return (
            self.env["ais.sales.plan.make"]
            .with_user(self.head)
            .create({"date_from": date(2030, 5, 1), "team_id": self.team.id, **vals})
        )

    def _made(self, wizard):
        return self.plans.browse(wizard.action_make()["res_id"])

    def test_total_is_shared_by_who_is_there(self):
        wizard = self._wizard(method="share", total_invoiced=1000.01, total_seats=9)
        self.assertEqual(wizard.line_ids.user_id, self.specialist | self.specialist_2)
        lines = self._made(wizard).line_ids
        self.assertEqual(lines.mapped("target_invoiced"), [500.0, 500.01])
        self.assertEqual(sum(lines.mapped("target_seats")), 9)
        with self.assertRaises(UserError):
            self._wizard(method="share").action_make()

    def test_share_is_less_for_who_is_away(self):
        absence = self.env["ais.absence"].create(
            {
                "user_id": self.specialist.id,
                "date_from": date(2030, 6, 1),
                "date_until": date(2030, 6, 30),
                "kind": "vacation",
            },
        )
        wizard = self._wizard(method="share", total_seats=9, date_from=date(2030, 6, 5))
        lines = self._made(wizard).line_ids
        self.assertEqual(lines.user_id, self.specialist_2, "away for the whole month")
        self.assertEqual(lines.target_seats, 9)
        absence.date_until = date(2030, 6, 14)
        wizard = self._wizard(method="share", total_seats=100, date_from=date(2030, 6, 5))
        own = wizard.line_ids.filtered(lambda line: line.user_id == self.specialist)
        self.assertTrue(0 < own.days < own.days_all)
        self.plans.search([("date_from", "=", date(2030, 6, 1))]).unlink()
        lines = self._made(wizard).line_ids
        expected = int(100 * own.days / (own.days + own.days_all))
        self.assertEqual(lines.mapped("target_seats"), [expected, 100 - expected])

    def test_shares_by_given_percents(self):
        wizard = self._wizard(method="share", share_by="percent", total_seats=10)
        wizard.line_ids[0].percent, wizard.line_ids[1].percent = 70, 20
        with self.assertRaises(UserError):
            wizard.action_make()
        wizard.line_ids[1].percent = 30
        self.assertEqual(self._made(wizard).line_ids.mapped("target_seats"), [7, 3])

    def test_plan_of_last_year_s_facts(self):
        booking = self._book(10, "confirmed")
        today = self.company.ais_today()
        wizard = self._wizard(date_from=today + relativedelta(years=1), change=15)
        line = self._made(wizard).line_ids
        self.assertEqual((line.user_id, line.direction_id), (self.specialist, self.direction))
        self.assertEqual(line.target_seats, 12, "11,5 rounded")
        booking.sudo().confirmed_on -= timedelta(days=400)
        with self.assertRaises(UserError):
            self._wizard(date_from=today + relativedelta(years=1, months=3)).action_make()

    def test_line_knows_its_facts(self):
        plan = self._plan(day=self.company.ais_today())
        self._book(3, "confirmed")
        line = plan.line_ids.filtered(lambda one: one.user_id == self.specialist)
        self.assertEqual((line.fact_seats, round(line.percent_seats)), (3, 43))
        own = line.copy({"direction_id": self.direction.id, "target_seats": 6})
        (line | own).invalidate_recordset()
        self.assertEqual((line.fact_seats, own.fact_seats), (0, 3), "each seat in one line")
        lines = plan.line_ids | own
        lines.invalidate_recordset()
        with self.assertQueryCount(4):
            lines.mapped("fact_seats")
