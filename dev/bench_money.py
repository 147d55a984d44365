"""Receivables, reminders and statements by the ten thousand, beside SQL and OCA's add-ons.

Usage: bench_money.py DATABASE FOLDER; the database has the add-on, and the peers where they could
be installed. Writes FOLDER/money.json. All products work on the same rows, by turns.
"""

import json
import os
import statistics
import sys
from pathlib import Path

from bench_debt import bare, fill
from bench_money_peers import AgedBalance, CreditControl, versions
from bench_money_statement import Statements
from bench_rows import environment, measured, vacuum

QUICK = bool(os.environ.get("QUICK"))
INVOICES = 20_000 if QUICK else 100_000
# of them stay open when reminders are selected; the later ones are paid, some by statements
OPEN = INVOICES // 2
DOCUMENTS = 1_000 if QUICK else 5_000
# payments registered one by one in stock Odoo
BY_HAND = 100
REPEATS = 3 if QUICK else 7
TABLES = ("res_partner", "account_move", "account_move_line")
# of the notices made at once, as the cron makes them
BATCH = 100


def by_turns(env, works, repeats):
    """Measure works by turns, each rolled back: a slow moment of the machine meets all.

    :param dict works: name: callable
    :return: {name: {"queries", "ms"}}: the most queries, the median time
    """
    runs = {name: [] for name in works}
    for _turn in range(repeats):
        for name, work in works.items():
            runs[name].append(measured(env, work))
            env.cr.rollback()
    return {
        name: {
            "queries": max(queries for queries, _took in found),
            "ms": statistics.median(took for _queries, took in found),
        }
        for name, found in runs.items()
    }


def prepare(env):
    """A company in roubles with so many open invoices of clients that have an INN."""
    rouble = env.ref("base.RUB")
    rouble.active = True
    env.company.currency_id = rouble
    fill(env, INVOICES)
    env.cr.execute(
        "UPDATE account_move SET name = 'АИС-2026/' || lpad(sequence_number::text, 6, '0')"
        " WHERE name LIKE 'BENCH/%'",
    )
    env.cr.execute(
        "UPDATE res_partner SET vat = (7700000000 + id)::text WHERE complete_name LIKE 'Bench %'",
    )
    env["ais.dunning.level"].search([]).write({"company_id": env.company.id})
    settle(env)


def settle(env):
    """Bring the tables to the state of tables in use."""
    env.cr.commit()
    vacuum(env.cr.dbname, *TABLES)


def pay_half(env):
    """The later half of the invoices is paid."""
    env.cr.execute(
        """
        UPDATE account_move_line l
           SET reconciled = TRUE, amount_residual = 0, amount_residual_currency = 0
          FROM account_move m, account_account a
         WHERE m.id = l.move_id AND a.id = l.account_id AND a.account_type = 'asset_receivable'
           AND m.name LIKE 'АИС-2026/%%' AND m.sequence_number > %s
        """,
        (OPEN,),
    )
    env.cr.execute(
        "UPDATE account_move SET payment_state = 'paid', amount_residual = 0"
        " WHERE name LIKE 'АИС-2026/%%' AND sequence_number > %s",
        (OPEN,),
    )
    settle(env)


def receivables(env, peer):
    """The grouping of the screen, as the head opens it, and what else gives the same sums."""
    head = env["res.users"].create(
        {
            "name": "Head",
            "login": "bench_head",
            "group_ids": [(4, env.ref("ais_sales.group_head").id)],
        },
    )
    env.cr.commit()
    rows = env(user=head)["ais.receivable"]

    def grouped():
        return rows.formatted_read_group([], ["bucket", "user_id"], ["amount:sum", "__count"])

    works = {"sql": lambda: bare(env), "ais": grouped}
    if peer:
        works["oca"] = peer.report
        same(env, rows, peer)
    by_turns(env, works, 1)
    return {"open": rows.search_count([]), **by_turns(env, works, REPEATS)}


def same(env, rows, peer):
    """Both products must tell the same ages: else their times say nothing."""
    own = dict(rows._read_group([], ["bucket"], ["amount:sum"]))
    other = peer.sums()
    if {key: round(value) for key, value in own.items()} != other:
        sys.exit(f"bench: the aged balances differ: {own} and {other}")
    env.cr.rollback()


def reminders(env, peer):
    """Whom to remind of what: found, and made into the records of each product, unsent."""
    notices = env["ais.dunning.notice"]

    def found():
        return notices._find_due(env.company)

    def made():
        todo = notices._group_due(found())
        for start in range(0, len(todo), BATCH):
            notices._make(env.company, todo[start : start + BATCH])

    # a run of minutes needs no repeating
    selection, records = {"ais": found}, {"ais": made}
    due = len(found())
    if peer:
        first = env["ais.dunning.level"].search([], limit=1)
        peer.prepare(first.days)
        env.cr.commit()
        selection["oca"], records["oca"] = peer.found, peer.made
        if len(peer.found()) != due:
            sys.exit(f"bench: {due} invoices are due, account_credit_control finds others")
    by_turns(env, selection, 1)
    quick = by_turns(env, selection, REPEATS)
    print(f"    reminders found: {quick}", flush=True)
    return {
        "due": due,
        "open": OPEN,
        "selection": quick,
        "records": by_turns(env, records, 1),
    }


def statements(env):
    """A whole file, imported and kept: long enough to need no repeating; and by hand."""
    work = Statements(env, OPEN, DOCUMENTS)
    took = work.load()
    return {
        "documents": DOCUMENTS,
        "seconds": took,
        "per_second": DOCUMENTS / took,
        "by_hand_per_second": BY_HAND / work.by_hand(BY_HAND),
    }


def main(database, place):
    env = environment(database)
    print(f"    {INVOICES} open invoices, then {OPEN}", flush=True)
    prepare(env)
    results = {"peers": versions(env)}
    results["receivables"] = receivables(env, AgedBalance.of(env))
    print(f"    receivables: {results['receivables']}", flush=True)
    results["statements"] = statements(env)
    print(f"    statements: {results['statements']}", flush=True)
    pay_half(env)
    results["reminders"] = reminders(env, CreditControl.of(env))
    print(f"    reminders: {results['reminders']}", flush=True)
    Path(place, "money.json").write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
