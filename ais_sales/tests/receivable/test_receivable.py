import random
from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from .common import DebtCommon


@tagged("post_install", "-at_install")
class TestReceivable(DebtCommon):
    """What clients owe is what the books say, by the day and to the kopeck."""

    def _rows(self, client=None):
        return self.env["ais.receivable"].search([("client_id", "=", (client or self.client).id)])

    def test_due_day_itself_is_not_overdue(self):
        days = {0: "current", 1: "d30", 30: "d30", 31: "d60", 60: "d60", 61: "d90", 91: "older"}
        for overdue, bucket in days.items():
            move = self._invoice(overdue=overdue)
            row = self._rows().filtered(lambda one, move=move: one.move_id == move)
            with self.subTest(overdue=overdue):
                self.assertEqual((row.days_overdue, row.bucket), (overdue, bucket))

    def test_instalments_are_counted_each_by_its_own_day(self):
        term = self.env["account.payment.term"].create(
            {
                "name": "50 / 50",
                "line_ids": [
                    Command.create({"value_amount": 50, "nb_days": 0}),
                    Command.create({"value_amount": 50, "nb_days": 40}),
                ],
            },
        )
        self._invoice(1000, overdue=10, invoice_payment_term_id=term.id, invoice_date_due=False)
        rows = self._rows().sorted("date_due")
        self.assertEqual(rows.mapped("amount"), [500, 500])
        self.assertEqual(rows.mapped("bucket"), ["d30", "current"])

    def test_overpayment_stands_beside_the_debts_below_zero(self):
        invoice = self._invoice(1000, overdue=5)
        self._pay(1300, invoice=invoice)
        row = self._rows()
        self.assertEqual((row.bucket, row.amount, row.days_overdue), ("credit", -300, 0))

    def test_debt_of_a_branch_is_the_client_s(self):
        branch = self.env["res.partner"].create({"name": "Филиал", "parent_id": self.client.id})
        self._invoice(700, client=branch)
        row = self._rows()
        self.assertEqual((row.client_id, row.partner_id), (self.client, branch))

    def test_specialist_is_the_invoice_s_else_the_client_s(self):
        self._invoice(invoice_user_id=self.specialist_2.id)
        self._pay(10)
        users = {row.bucket: row.user_id for row in self._rows()}
        self.assertEqual(users["current"], self.specialist_2)
        self.assertEqual(users["credit"], self.specialist)

    def test_debt_names_its_order_booking_and_group(self):
        booking = self._book(2)
        order = self.env["sale.order"].create(
            {
                "partner_id": self.client.id,
                "order_line": [
                    Command.create(
                        {"product_id": self.course.product_id.id, "ais_group_id": self.group.id},
                    ),
                ],
            },
        )
        booking.sudo().sale_line_id = order.order_line
        self._invoice(
            invoice_line_ids=[
                Command.create(
                    {
                        "name": "Обучение",
                        "account_id": self.books["income"].id,
                        "price_unit": 100,
                        "tax_ids": [Command.clear()],
                        "sale_line_ids": [Command.link(order.order_line.id)],
                    },
                ),
            ],
        )
        row = self._rows()
        self.assertEqual((row.order_id, row.booking_id), (order, booking))
        self.assertEqual((row.group_id, row.group_count), (self.group, 1))
        grouped = dict(self.env["ais.receivable"]._read_group([], ["group_id"], ["amount:sum"]))
        self.assertEqual(grouped[self.group], 100)
        found = self.env["ais.receivable"].search([("order_id", "=", order.id)])
        self.assertEqual(found, row)

    def test_figures_are_the_books_to_the_kopeck(self):
        rng = random.Random(215)
        other = self.env["res.company"].create(
            {"name": "Второй центр", "currency_id": self.company.currency_id.id},
        )
        self.env.user.company_ids |= other
        books = {self.company: self.books, other: self._open_books(other)}
        currency = (
            self.env["res.currency"]
            .with_context(active_test=False)
            .search(
                [("id", "!=", self.company.currency_id.id)],
                limit=1,
            )
        )
        currency.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": currency.id, "rate": 0.37, "name": self.today - timedelta(days=400)},
        )
        clients = [self._make_client(f"Клиент {n}", self.specialist) for n in range(4)]
        cards = clients + [
            self.env["res.partner"].create({"name": "Филиал", "parent_id": client.id})
            for client in clients[:2]
        ]
        for _n in range(40):
            company = rng.choice(list(books))
            card = rng.choice(cards)
            kind = rng.choice(["out_invoice"] * 4 + ["out_refund"])
            amount = rng.randint(100, 10_000_000) / 100
            vals = {"currency_id": currency.id} if rng.random() < 0.25 else {}
            move = self._invoice(
                amount,
                rng.randint(-30, 120),
                card,
                kind,
                books=books[company],
                **vals,
            )
            if kind == "out_invoice" and rng.random() < 0.5:
                part = round(amount * rng.choice((0.3, 1, 1.2)), 2)
                self._pay(part, card, invoice=move, books=books[company])
        companies = (self.company | other).ids
        receivables = self.env["ais.receivable"].with_context(allowed_company_ids=companies)
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT l.company_id, p.commercial_partner_id, SUM(l.amount_residual)
              FROM account_move_line l
              JOIN account_account a ON a.id = l.account_id
              JOIN res_partner p ON p.id = l.partner_id
             WHERE a.account_type = 'asset_receivable' AND l.parent_state = 'posted'
               AND p.commercial_partner_id = ANY(%s)
               AND l.reconciled IS NOT TRUE
             GROUP BY 1, 2
            """,
            ([client.id for client in clients],),
        )
        expected = {(row[0], row[1]): round(float(row[2]), 2) for row in self.env.cr.fetchall()}
        found = receivables._read_group(
            [("client_id", "in", [client.id for client in clients])],
            ["company_id", "client_id"],
            ["amount:sum"],
        )
        self.assertEqual(
            {(company.id, client.id): round(amount, 2) for company, client, amount in found},
            expected,
        )
        cards_all = self.env["res.partner"].union(*cards)
        for company in books:
            for client in clients:
                rows = receivables.search(
                    [("client_id", "=", client.id), ("company_id", "=", company.id)],
                )
                own = cards_all.filtered(lambda card, of=client: of in (card, card.parent_id))
                balance = sum(own.with_company(company).mapped("credit"))
                self.assertAlmostEqual(sum(rows.mapped("amount")), balance, 2)

    def test_desk_puts_broken_promises_first_then_sum_and_age(self):
        small, big, broken = (self._make_client(name, self.specialist) for name in "абв")
        self._invoice(100, 10, small)
        self._invoice(1000, 10, big)
        self._invoice(50, 5, broken)
        self.env["ais.debt.contact"].create(
            {
                "client_id": broken.id,
                "date": self.today - timedelta(days=5),
                "result": "promised",
                "promise_amount": 50,
                "promise_date": self.today - timedelta(days=1),
            },
        )
        self._run_cron("ais.debt.contact", "_cron_promises")
        desk = (
            self.env["ais.debtor"]
            .with_user(self.specialist)
            .search(
                [("client_id", "in", (small | big | broken).ids)],
            )
        )
        self.assertEqual(desk.client_id.mapped("name"), ["в", "б", "а"])
        self.assertEqual(desk.mapped("broken_count"), [1, 0, 0])

    def test_newer_promise_takes_the_broken_one_off_the_desk(self):
        self._invoice(100, 10)
        row = self.env["ais.debtor"].search([("client_id", "=", self.client.id)])
        for ago, days, count in ((9, -5, 1), (4, -2, 1), (1, 3, 0)):
            self.env["ais.debt.contact"].create(
                {
                    "client_id": self.client.id,
                    "date": self.today - timedelta(days=ago),
                    "result": "promised",
                    "promise_amount": 100,
                    "promise_date": self.today + timedelta(days=days),
                },
            )
            self._run_cron("ais.debt.contact", "_cron_promises")
            row.invalidate_recordset()
            self.assertEqual(row.broken_count, count, ago)

    def test_grouping_by_age_and_specialist_takes_one_query(self):
        for overdue in (0, 10, 40):
            self._invoice(overdue=overdue)
        rows = self.env["ais.receivable"]
        rows._read_group([], ["bucket", "user_id"], ["amount:sum"])
        with self.assertQueryCount(1):
            rows._read_group([], ["bucket", "user_id"], ["amount:sum"])
