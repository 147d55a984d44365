"""Print what bench_money.py has measured, and whether its aims are reached.

Usage: bench_money_report.py FOLDER. An aim that is missed is shown, not an error.
"""

import json
import sys
from pathlib import Path

TO_SQL = 1.5
TO_PEER = 5


def row(title, figures, note=""):
    print(f"  {title:<46} {figures['ms']:>10.1f} ms {figures['queries']:>7} queries{note}")


def print_receivables(found):
    own, sql = found["ais"], found["sql"]
    print(f"\nReceivables: {found['open']} open invoices by age and specialist")
    row("bare SQL", sql)
    row("ais.receivable", own, f"   x {own['ms'] / sql['ms']:.2f} of SQL")
    if peer := found.get("oca"):
        row("OCA's aged partner balance", peer, f"   x {peer['ms'] / own['ms']:.1f} of ais")


def print_reminders(found):
    print(f"\nReminders: {found['due']} of {found['open']} open invoices are due")
    for key, title in (("selection", "found"), ("records", "made, unsent")):
        for product, name in (("ais", "ais"), ("oca", "OCA's account_credit_control")):
            if product in found[key]:
                row(f"{title}, {name}", found[key][product])


def print_statements(found):
    print(
        f"\nStatement of {found['documents']} payments, all posted:"
        f" {found['per_second']:.0f} payments/s ({found['seconds']:.1f} s);"
        f" registered one by one in Odoo: {found['by_hand_per_second']:.0f} payments/s",
    )


def aims(figures):
    """The aims of the bench: pairs of words and whether they are reached."""
    found, selection = figures["receivables"], figures["reminders"]["selection"]
    own = found["ais"]["ms"]
    yield f"grouping in at most {TO_SQL} of bare SQL's time", own <= TO_SQL * found["sql"]["ms"]
    if peer := found.get("oca"):
        faster = peer["ms"] >= TO_PEER * own
        yield f"grouping at least {TO_PEER} times as fast as OCA's aged balance", faster
    if "oca" in selection:
        peer = selection["oca"]
        faster = selection["ais"]["ms"] < peer["ms"]
        yield "reminders found faster than by OCA's account_credit_control", faster
        records = figures["reminders"]["records"]
        faster = records["ais"]["ms"] < records["oca"]["ms"]
        yield "reminders made faster than a run of OCA's account_credit_control", faster


if __name__ == "__main__":
    results = json.loads(Path(sys.argv[1], "money.json").read_text(encoding="utf-8"))
    print_receivables(results["receivables"])
    print_reminders(results["reminders"])
    print_statements(results["statements"])
    peers = ", ".join(f"{name} {version}" for name, version in results["peers"].items())
    print(f"\nPeers: {peers or 'none'}\n")
    for aim, reached in aims(results):
        print(f"  {'yes' if reached else 'NO '}  {aim}")
