"""Turn the raw figures of a bench into results.json and a table, and judge them by the aims.

Usage: bench_report.py FOLDER. Ends with status 1 when a seat was oversold, a client was refused
while seats were free, or the control run without the guard did not oversell.
"""

import json
import os
import platform
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from odoo import release

LOADS = {"hot": "one hot group", "ten": "ten groups"}
CLIENTS = (1, 10, 40)
ROW = (
    "{:<14} {:>7} | {:>8} {:>8} {:>6} | {:>8} {:>8} {:>6} | {:>5} {:>5} | {:>5} {:>5} | {:>4} {:>4}"
)


def machine():
    """What the figures were taken on."""
    version = subprocess.run(
        ["psql", "-d", "postgres", "-Atc", "SHOW server_version"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {
        "date": datetime.now().isoformat(timespec="minutes"),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "odoo": release.version,
        "postgresql": version.stdout.split()[0],
    }


def race_rows(medians):
    """One row for each load and number of clients, with its peer and the ratio."""
    for load in LOADS:
        for clients in CLIENTS:
            own, peer = (medians[f"{load} {clients} {product}"] for product in ("ais", "event"))
            yield {
                "load": load,
                "clients": clients,
                "ais": own,
                "event": peer,
                "per_second_ratio": own["per_second"] / peer["per_second"],
                "p95_ratio": own["p95_ms"] / peer["p95_ms"],
            }


def print_race(rows):
    print("\nBookings a second, oversold ones not counted, and p95 of an answer, over two servers,")
    print("medians; seats oversold, clients refused while seats were free, errors: the worst.\n")
    print(
        ROW.format(
            "load", "clients", "ais/s", "event/s", "ratio", "ais p95", "event", "ratio",
            "sold+", "event", "ref.", "event", "err", "ev.",
        ),
    )  # fmt: skip
    for row in rows:
        own, peer = row["ais"], row["event"]
        print(
            ROW.format(
                LOADS[row["load"]],
                row["clients"],
                f"{own['per_second']:.1f}",
                f"{peer['per_second']:.1f}",
                f"{row['per_second_ratio']:.2f}",
                f"{own['p95_ms']:.0f}",
                f"{peer['p95_ms']:.0f}",
                f"{row['p95_ratio']:.2f}",
                own["oversold"],
                peer["oversold"],
                own["refused_while_free"],
                peer["refused_while_free"],
                own["errors"],
                peer["errors"],
            ),
        )


def print_mailed(medians):
    print("\nThe same hot group in stock event as its form makes it, with its e-mails\n")
    print(f"{'clients':>7} | {'event/s':>8} {'p95':>8} {'sold+':>6} {'ref.':>5} {'err':>4}")
    for clients in CLIENTS[1:]:
        peer = medians[f"hot {clients} event_mail"]
        print(
            f"{clients:>7} | {peer['per_second']:>8.1f} {peer['p95_ms']:>8.0f}"
            f" {peer['oversold']:>6} {peer['refused_while_free']:>5} {peer['errors']:>4}",
        )


def print_board(figures):
    print("\nOpening the board\n")
    print(
        f"{'groups':>7} {'bookings':>9} | {'ais ms':>8} {'queries':>8}"
        f" | {'event ms':>9} {'queries':>8}",
    )
    by_size = {}
    for figure in figures:
        by_size.setdefault(figure["groups"], {})[figure["product"]] = figure
    for size, found in by_size.items():
        own, peer = found["ais"], found["event"]
        print(
            f"{size:>7} {own['bookings']:>9} | {own['ms']:>8.0f} {own['queries']:>8}"
            f" | {peer['ms']:>9.0f} {peer['queries']:>8}",
        )


def judge(rows, control, board):
    """The aims of the bench.

    :return: list of (aim, reached, whether the bench fails without it)
    """
    own = [row["ais"] for row in rows]
    queries = {figure["queries"] for figure in board if figure["product"] == "ais"}
    return [
        ("no seat oversold", not any(one["oversold"] for one in own), True),
        (
            "no client refused while seats are free, no error",
            not any(one["refused_while_free"] or one["errors"] for one in own),
            True,
        ),
        (
            f"without the guard {control['oversold']} seats too many are sold",
            control["oversold"] > 0,
            True,
        ),
        (
            "more bookings a second than stock event in every run",
            all(row["per_second_ratio"] > 1 for row in rows),
            False,
        ),
        (
            "shorter p95 than stock event in every run",
            all(row["p95_ratio"] < 1 for row in rows),
            False,
        ),
        ("the board's queries do not grow with its records", len(queries) == 1, False),
    ]


if __name__ == "__main__":
    place = Path(sys.argv[1])
    raw = json.loads((place / "raw.json").read_text(encoding="utf-8"))
    race = list(race_rows(raw["medians"]))
    aims = judge(race, raw["medians"]["control"], raw["board"])
    results = {
        "machine": machine(),
        "repeats": raw["repeats"],
        "race": race,
        "event_with_mails": {
            name: figures for name, figures in raw["medians"].items() if name.endswith("_mail")
        },
        "control": raw["medians"]["control"],
        "board": raw["board"],
        "aims": {aim: reached for aim, reached, _needed in aims},
        "runs": raw["runs"],
    }
    target = place / "results.json"
    target.write_text(json.dumps(results, indent=1), encoding="utf-8")
    print_race(race)
    print_mailed(raw["medians"])
    print_board(raw["board"])
    print()
    for aim, reached, _needed in aims:
        print(f"  {'yes' if reached else 'NO '}  {aim}")
    print(f"\nAll figures: {target}")
    sys.exit(any(needed and not reached for _aim, reached, needed in aims))
