"""The figures of the day as a table, and what was wrong."""

import json
import math
import re
import statistics
from collections import Counter

RETRY = re.compile(r"INFO \S+ odoo\.service\.model: (\w+), (\d) tries left")
GIVEN_UP = re.compile(r"odoo\.service\.model: (\w+), maximum number of tries")
LEVEL = re.compile(r"^\S+ \S+ \d+ (ERROR|CRITICAL) \S+ (\S+): (.*)")
SAID = re.compile(r"^ERROR: +(.*)")
# Odoo and our jobs do such transactions again
COLLISION = re.compile("could not serialize|deadlock detected|could not obtain lock")


def read_logs(folder, part):
    """What the nodes wrote: repeated transactions, those given up, errors."""
    retries, given_up, errors = Counter(), Counter(), Counter()
    query = None
    for path in sorted(folder.glob(f"{part}-node*.log")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            # what PostgreSQL said of a query stands in the lines after it
            if query and (found := SAID.match(line)):
                if not COLLISION.search(line):
                    errors[f"{query}: {found[1][:150]}"] += 1
                query = None
            if found := RETRY.search(line):
                retries[found[1]] += 1
            elif found := GIVEN_UP.search(line):
                given_up[found[1]] += 1
            elif (found := LEVEL.match(line)) and found[3].startswith("bad query"):
                query = found[2]
            elif found:
                errors[f"{found[2]}: {re.sub(r'[0-9]+', 'N', found[3])[:150]}"] += 1
    return {"retries": retries, "given_up": given_up, "errors": errors}


def _row(label, times):
    times = sorted(times)
    p95 = times[math.ceil(0.95 * len(times)) - 1]
    figures = (statistics.median(times), p95, times[-1])
    return (
        f"| {label} | {len(times)} | " + " | ".join(f"{1000 * one:.0f}" for one in figures) + " |"
    )


def _table(journal):
    rows = sorted(journal.latencies.items(), key=lambda item: -statistics.median(item[1]))
    every = [one for times in journal.latencies.values() for one in times]
    return [
        "| operation | calls | p50, ms | p95, ms | max, ms |",
        "|---|--:|--:|--:|--:|",
        *(_row(label, times) for label, times in rows),
        _row("**all**", every),
    ]


def _part(result):
    journal, logs = result["journal"], result["logs"]
    calls = sum(map(len, journal.latencies.values()))
    lines = [
        f"## {result['part']}: {result['minutes']:g} minutes",
        f"{calls} calls, {calls / result['minutes'] / 60:.1f} a second;"
        f" inquiries from sites {result['inquiries']}, letters {result['letters']};"
        f" connections to PostgreSQL at most {result['connections']};"
        f" connections refused and tried anew {journal.refused_connections}",
        *(f"- {name}: {value}" for name, value in result["weather"].items()),
        f"- answers lost: {dict(journal.lost)}",
        f"- transactions repeated by Odoo: {dict(logs['retries'])}",
        f"- given up after five tries: {dict(logs['given_up'])}",
        f"- stored figures computed anew: {result['recount']['checked']}",
        "",
        *_table(journal),
        "",
        "Refused in clear words:",
        *(
            f"- {count} × {label}: {kind}: {words}"
            for (label, kind, words), count in journal.refusals.most_common()
        ),
        "",
        "Errors in the logs:",
        *(f"- {count} × {line}" for line, count in logs["errors"].most_common()),
        "",
    ]
    return lines, _faults(result)


def _faults(result):
    """What makes the run fail."""
    journal, logs = result["journal"], result["logs"]
    counted = Counter(journal.errors)
    lines = [f"{count} × {label}: {error}" for (label, error), count in counted.most_common()]
    lines += [f"{name}: {count}, such as {rows}" for name, rows, count in result["wrong"]]
    lines += [
        f"stored {name} is not what it should be: {count}, such as {rows}"
        for name, (count, rows) in result["recount"]["found"].items()
    ]
    if result["part"] == "day":
        lines += [f"{count} × in the logs: {line}" for line, count in logs["errors"].items()]
        lines += [f"{count} × given up: {name}" for name, count in logs["given_up"].items()]
    if result["weather"]["stuck people"]:
        lines.append(f"{result['weather']['stuck people']} people got no answer at all")
    return lines


def write_report(results, folder, nodes, workers):
    """Write `report.md` and `raw.json`, print the report, and say whether all was well.

    :return: int, the program's end: 0 when nothing was wrong
    """
    lines, bad = [f"# {nodes} nodes of {workers} workers, 50 people", ""], []
    for result in results:
        part, wrong = _part(result)
        bad += wrong
        lines += [*part, f"Wrong: {len(wrong)}", *(f"- {one}" for one in wrong), ""]
    text = "\n".join(lines)
    (folder / "report.md").write_text(text, encoding="utf-8")
    raw = {result["part"]: dict(result["journal"].latencies.items()) for result in results}
    (folder / "raw.json").write_text(json.dumps(raw), encoding="utf-8")
    print(text)
    return 1 if bad else 0
