import random
from collections import defaultdict
from datetime import datetime, time, timedelta

import pytz
from dateutil.relativedelta import relativedelta

from odoo import Command
from odoo.tests import tagged

from ...models.department.sales_plan import INDICATORS
from ..receivable.common import DebtCommon


@tagged("post_install", "-at_install")
class TestPlanFacts(DebtCommon):
    """Facts are the sums of the documents that they come from (2.12)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.random = random.Random(2_12)
        cls.other_direction = cls.env["ais.direction"].create({"name": "Охрана труда-тест"})
        cls.other_course = cls.course.copy(
            {"name": "Охрана труда", "code": "ОТ-Т", "direction_id": cls.other_direction.id},
        )
        cls.sellers = cls.specialist | cls.specialist_2
        cls.month = (cls.today.replace(day=1) - relativedelta(months=1)).replace(day=1)
        cls.month_end = cls.month + relativedelta(day=31)
        cls.second_company = cls.env["res.company"].create({"name": "Филиал-тест"})
        cls.second_books = cls._open_books(cls.second_company)
        cls.clients = [cls._make_client(f"Клиент {number}") for number in range(8)]

    def _random_day(self):
        return self.month + timedelta(days=self.random.randrange(-20, 50))

    def _random_document(self, books, kind):
        """An invoice of one to three lines: of a course, of another one, of none."""
        products = [self.course.product_id, self.other_course.product_id, None]
        if books is not self.books:
            products = [None]
        day = min(self._random_day(), self.today)
        lines = [
            {
                "product_id": product.id if product else False,
                "name": "Обучение",
                "account_id": books["income"].id,
                "price_unit": self.random.randrange(100, 90_000) / 7,
                "quantity": self.random.randrange(1, 5),
                "tax_ids": [Command.clear()],
            }
            for product in self.random.choices(products, k=self.random.randrange(1, 4))
        ]
        return self._invoice(
            client=self.random.choice(self.clients),
            kind=kind,
            books=books,
            invoice_date=day,
            date=day,
            invoice_date_due=day + timedelta(days=10),
            invoice_user_id=self.random.choice([*self.sellers, self.env["res.users"]]).id,
            invoice_line_ids=[Command.create(line) for line in lines],
        )

    def _random_payment(self, move):
        """A whole or a part payment of an invoice, or of a credit note back to the client."""
        share = self.random.choice([0, 0.3, 1])
        if not share:
            return
        amount = round(move.amount_total * share, 2)
        day = max(move.date, min(move.date + timedelta(days=self.random.randrange(20)), self.today))
        books = self.second_books if move.company_id == self.second_company else self.books
        if move.move_type == "out_invoice":
            self._pay(amount, move.partner_id, day, move, books)
            return
        back = self._pay(amount, move.partner_id, day, None, books)
        back.button_draft()
        with_swapped = [
            Command.update(line.id, {"debit": line.credit, "credit": line.debit})
            for line in back.line_ids
        ]
        back.write({"line_ids": with_swapped})
        back.action_post()
        self._open_lines(back | move).reconcile()

    def _make_facts(self):
        for books, count in ((self.books, 14), (self.second_books, 4)):
            for _number in range(count):
                kind = self.random.choice(["out_invoice"] * 3 + ["out_refund"])
                self._random_payment(self._random_document(books, kind))
        # a draft is no fact
        self._random_document(self.books, "out_invoice").button_draft()
        group = self._make_group(seats=200)
        for number in range(8):
            booking = self._book(
                self.random.randrange(1, 6),
                "confirmed",
                group,
                self.random.choice(self.sellers),
                self.random.choice(self.clients),
            )
            booking.sudo().confirmed_on = self._moment(self._random_day())
            if number % 4 == 3:
                booking.sudo().action_cancel("price")
        self._book(3, "hold", group)
        for _number in range(6):
            user = self.random.choice(self.sellers)
            order = self.env["sale.order"].create(
                {
                    "partner_id": self.random.choice(self.clients).id,
                    "user_id": user.id,
                    "order_line": [
                        Command.create({"product_id": self.other_course.product_id.id}),
                    ],
                },
            )
            order.ais_sent_at = self._moment(self._random_day())
        self.env.flush_all()

    def _moment(self, day):
        """Half past midnight or noon of a day in Moscow: in UTC it may be the day before."""
        moment = datetime.combine(day, self.random.choice([time(0, 30), time(12)]))
        zone = self.company.ais_timezone()
        return zone.localize(moment).astimezone(pytz.utc).replace(tzinfo=None)

    def _plain_facts(self, company, first, last):
        """The same figures, added up document by document in plain Python.

        :return: {(user id, direction id): {indicator: value}}
        """
        facts = defaultdict(lambda: defaultdict(float))
        direction = {
            course.product_id: course.direction_id.id
            for course in self.env["ais.course"].with_context(active_test=False).search([])
        }

        def add(day, user, product, indicator, value):
            if first <= day <= last:
                facts[user.id or False, direction.get(product, False)][indicator] += value

        seen = set()
        for move in self._posted(company):
            sign = 1 if move.move_type == "out_invoice" else -1
            user, lines = move.invoice_user_id, move.invoice_line_ids
            # what rounding adds to the lines or takes off them is shared among them
            whole = sum(lines.mapped("price_total"))
            for line in lines:
                share = line.price_total / whole
                part = move.amount_total_signed * share
                add(move.invoice_date, user, line.product_id, "invoiced", part)
                for day, amount in self._payments(move):
                    add(day, user, line.product_id, "paid", sign * amount * share)
            if sign > 0 and move.commercial_partner_id not in seen:
                seen.add(move.commercial_partner_id)
                product = lines.product_id.filtered(lambda one: one in direction)[:1]
                add(move.invoice_date, user, product, "clients", 1)
        self._add_seats_and_offers(company, add)
        return facts

    def _posted(self, company):
        return self.env["account.move"].search(
            [
                ("company_id", "=", company.id),
                ("move_type", "in", ("out_invoice", "out_refund")),
                ("state", "=", "posted"),
            ],
            order="invoice_date, id",
        )

    def _payments(self, move):
        """Days and sums of the payments of an invoice, or of what is paid back."""
        found = []
        for item in move.line_ids:
            for partial in item.matched_credit_ids | item.matched_debit_ids:
                other = (partial.credit_move_id | partial.debit_move_id) - item
                if other.move_id.move_type == "entry":
                    found.append((other.date, partial.amount))
        return found

    def _add_seats_and_offers(self, company, add):
        zone = company.ais_timezone()

        def day(moment):
            return pytz.utc.localize(moment).astimezone(zone).date()

        for booking in self.env["ais.booking"].search([("company_id", "=", company.id)]):
            if booking.state in ("confirmed", "done"):
                product = booking.group_id.product_id
                add(day(booking.confirmed_on), booking.user_id, product, "seats", booking.seats)
        for order in self.env["sale.order"].search([("company_id", "=", company.id)]):
            if order.ais_sent_at:
                product = order.order_line.product_id[:1]
                add(day(order.ais_sent_at), order.user_id, product, "offers", 1)

    def _assert_same(self, found, expected):
        keys = {(key, name) for key in expected for name in expected[key]}
        keys |= {(key, name) for key in found for name in found[key]}
        for key, name in keys:
            self.assertAlmostEqual(
                found.get(key, {}).get(name, 0.0),
                expected.get(key, {}).get(name, 0.0),
                msg=f"{name} of {key}",
                delta=0.0051,
            )

    def test_facts_are_the_sums_of_their_documents(self):
        self._make_facts()
        plans = self.env["ais.sales.plan"]
        view = self.env["ais.plan.fact"]
        self._plan()
        for company in (self.company, self.second_company):
            expected = self._plain_facts(company, self.month, self.month_end)
            self.assertTrue(expected)
            found = plans._ais_facts(company, self.month, self.month_end)
            self._assert_same(found, expected)
            rows = view._read_group(
                [
                    ("company_id", "=", company.id),
                    ("date", ">=", self.month),
                    ("date", "<=", self.month_end),
                ],
                ["user_id", "direction_id", "indicator"],
                ["fact:sum"],
            )
            by_view = defaultdict(dict)
            for user, direction, indicator, fact in rows:
                by_view[user.id or False, direction.id or False][indicator] = fact
            self._assert_same(by_view, expected)
        self.assertEqual(
            {name for facts in expected.values() for name in facts} - set(INDICATORS), set()
        )
        # of the whole department, also what nobody sold and nobody planned
        figures = plans._ais_plan_fact(self.company, self.sellers, self.month)
        expected = self._plain_facts(self.company, self.month, self.month_end)
        for name in INDICATORS:
            self.assertAlmostEqual(
                figures[False][name]["fact"],
                sum(facts.get(name, 0.0) for facts in expected.values()),
                delta=0.0051,
            )
        moves = self._posted(self.company).filtered(
            lambda move: self.month <= move.invoice_date <= self.month_end,
        )
        self.assertAlmostEqual(
            figures[False]["invoiced"]["fact"], sum(moves.mapped("amount_total_signed")), 2
        )
        own = figures[self.specialist_2.id]["invoiced"]
        self.assertEqual((own["plan"], own["percent"]), (0.0, None), "facts without a plan show")
        ids = view.search([]).ids
        self.assertEqual(len(ids), len(set(ids)))

    def _plan(self, period="month", **targets):
        plan = self.env["ais.sales.plan"].create(
            {
                "period": period,
                "date_from": self.month,
                "line_ids": [
                    Command.create(
                        {"user_id": self.specialist.id, **(targets or {"target_invoiced": 1000})},
                    ),
                ],
            },
        )
        plan.with_user(self.head).action_submit()
        plan.with_user(self.director).action_approve()
        return plan

    def test_search_by_indicator_or_kind_finds_the_same_rows_as_among_all(self):
        self._random_document(self.books, "out_invoice")
        self._book(2).action_confirm()
        facts = self.env["ais.plan.fact"]
        everything = facts.search([])
        self.assertGreater(len(set(everything.mapped("indicator"))), 1)
        for name in ("indicator", "kind"):
            for value, rows in everything.grouped(name).items():
                self.assertEqual(set(facts.search([(name, "=", value)])), set(rows), value)
            both = list(everything.grouped(name))[:2]
            found = everything.filtered(lambda row, name=name, both=both: row[name] in both)
            self.assertEqual(set(facts.search([(name, "in", both)])), set(found))

    def test_sums_of_different_indicators_are_not_added(self):
        self._plan(target_invoiced=1000, target_seats=10)
        self._invoice(500, invoice_user_id=self.specialist.id, invoice_date=self.month)
        view = self.env["ais.plan.fact"]
        span = [("date", ">=", self.month), ("date", "<=", self.month_end)]
        measures = ["plan:sum", "fact:sum", "percent:avg"]
        both = [*span, ("indicator", "in", ("invoiced", "seats"))]
        self.assertEqual(view._read_group(both, [], measures), [(False, False, False)])
        [(plan, fact, percent)] = view._read_group(
            [*span, ("indicator", "=", "invoiced")], [], measures
        )
        self.assertEqual((plan, fact, percent), (1000, 500, 50), "a ratio of sums")

    def test_month_s_plan_goes_before_that_of_its_year(self):
        self._plan("year", target_invoiced=12_000)
        months = self.env["ais.plan.fact"]._read_group(
            [("kind", "=", "plan"), ("user_id", "=", self.specialist.id)],
            ["date:month"],
            ["plan:sum"],
        )
        self.assertEqual([plan for _month, plan in months], [1000] * 12)
        self._plan("month", target_invoiced=5000)
        figures = self.env["ais.sales.plan"]._ais_plan_fact(self.company, day=self.month)
        self.assertEqual(figures[self.specialist.id]["invoiced"]["plan"], 5000)
        self.assertEqual(figures[False]["invoiced"]["plan"], 5000)

    def test_forecast_adds_what_is_expected(self):
        lead = self.lead
        lead.write(
            {
                "expected_revenue": 90_000,
                "probability": 50,
                "date_deadline": self.today,
                "user_id": self.specialist.id,
            },
        )
        self.env.flush_all()
        figures = self._now(self.specialist)
        self.assertEqual(figures["invoiced"]["forecast"] - figures["invoiced"]["fact"], 45_000)
        self.assertEqual(figures["seats"]["forecast"], 1.5)
        # seats held take the place of the inquiry
        booking = self._book(2, lead_id=lead.id)
        # to the end of the day of the centre, at whatever hour this runs
        booking.sudo().hold_until = datetime.combine(self.today, time(20, 59))
        self.assertEqual(self._now(self.specialist)["invoiced"]["forecast"], 30_000)
        self.assertEqual(self._now(self.specialist)["seats"]["forecast"], 1)
        # an invoice of today is a fact, and its money is expected on the due day
        self._invoice(700, invoice_user_id=self.specialist.id, overdue=5)
        self.assertEqual(self._now(self.specialist)["paid"]["forecast"], 700)

    def _now(self, user):
        return self.env["ais.sales.plan"]._ais_plan_fact(self.company, user)[user.id]

    def test_needed_a_day_is_of_the_working_days_left(self):
        self.month = self.today.replace(day=1)
        self._plan(target_invoiced=100_000)
        days = self.company.resource_calendar_id._ais_working_dates(
            self.today, self.today + relativedelta(day=31)
        )
        figures = self._now(self.specialist)["invoiced"]
        if days:
            self.assertAlmostEqual(figures["needed"], 100_000 / len(days), 2)
            [(needed,)] = self.env["ais.plan.fact"]._read_group(
                [("indicator", "=", "invoiced"), ("user_id", "=", self.specialist.id)],
                [],
                ["needed:avg"],
            )
            self.assertAlmostEqual(needed, figures["needed"], 2)
        else:
            self.assertIsNone(figures["needed"])

    def test_queries_do_not_grow(self):
        plans = self.env["ais.sales.plan"]
        self._now(self.specialist)
        self.env.flush_all()
        with self.assertQueryCount(4):
            plans._ais_plan_fact(self.company, self.sellers)
        with self.assertQueryCount(2):
            plans._ais_facts(self.company, self.month, self.today)
