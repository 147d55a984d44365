"""Print what bench_corporate.py has measured, and whether its aims are reached.

Usage: bench_corporate_report.py FOLDER. An aim that is missed is shown, not an error.
"""

import json
import sys
from pathlib import Path

RATIO = 2.0
PAIRS = (("orders", "tasks"), ("matrix", "tasks"), ("orders_board", "tasks_board"))
TITLES = {
    "orders": "list of orders",
    "matrix": "matrix of documents",
    "orders_board": "board of orders",
    "tasks": "stock list of tasks",
    "tasks_board": "stock board of tasks",
}


def print_screens(figures):
    print(
        f"\n{figures['orders']} corporate orders, {figures['documents']} documents,"
        f" {figures['trainees']} trainees; {figures['tasks']} tasks of stock Odoo",
    )
    for page, screens in figures["screens"].items():
        for own, peer in PAIRS:
            one, other = screens[own], screens[peer]
            print(
                f"  {TITLES[own]:<20} page {page:>5} {one['ms']:>8.1f} ms {one['queries']:>4}"
                f" queries | {TITLES[peer]:<20} {other['ms']:>8.1f} ms {other['queries']:>4}"
                f" queries   x {one['ms'] / other['ms']:.2f}",
            )
    found = figures["risks"]
    print(f"  risks of all orders {found['ms']:>21.1f} ms {found['queries']:>4} queries")


def print_import(figures):
    for found in figures["import"]:
        print(
            f"  import of {found['people']:>5} people: {found['ms'] / 1000:>6.2f} s,"
            f" {found['queries']} queries, {found['added']} added",
        )
    found = figures["contacts"]
    print(
        f"  stock import of {found['people']} contacts: {found['ms'] / 1000:.2f} s,"
        f" {found['queries']} queries",
    )


def aims(figures):
    """The aims of the bench: pairs of words and whether they are reached."""
    screens = figures["screens"]
    for own, peer in PAIRS:
        for page, found in screens.items():
            reached = found[own]["ms"] <= RATIO * found[peer]["ms"]
            yield f"{TITLES[own]}, page {page}: at most {RATIO} of the {TITLES[peer]}", reached
        asked = {found[own]["queries"] for found in screens.values()}
        # more than a page of personal data is noted in the log of accesses, once
        yield f"{TITLES[own]}: queries do not grow with the page", max(asked) - min(asked) <= 2
    large = figures["import"][-1]
    yield "import: everybody is added", large["added"] == large["people"]


if __name__ == "__main__":
    measured = json.loads(Path(sys.argv[1], "corporate.json").read_text())
    print_screens(measured)
    print_import(measured)
    print()
    for words, reached in aims(measured):
        print(f"  {'reached' if reached else 'MISSED '}  {words}")
