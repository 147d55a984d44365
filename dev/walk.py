"""Open every menu, view, filter and grouping of the add-on on the server, as each role, and tell
how long each took and how many queries it asked, the slowest first.

Usage: walk.py DATABASE FILE; the database is filled by dev/populate. Writes all figures to FILE as
they are found, one in a line.
"""

import json
import os
import statistics
import sys
from pathlib import Path

from bench_rows import environment
from walk_clock import Clock

PEOPLE = {
    "специалист": "bench_0",
    "начальник": "bench_head",
    "заместитель": "bench_deputy",
    "директор": "bench_director",
    "учебный отдел": "bench_training_office",
    "бухгалтер": "bench_accountant",
}
# milliseconds after which a screen is too slow: it is measured again
SLOW = 1000
SHOWN = 40


def walk(env, role, login):
    """Open all that one person can open: a dict for each thing opened."""
    from odoo.addons.ais_sales.tests.proof.screens import Screens

    user = env["res.users"].search([("login", "=", login)])
    clock = Clock(env.cr)
    # longer than this is too slow whatever it is
    env.cr.execute("SET statement_timeout = '60s'")
    own = env(user=user.id, su=False, context={"lang": user.lang, "tz": "Europe/Moscow"})
    for screen in Screens(own):
        name = f"{screen.menu}: {screen.part}"
        yield {"role": role, "screen": name, **opened(own, clock, screen.work)}


def opened(env, clock, work):
    """Queries and milliseconds of a call, the median of three where it is slow, or its error."""
    try:
        with env.cr.savepoint():
            runs = [clock.measured(env, work)]
            if runs[0][1] > SLOW:
                runs += [clock.measured(env, work) for _turn in range(2)]
    except Exception as error:  # pylint: disable=broad-except; every screen is tried
        env.invalidate_all(flush=False)
        return {"ms": 0, "queries": 0, "error": f"{type(error).__name__}: {error}"}
    return {
        "ms": statistics.median(took for _queries, took in runs),
        "queries": max(queries for queries, _took in runs),
    }


def report(figures):
    """Lines of a table in Markdown, the slowest first."""
    yield "| экран | роль | мс | запросов | |"
    yield "|---|---|---:|---:|---|"
    for one in sorted(figures, key=lambda figure: -figure["ms"])[:SHOWN]:
        mark = "дольше секунды" if one["ms"] > SLOW else ""
        yield f"| {one['screen']} | {one['role']} | {one['ms']:.0f} | {one['queries']} | {mark} |"


def main(database, place):
    env = environment(database)
    figures = []
    Path(place).unlink(missing_ok=True)
    wanted = os.environ.get("ROLES", "").split(",")
    for role, login in PEOPLE.items():
        if wanted != [""] and login.removeprefix("bench_") not in wanted:
            continue
        found = []
        with Path(place).open("a", encoding="utf-8", buffering=1) as file:
            for figure in walk(env, role, login):
                found.append(figure)
                # kept at once: the walk is long
                file.write(json.dumps(figure, ensure_ascii=False) + "\n")
        env.cr.rollback()
        slow = sum(one["ms"] > SLOW for one in found)
        print(f"    {role}: {len(found)} открыто, дольше секунды {slow}", flush=True)
        figures += found
    print("\n" + "\n".join(report(figures)))
    failed = [one for one in figures if "error" in one]
    for one in failed:
        print(f"    ОШИБКА  {one['role']}: {one['screen']}: {one['error']}")
    if failed:
        sys.exit(f"walk: {len(failed)} screens end in an error")


if __name__ == "__main__":
    main(*sys.argv[1:])
