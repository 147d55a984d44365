from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from ..common import AisCommon
from ..rpc import REFUSED, RpcCase


@tagged("post_install", "-at_install")
class TestActivityReport(RpcCase, AisCommon):
    """A specialist's report is filled by the system, handed in in time, accepted (2.20)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env.ref("sales_team.team_sales_department")
        cls.team.member_ids = cls.specialist | cls.specialist_2
        cls.today = cls.company.ais_today()
        cls.monday = cls.today - timedelta(days=cls.today.weekday())
        cls.sunday = cls.monday + timedelta(days=6)
        cls.reports = cls.env["ais.activity.report"]

    def _report(self, user=None, first=None):
        first = first or self.monday
        return self.reports.with_user(user or self.specialist).create(
            {"kind": "week", "date_from": first},
        )

    def test_the_figures_are_the_records_and_open_them(self):
        booking = self._book(3)
        booking.action_confirm()
        self._book(2, user=self.specialist_2, client=self.client_2)
        self.env["ais.debt.contact"].create(
            {
                "client_id": self.client.id,
                "user_id": self.specialist.id,
                "kind": "call",
                "result": "promised",
                "promise_date": self.today + timedelta(days=3),
                "promise_amount": 100,
            },
        )
        self._task(self.today), self._task(self.today - timedelta(days=1))
        report = self._report()
        self.assertEqual((report.seats_held, report.seats_confirmed), (3, 3))
        self.assertEqual(report.tasks_overdue, 1, "today's task is not overdue")
        self.assertEqual((report.inquiries, report.promises), (1, 1))
        figures = report._figures(self.company, report.date_from, report.date_to)
        for name in report._fact_names():
            action = report.with_context(ais_fact=name).action_open_fact()
            records = self.env[action["res_model"]].with_user(self.specialist)
            found = records.search(action["domain"])
            top = figures[name].top.partition(":")[0]
            value = len(found) if top == "__count" else sum(found.mapped(top))
            self.assertAlmostEqual(report[name], value, 2, name)
            if name == "seats_held":
                self.assertEqual(found, booking)
        with self.assertRaises(UserError):
            report.with_context(ais_fact="write_uid").action_open_fact()

    def _task(self, day):
        return self.lead.with_user(self.specialist).activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=day,
            user_id=self.specialist.id,
        )

    def test_a_weeks_report_has_the_plan_of_the_month(self):
        plan = self.env["ais.sales.plan"].create(
            {
                "period": "month",
                "date_from": self.today.replace(day=1),
                "team_id": self.team.id,
                "line_ids": [
                    Command.create(
                        {
                            "user_id": self.specialist.id,
                            "direction_id": self.direction.id,
                            "target_seats": 8,
                        },
                    ),
                ],
            },
        )
        plan.action_submit()
        plan.with_user(self.director).action_approve()
        self._book(2).action_confirm()
        report = self._report()
        self.assertEqual((report.plan_seats, report.month_seats), (8, 2))
        self.assertEqual(report.percent_seats, 25)
        action = report.action_open_plan()
        rows = self.env["ais.plan.fact"].with_user(self.specialist).search(action["domain"])
        seats = rows.filtered(lambda row: row.indicator == "seats")
        self.assertEqual(sum(seats.mapped("fact")), report.month_seats)
        day = self.reports.with_user(self.specialist).create(
            {"kind": "day", "date_from": self.today},
        )
        self.assertFalse(day.has_plan)

    def test_everybody_gets_one_who_is_not_away_and_only_once(self):
        self.company.ais_report_kind = "both"
        self.env["ais.absence"].create(
            {
                "user_id": self.specialist_2.id,
                "date_from": self.monday,
                "date_until": self.sunday,
                "kind": "vacation",
                "state": "confirmed",
            },
        )
        week = ("week", self.monday, self.sunday)
        made = self.reports._make(self.company, *week)
        self.assertEqual(made.user_id, self.specialist)
        self.assertFalse(self.reports._make(self.company, *week))
        self._run_cron("ais.activity.report", "_cron_reports")
        days = self.reports.search([("kind", "=", "day"), ("date_from", "=", self.today)])
        expected = self.specialist if self.company.ais_is_working_day(self.today) else None
        self.assertEqual(days.user_id, expected or self.env["res.users"])

    def test_who_was_ill_after_all_owes_no_report(self):
        week = ("week", self.monday, self.sunday)
        made = self.reports._make(self.company, *week)
        worded = made.filtered(lambda one: one.user_id == self.specialist_2)
        worded.with_user(self.specialist_2).comment = "Успела до болезни"
        for user in (self.specialist, self.specialist_2):
            self.env["ais.absence"].create(
                {
                    "user_id": user.id,
                    "date_from": self.monday,
                    "date_until": self.sunday,
                    "kind": "illness",
                    "state": "confirmed",
                },
            )
        self.reports._drop_needless(self.company)
        self.assertEqual(made.exists(), worded, "what somebody wrote is not taken from him")

    def test_a_week_without_working_days_is_not_reported(self):
        calendar = self.company.resource_calendar_id
        calendar.global_leave_ids = [
            Command.create(
                {
                    "name": "Каникулы",
                    "date_from": self.company.ais_day_begins(self.monday),
                    "date_to": self.company.ais_day_begins(self.sunday),
                },
            ),
        ]
        self.assertFalse(self.reports._make(self.company, "week", self.monday, self.sunday))

    def test_a_report_is_asked_for_once_before_it_is_late(self):
        report = self._report(first=self.monday - timedelta(days=7))
        report.sudo().deadline = fields.Datetime.now() + timedelta(hours=1)
        self.reports._remind(self.company)
        [task] = self._activities(report, self.specialist)
        report.sudo().deadline = fields.Datetime.now() - timedelta(hours=1)
        self.reports._mark_late(self.company)
        self.assertEqual(self._activities(report, self.specialist), task)
        self.assertTrue(report.is_late)
        with self.assertRaises(UserError):
            report.with_user(self.head).unlink()

    def test_what_is_submitted_stays_and_what_comes_late_is_marked(self):
        report = self._report(first=self.monday - timedelta(days=28))
        self.assertLess(report.deadline, fields.Datetime.now())
        self.reports._mark_late(self.company)
        self.assertTrue(report.is_late)
        [task] = self._activities(report, self.specialist)
        report.comment = "Всё сделано"
        report.action_submit()
        self.assertFalse(task.exists().active)
        self.assertTrue(report.is_late, "late stays late")
        with self.assertRaises(ValidationError):
            report.comment = "Иначе"
        with self.assertRaises(UserError):
            report.action_submit()
        with self.assertRaises(UserError):
            report.unlink()
        seats = report.seats_held
        self._book(1)
        report.action_refresh()
        self.assertEqual(report.seats_held, seats)

    def test_a_report_in_time_is_returned_mended_and_accepted(self):
        report = self._report()
        report.action_submit()
        self.assertFalse(report.is_late)
        by_head = report.with_user(self.head)
        by_head.return_with("Добавьте планы")
        self.assertEqual((report.state, report.return_remark), ("returned", "Добавьте планы"))
        self.assertTrue(self._activities(report, self.specialist))
        report.plan_next = "Позвонить всем"
        report.sudo().deadline = fields.Datetime.now() - timedelta(days=1)
        self.reports._mark_late(self.company)
        report.action_submit()
        self.assertFalse(report.is_late, "he was in time when he first submitted it")
        by_head.action_accept()
        self.assertEqual((report.state, report.accepted_by_id), ("accepted", self.head))

    def test_a_report_is_on_one_day_or_one_week_that_has_come(self):
        own = self.reports.with_user(self.specialist)
        with self.assertRaises(ValidationError):
            own.create({"kind": "day", "date_from": self.today + timedelta(days=1)})
        week = own.create({"kind": "week", "date_from": self.today})
        self.assertEqual((week.date_from, week.date_to), (self.monday, self.sunday))
        day = own.create({"kind": "day", "date_from": self.today})
        self.assertEqual(day.date_to, self.today)

    def test_the_heads_own_report_is_accepted_by_who_is_above(self):
        report = self._report(self.head)
        report.action_submit()
        with self.assertRaises(AccessError):
            report.action_accept()
        report.with_user(self.deputy).action_accept()
        self.assertEqual(report.state, "accepted")

    def test_figures_of_ten_cost_as_many_queries_as_of_two(self):
        people = self.specialist | self.specialist_2
        for number in range(8):
            people |= new_test_user(
                self.env,
                login=f"ais_many_{number}",
                groups="ais_sales.group_specialist",
            )
        made = self.reports.create(
            [{"user_id": user.id, "kind": "week", "date_from": self.monday} for user in people],
        )
        for some in (made[:2], made):
            made.invalidate_recordset()
            with self.assertQueryCount(32):
                some._refresh()
                self.env.flush_all()

    def test_each_sees_and_hands_in_his_own_through_rpc(self):
        report = self._report()
        report.action_submit()
        other = self._report(self.specialist_2)
        name = "ais.activity.report"
        self._log_in(self.specialist)
        self.assertEqual(self._call(name, "search", []), report.ids)
        self._refused(REFUSED, name, "action_accept", report.ids)
        self._refused(REFUSED, name, "write", report.ids, {"state": "accepted"})
        self._refused(REFUSED, name, "write", report.ids, {"is_late": False})
        self._refused(REFUSED, name, "write", report.ids, {"paid": 1_000_000})
        self._refused(REFUSED, name, "action_submit", other.ids)
        vals = {"kind": "day", "date_from": str(self.today)}
        self._refused(REFUSED, name, "create", [{**vals, "user_id": self.specialist_2.id}])
        self._refused(REFUSED, name, "write", other.ids, {"comment": "За него"})
        self._refused(REFUSED, name, "write", report.ids, {"user_id": self.specialist_2.id})
        # a default of one's own is no way round either
        self._call("ir.default", "set", name, "state", "accepted", True)
        self._call("ir.default", "set", name, "deadline", "2099-01-01 00:00:00", True)
        forged = {"context": {"default_state": "accepted"}}
        self._refused(REFUSED, name, "create", [vals], **forged)
        [made] = self._call(name, "create", [vals])
        made = self.reports.browse(made)
        self.assertEqual(made.state, "draft")
        self.assertLess(made.deadline.year, 2099)
        for user, sees in ((self.head, True), (self.director, True), (self.accountant, False)):
            self._log_in(user)
            self.assertEqual(self._call(name, "has_access", [], "read"), sees)
        # the head of another team has nothing to do with it
        self.team.user_id = self.deputy
        self._log_in(self.head)
        self.assertNotIn(other.id, self._call(name, "search", []))
        self._log_in(self.director)
        self.assertIn(other.id, self._call(name, "search", []))
        self._refused(REFUSED, name, "action_accept", report.ids)
