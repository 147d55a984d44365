"""Receivables by the hundred thousand: the grouping of the screen against the bare aggregate.

Usage: bench_debt.py DATABASE [INVOICES]; the database has the add-on; nothing is kept.
"""

import statistics
import sys

from bench_rows import copies, environment, measured

from odoo import Command
from odoo.tools import SQL

RUNS = 7


def fill(env, count, mark="", partner=None):
    """So many posted invoices, due within half a year.

    :param str mark: tells the accounts and the journal of one filling from those of another
    :param partner: SQL of the client of row `n`; a tenth as many new clients by turns if not given
    """
    company = env.company
    account = env["account.account"].create(
        {
            "name": "AIS62",
            "code": f"AISB62{mark}",
            "account_type": "asset_receivable",
            "reconcile": True,
        },
    )
    income = env["account.account"].create(
        {"name": "AIS90", "code": f"AISB90{mark}", "account_type": "income"},
    )
    journal = env["account.journal"].create(
        {"name": "Bench", "code": f"BNCH{mark}", "type": "sale", "default_account_id": income.id},
    )
    client = env["res.partner"].create({"name": "Bench", "is_company": True})
    client.property_account_receivable_id = account
    line = {"name": "x", "price_unit": 1000, "tax_ids": [Command.clear()], "account_id": income.id}
    move = env["account.move"].create(
        {
            "move_type": "out_invoice",
            "partner_id": client.id,
            "journal_id": journal.id,
            "invoice_date": company.ais_today(),
            "invoice_line_ids": [Command.create(line)],
        },
    )
    move.action_post()
    env.flush_all()
    users = env["res.users"].search([("share", "=", False)]).ids
    partner = partner or new_clients(env, client, count // 10, users[0])
    moves = copies(
        move,
        count,
        {
            "name": SQL("'BENCH/' || n"),
            "sequence_number": SQL("n"),
            "partner_id": partner,
            "commercial_partner_id": partner,
            "invoice_user_id": SQL("(%s::int[])[1 + n %% %s]", users, len(users)),
        },
    )
    analyze(env, "account_move")
    due = SQL("CURRENT_DATE + 30 - (n * 7 %% 180)::int")
    for one in move.line_ids:
        owed = {"date_maturity": due} if one.account_id == account else {}
        copies(
            one, count, {"move_id": SQL("(%s + n - 1)", moves[0]), "partner_id": partner, **owed}
        )
    analyze(env, "account_move_line")


def new_clients(env, client, count, user_id):
    """SQL of the client of row `n`: one of so many new ones, by turns."""
    clients = copies(client, count, {"complete_name": SQL("'Bench ' || n")})
    env.cr.execute(
        "UPDATE res_partner SET commercial_partner_id = id, user_id = %s WHERE id = ANY(%s)",
        (user_id, clients),
    )
    analyze(env, "res_partner")
    return SQL("(%s::int[])[1 + n %% %s]", clients, len(clients))


def analyze(env, *tables):
    """Tell the planner how large the tables have become: foreign keys are checked by index then."""
    for table in tables:
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))


def median(env, work):
    """Milliseconds of a piece of work, the first run left out."""
    work()
    return statistics.median(measured(env, work)[1] for _n in range(RUNS))


def bare(env):
    """What the screen asks, in plain SQL over the same journal items."""
    env.cr.execute(
        """
        SELECT CASE WHEN l.amount_residual <= 0 THEN 'credit'
                    WHEN CURRENT_DATE - l.date_maturity <= 0 THEN 'current'
                    WHEN CURRENT_DATE - l.date_maturity <= 30 THEN 'd30'
                    WHEN CURRENT_DATE - l.date_maturity <= 60 THEN 'd60'
                    WHEN CURRENT_DATE - l.date_maturity <= 90 THEN 'd90' ELSE 'older' END,
               COALESCE(m.invoice_user_id, c.user_id), SUM(l.amount_residual), COUNT(*)
          FROM account_move_line l
          JOIN account_account a ON a.id = l.account_id AND a.account_type = 'asset_receivable'
          JOIN account_move m ON m.id = l.move_id
     LEFT JOIN res_partner p ON p.id = l.partner_id
     LEFT JOIN res_partner c ON c.id = p.commercial_partner_id
         WHERE l.parent_state = 'posted' AND l.reconciled IS NOT TRUE
         GROUP BY 1, 2
        """,
    )
    return env.cr.fetchall()


def main(database, count):
    env = environment(database)
    fill(env, count)
    print("filled", flush=True)
    rows = env["ais.receivable"]
    plain = median(env, lambda: bare(env))
    grouped = median(
        env,
        lambda: rows._read_group([], ["bucket", "user_id"], ["amount:sum", "__count"]),
    )
    env["ais.dunning.level"].search([]).write({"company_id": env.company.id})
    notices = env["ais.dunning.notice"]
    print(f"{count} open invoices")
    print(f"    bare aggregate by age and specialist: {plain:.0f} ms")
    print(f"    the same through ais.receivable: {grouped:.0f} ms, {grouped / plain:.2f} of it")
    print(f"    first page of receivables: {median(env, lambda: first_page(rows)):.0f} ms")
    print(f"    desk of debtors: {median(env, lambda: first_page(env['ais.debtor'])):.0f} ms")
    print(f"    selection for reminders: {measured(env, lambda: found(env, notices))[1]:.0f} ms")
    env.cr.rollback()


def first_page(model):
    names = [name for name, field in model._fields.items() if field.store]
    model.web_search_read([], {name: {} for name in names}, limit=80)


def found(env, notices):
    rows = notices._find_due(env.company)
    print(f"    {len(rows)} invoices to remind of")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
