"""Dates, sums and payments of the invoices that bench_debt.py has filled in."""

from bench_debt import analyze
from bench_rows import copies
from populate_dice import day, dice, pick

from odoo.tools import SQL

SUMS = {
    "account_move": (
        "amount_untaxed",
        "amount_total",
        "amount_residual",
        "amount_untaxed_signed",
        "amount_untaxed_in_currency_signed",
        "amount_total_signed",
        "amount_total_in_currency_signed",
        "amount_residual_signed",
    ),
    "account_move_line": (
        "debit",
        "credit",
        "balance",
        "amount_currency",
        "amount_residual",
        "amount_residual_currency",
        "price_unit",
        "price_subtotal",
        "price_total",
    ),
}


class Money:
    """The books of populate_scene.py.

    :param scene: the volume, whose invoices are named BENCH/1 and so on
    """

    def __init__(self, scene):
        self.scene = scene
        self.env = scene.env

    def settle(self):
        """Give the invoices a year and a half of dates, sums and payments."""
        self._date()
        self._pay()
        analyze(self.env, "account_move", "account_move_line", "account_partial_reconcile")

    def _times(self, table):
        """SQL that multiplies the sums of a table by those of invoice `n`."""
        return SQL(", ").join(
            SQL("%s = o.%s * (1 + %s)", SQL.identifier(name), SQL.identifier(name), dice(60, 50))
            for name in SUMS[table]
        )

    def _date(self):
        self.env.cr.execute(
            SQL(
                """
                UPDATE account_move o
                   SET invoice_date = %(day)s, date = %(day)s, invoice_date_due = %(day)s + 14,
                       create_date = %(day)s, invoice_user_id = %(user)s, team_id = %(team)s,
                       %(sums)s
                  FROM (SELECT id, sequence_number AS n FROM account_move
                         WHERE name LIKE 'BENCH/%%') t
                 WHERE t.id = o.id
                """,
                day=day(540, 51),
                user=self.scene._worker(),
                team=self.scene.team.id,
                sums=self._times("account_move"),
            ),
        )
        products = self.scene.courses.product_id.ids
        self.env.cr.execute(
            SQL(
                """
                UPDATE account_move_line o
                   SET date = m.date, invoice_date = m.date, create_date = m.create_date,
                       move_name = 'АИС-2026/' || lpad(m.n::text, 6, '0'),
                       date_maturity = CASE WHEN o.date_maturity IS NOT NULL
                           THEN m.invoice_date_due END,
                       product_id = CASE WHEN o.display_type = 'product' THEN %(product)s END,
                       %(sums)s
                  FROM (SELECT *, sequence_number AS n FROM account_move
                         WHERE name LIKE 'BENCH/%%') m
                 WHERE m.id = o.move_id
                """,
                product=pick(products, dice(len(products), 52)),
                sums=self._times("account_move_line"),
            ),
        )
        self.env.cr.execute(
            "UPDATE account_move SET name = 'АИС-2026/' || lpad(sequence_number::text, 6, '0')"
            " WHERE name LIKE 'BENCH/%'",
        )
        analyze(self.env, "account_move", "account_move_line")

    # -- payments

    def _paid(self):
        """Debts that are paid: nine of ten of the older, half of the new ones.

        :return: columns: ids of lines, of moves and of clients, whole roubles, days ago
        """
        self.env.cr.execute(
            SQL(
                """
                SELECT l.id, m.id, l.partner_id, l.balance::int,
                       GREATEST(CURRENT_DATE - m.invoice_date - %(later)s, 0)
                  FROM (SELECT *, id AS n FROM account_move WHERE name LIKE 'АИС-2026/%%') m
                  JOIN account_move_line l ON l.move_id = m.id AND l.balance > 0
                 WHERE %(throw)s < CASE WHEN m.invoice_date < CURRENT_DATE - 60 THEN 90 ELSE 50 END
                 ORDER BY m.id
                """,
                later=dice(40, 53),
                throw=dice(100, 54),
            ),
        )
        return [list(column) for column in zip(*self.env.cr.fetchall(), strict=True)]

    def _example(self):
        """One payment, posted and reconciled with an invoice as a bank statement does it."""
        env = self.env(context={**self.env.context, "ais_bulk_payments": "posting"})
        bank = env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", env.company.id)], limit=1
        )
        invoice = env["account.move"].search(
            [("move_type", "=", "out_invoice"), ("name", "not like", "АИС-2026/")],
            limit=1,
        )
        debt = invoice.line_ids.filtered(lambda line: line.balance > 0)
        payment = env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": invoice.partner_id.id,
                "amount": debt.balance,
                "journal_id": bank.id,
                "date": invoice.date,
                "destination_account_id": debt.account_id.id,
            },
        )
        payment.action_post()
        money = payment.move_id.line_ids.filtered(lambda line: line.account_id == debt.account_id)
        (debt | money).reconcile()
        env.flush_all()
        return payment, money

    def _pay(self):
        debts, invoices, clients, sums, ago = self._paid()
        payment, money = self._example()
        partial = money.matched_debit_ids
        place = SQL("n - 1")
        client, amount = pick(clients, place), pick(sums, place)
        when = SQL("CURRENT_DATE - %s", pick(ago, place))
        number = SQL("'ПЛ/' || n")
        moves = copies(
            payment.move_id,
            len(debts),
            {
                "name": number,
                "sequence_number": SQL("n"),
                "date": when,
                "partner_id": client,
                "commercial_partner_id": client,
            },
        )
        move = pick(moves, place)
        payments = copies(
            payment,
            len(debts),
            {"name": number, "date": when, "partner_id": client, "amount": amount, "move_id": move},
        )
        analyze(self.env, "account_move", "account_payment")
        self.env.cr.execute(
            "UPDATE account_move m SET origin_payment_id = p.id FROM account_payment p"
            " WHERE p.move_id = m.id AND p.id = ANY(%s)",
            (payments,),
        )
        lines = {}
        for line in payment.move_id.line_ids:
            sign = SQL("-1") if line == money else SQL("1")
            signed = SQL("%s * %s", sign, amount)
            lines[line == money] = copies(
                line,
                len(debts),
                {
                    "move_id": move,
                    "payment_id": pick(payments, place),
                    "move_name": number,
                    "partner_id": client,
                    "date": when,
                    "balance": signed,
                    "amount_currency": signed,
                    "credit" if line == money else "debit": amount,
                },
            )
        self._reconcile(partial, debts, lines[True], amount, when)
        self._note_paid(invoices)

    def _reconcile(self, partial, debts, paid, amount, when):
        fulls = copies(partial.full_reconcile_id, len(debts), {})
        analyze(self.env, "account_full_reconcile", "account_move_line")
        place = SQL("n - 1")
        copies(
            partial,
            len(debts),
            {
                "debit_move_id": pick(debts, place),
                "credit_move_id": pick(paid, place),
                "full_reconcile_id": pick(fulls, place),
                "amount": amount,
                "debit_amount_currency": amount,
                "credit_amount_currency": amount,
                "max_date": when,
            },
        )
        self.env.cr.execute(
            """
            UPDATE account_move_line l
               SET reconciled = TRUE, amount_residual = 0, amount_residual_currency = 0,
                   full_reconcile_id = t.whole, matching_number = t.whole::text
              FROM (SELECT unnest(%s) AS id, unnest(%s) AS whole) t
             WHERE t.id = l.id
            """,
            (debts + paid, fulls + fulls),
        )

    def _note_paid(self, invoices):
        self.env.cr.execute(
            "UPDATE account_move SET payment_state = 'paid', amount_residual = 0,"
            " amount_residual_signed = 0 WHERE id = ANY(%s)",
            (invoices,),
        )
