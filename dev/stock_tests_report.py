"""Compares the logs of stock Odoo's tests with the add-on and without it.

Usage: stock_tests_report.py FOLDER failures SUITE    names the tests that only the add-on fails
       stock_tests_report.py FOLDER table             prints the table, fails when there is one more
"""

import re
import sys
from pathlib import Path

STARTED = re.compile(r" INFO \S+ (odoo\.addons\.\S+?): Starting (\S+?)\.(\S+) \.\.\.")
FAILED = re.compile(
    r" ERROR \S+ (odoo\.addons\.\S+?): (?:FAIL|ERROR): (?:Subtest )?(\S+?)(?:\.(\w+))?(?= |$)"
)
SET_UP = re.compile(r" ERROR \S+ (odoo\.addons\.\S+?): ERROR: (setUpClass) \((\S+?)\)")


def read(log):
    """What ran and what failed, by name.

    :return: (set of tests run, set of tests failed); a class that could not be set up counts once
    """
    ran, failed = set(), set()
    for line in log.read_text(errors="replace").splitlines() if log.exists() else ():
        if found := SET_UP.search(line):
            name = found[3].split(".")[-1]
            failed.add(f"{found[1].split('.')[2]} {name}.setUpClass")
        elif found := STARTED.search(line):
            ran.add(f"{found[1].split('.')[2]} {found[2]}.{found[3]}")
        elif found := FAILED.search(line):
            failed.add(f"{found[1].split('.')[2]} {found[2]}.{found[3]}")
    return ran, failed


def read_all(folder, base, suite):
    """Every run of a suite: a test that passed when it was run again is no failure."""
    ran, failed = read(folder / f"{suite}.{base}.log")
    again = folder / f"{suite}.{base}.again.log"
    if again.exists():
        repeated, still = read(again)
        failed = (failed - repeated) | still
    return ran, failed


def failures(folder, suite):
    """Tests that fail with the add-on and not without it."""
    return sorted(
        read_all(folder, "ais", suite)[1] - read_all(folder, "plain", suite)[1],
    )


def table(folder):
    """Print a line for each suite.

    :return: number of tests that fail with the add-on alone
    """
    print("| suite | tests | fail with it | and without | only with the add-on | not run with it |")
    print("|---|---|---|---|---|---|")
    more = 0
    for log in sorted(folder.glob("*.ais.log")):
        suite = log.name.removesuffix(".ais.log")
        (without, bad), (ran, worse) = (read_all(folder, base, suite) for base in ("plain", "ais"))
        new = sorted(worse - bad)
        more += len(new)
        print(
            f"| {suite} | {len(ran)} | {len(worse)} | {len(worse & bad)} "
            f"| {', '.join(new) or '–'} | {', '.join(sorted(without - ran)) or '–'} |",
        )
    return more


if __name__ == "__main__":
    place, what, *rest = sys.argv[1:]
    if what == "failures":
        print("\n".join(failures(Path(place), *rest)))
    else:
        sys.exit(1 if table(Path(place)) else 0)
