from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from ..department.test_breach import BreachCommon

NUMBERS = (1e300, 99999999999999, float("nan"), float("inf"), -1e300)
DAYS = ("0001-01-01", "9999-12-31", "1899-12-31")


@tagged("post_install", "-at_install")
class TestExtremes(BreachCommon):
    """What cannot be meant is refused in words: the field, the value, what to enter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env.ref("sales_team.team_sales_department")
        cls.team.member_ids = cls.specialist | cls.specialist_2

    def refused(self, words, method, *args):
        with self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
            method(*args)
            self.env.flush_all()

    def plan(self, day="2031-01-01", period="month", **targets):
        line = Command.create({"user_id": self.specialist.id, **targets})
        plans = self.env["ais.sales.plan"].with_user(self.head)
        vals = {"team_id": self.team.id, "date_from": day, "period": period, "line_ids": [line]}
        return plans.create(vals)

    def test_plan_of_no_known_year_or_sum(self):
        for period in ("month", "quarter", "year"):
            for day in DAYS:
                self.refused("the year", self.plan, day, period)
        line = self.plan(target_seats=5).line_ids
        for name in ("target_invoiced", "target_seats", "target_clients", "target_offers"):
            for number in NUMBERS:
                if name != "target_invoiced" and number != number // 1:
                    continue
                self.refused("cannot be meant", line.write, {name: number})
        self.refused("cannot be meant", lambda: self.plan("2031-02-01", target_seats=99999999999))
        self.assertEqual(line.target_seats, 5)

    def test_days_and_counts_of_everyday_records(self):
        tried = (
            (self.head, self.group, "seats_max", 99999999999),
            (self.head, self.group, "date_start", "0001-01-01"),
            (self.head, self.course, "hours", 99999999999),
            (self.specialist, self.lead, "ais_seats", 99999999999),
            (self.specialist, self._book(1), "price_unit", 1e300),
            (self.specialist, self._draft(), "deadline", "9999-12-31"),
        )
        for user, record, name, value in tried:
            with self.subTest(record._name):
                record = record.with_user(user)
                self.refused("cannot be meant", record.write, {name: value})
        for day in DAYS:
            report = self.env["ais.activity.report"].with_user(self.specialist)
            self.refused("the year", report.create, {"kind": "week", "date_from": day})

    def test_breach_of_another_century(self):
        self.refused("too old", lambda: self._enter(date="1900-01-01"))
        self.refused("the year 1 ", lambda: self._enter(date="0001-01-01"))
        self.assertTrue(self._enter(date=self.today))

    def propose(self, user, kind="appoint", by=None):
        appointments = self.env["ais.appointment"].with_user(by or self.deputy)
        return appointments.create({"user_id": user.id, "team_id": self.team.id, "kind": kind})

    def order(self, proposal, day):
        proposal = proposal.with_user(self.director)
        proposal.write({"order_number": "12-К", "order_date": day})
        proposal.action_order()

    def test_dismissal_before_the_appointment(self):
        newcomer = new_test_user(self.env, "ais_newcomer", groups="base.group_user")
        self.order(self.propose(newcomer), self.today)
        dismissal = self.propose(newcomer, "dismiss")
        self.refused("holds this position since", self.order, dismissal, "2000-01-01")
        self.assertEqual(dismissal.state, "proposed")
        self.assertTrue(newcomer.has_group("ais_sales.group_specialist"))

    def test_person_of_a_proposal_is_not_swapped(self):
        newcomer = new_test_user(self.env, "ais_newcomer", groups="base.group_user")
        friend = new_test_user(self.env, "ais_friend", groups="base.group_user")
        proposal = self.propose(newcomer)
        self.refused("not changed any more", proposal.write, {"user_id": friend.id})
        client = new_test_user(self.env, "ais_client", groups="base.group_portal")
        self.refused("is not an employee", self.propose, client)
        self.order(proposal, self.today)
        self.assertFalse(friend.has_group("ais_sales.group_specialist"))
