"""Print what bench_cockpit.py has measured, and whether its aims are reached.

Usage: bench_cockpit_report.py FOLDER. An aim that is missed is shown, not an error.
"""

import json
import sys
from pathlib import Path

RATIO = 3.0
TITLES = {
    "cockpit": "all clauses of the regulation",
    "director": "director's desk",
    "head": "head's desk",
    "specialist": "specialist's desk",
    "snapshot": "daily snapshot of all",
    "digest": "weekly digest, PDF aside",
    "pipeline": "stock board of the pipeline",
}


def aims(figures):
    """The aims of the bench: pairs of words and whether they are reached."""
    for name in ("cockpit", "director", "head", "specialist", "digest"):
        asked = [figures[when][name]["queries"] for when in ("before", "after")]
        yield f"{TITLES[name]}: queries do not grow with the rows {asked}", asked[1] <= asked[0]
    ratio = figures["after"]["cockpit"]["ms"] / figures["bare"]["ms"]
    yield f"{TITLES['cockpit']}: at most {RATIO} of the bare SQL ({ratio:.2f})", ratio <= RATIO


if __name__ == "__main__":
    measured = json.loads(Path(sys.argv[1], "cockpit.json").read_text())
    print("\n" + ", ".join(f"{count} {name}" for name, count in measured["rows"].items()))
    for name, found in measured["after"].items():
        empty = measured["before"][name]
        print(
            f"  {TITLES[name]:<30} {found['ms']:>9.1f} ms {found['queries']:>4} queries"
            f" | few rows {empty['ms']:>8.1f} ms {empty['queries']:>4} queries",
        )
    found = measured["bare"]
    print(
        f"  {'the same SQL without Odoo':<30} {found['ms']:>9.1f} ms {found['queries']:>4} queries"
    )
    print()
    for words, reached in aims(measured):
        print(f"  {'reached' if reached else 'MISSED '}  {words}")
