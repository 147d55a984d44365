"""Print what bench_base.py has measured, and whether its aims are reached.

Usage: bench_base_report.py FOLDER. An aim that is missed is shown, not an error: chance of the
machine decides a few hundredths.
"""

import json
import sys
from pathlib import Path

RATIO = 1.10


def print_screens(screens):
    print(f"\n{'':<22} {'page':>4} | {'ais ms':>8} {'queries':>8} | {'stock ms':>8} {'queries':>8}")
    for row in screens:
        own, peer = row["ais"], row["stock"]
        print(
            f"{row['screen']:<22} {row['page']:>4} | {own['ms']:>8.1f} {own['queries']:>8}"
            f" | {peer['ms']:>8.1f} {peer['queries']:>8}   x {own['ms'] / peer['ms']:.2f}",
        )


def print_rest(base):
    for name, title in (
        ("entry", "Typing a client that is known"),
        ("transfer", "Giving clients and leads"),
    ):
        print(f"\n{title}")
        for product, row in base[name].items():
            size = f"{row['clients']:>6} clients" if "clients" in row else ""
            print(f"  {product:<6} {size} {row['ms']:>9.1f} ms {row['queries']:>7} queries")
    print(f"\nThe clocks' cron over {base['leads']} open leads")
    for row in base["cron"]:
        print(f"  {row['due']:>6} become due {row['ms']:>9.1f} ms {row['queries']:>7} queries")


def grows(screens):
    """Screens on which the add-on asks more for each record than stock Odoo does.

    That personal data of many were opened is noted once for a long page: that is no query more
    per record.
    """
    extra = {}
    for row in screens:
        more = row["ais"]["queries"] - row["stock"]["queries"]
        extra.setdefault(row["screen"], []).append((row["page"], more))
    return [
        screen
        for screen, ((short, before), (long, after)) in extra.items()
        if after - before > (long - short) / 10
    ]


if __name__ == "__main__":
    figures = json.loads(Path(sys.argv[1], "base.json").read_text(encoding="utf-8"))
    print_screens(figures["screens"])
    print_rest(figures)
    slow = [
        f"{row['screen']} ({row['page']})"
        for row in figures["screens"]
        if row["ais"]["ms"] > RATIO * row["stock"]["ms"]
    ]
    print()
    for aim, missed in (
        (f"no screen over {RATIO:.2f} of stock Odoo's time", slow),
        ("no query more per record", grows(figures["screens"])),
    ):
        print(f"  {'NO ' if missed else 'yes'}  {aim}{': ' if missed else ''}{', '.join(missed)}")
