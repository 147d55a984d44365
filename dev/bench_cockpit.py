"""The regulation cockpit, the desks and the digest at 100,000 inquiries, bookings and invoices and
50 specialists, beside the bare SQL that they need and the board of stock Odoo's pipeline.

Usage: bench_cockpit.py DATABASE FOLDER; the database has the add-on. Writes FOLDER/cockpit.json.
The same work is measured at a tenth of the rows, so that queries which grow with them are seen.
"""

import json
import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import psycopg2
from bench_cockpit_scene import TABLES, CockpitScene
from bench_money import by_turns
from bench_rows import environment, open_kanban, vacuum

from odoo.sql_db import Cursor

QUICK = bool(os.environ.get("QUICK"))
ROWS = 20_000 if QUICK else 100_000
FEW = 10_000
REPEATS = 3 if QUICK else 7


@contextmanager
def heard():
    """What is asked of the database meanwhile: a list of complete statements."""
    said = []
    execute = Cursor.execute

    def listen(cursor, query, params=None, log_exceptions=True):
        result = execute(cursor, query, params, log_exceptions)
        said.append(cursor._obj.query.decode())
        return result

    with patch.object(Cursor, "execute", listen):
        yield said


def bare(database, statements):
    """Milliseconds that the same questions take without Odoo: asked and read by psycopg2."""
    connection = psycopg2.connect(dbname=database)
    connection.set_session(readonly=True)
    runs = []
    with connection, connection.cursor() as cursor:
        for _turn in range(REPEATS + 1):
            started = time.perf_counter()
            for statement in statements:
                cursor.execute(statement)
                cursor.fetchall()
            runs.append((time.perf_counter() - started) * 1000)
    connection.close()
    # the first run warms up what is read once
    return sorted(runs[1:])[REPEATS // 2]


def asked_by(env, work):
    """The questions of some work, those of the web client's rights and words among them."""
    env.flush_all()
    env.invalidate_all()
    with heard() as said:
        work()
    return [one for one in said if one.lstrip().upper().startswith(("SELECT", "WITH"))]


def works(env, scene):
    """Name and call of each thing that is measured, as the person whom it is for."""

    def own(user):
        return env(user=user.id, su=False)

    director, head, specialist = (
        own(user) for user in (scene.director, scene.head, scene.specialists[0])
    )
    board = env.ref("crm.crm_case_kanban_view_leads").id
    today = env.company.ais_today()
    return {
        "cockpit": lambda: director["ais.regulation.clause"].ais_cockpit(),
        "director": lambda: director["ais.desk"].director_desk(),
        "head": lambda: head["ais.desk"].head_desk(),
        "specialist": lambda: specialist["ais.desk"].specialist_desk(),
        "snapshot": lambda: env["ais.regulation.snapshot"]._ais_take(env.company, today),
        "digest": lambda: scene.digest(),
        "pipeline": lambda: open_kanban(
            head["crm.lead"], [("type", "=", "opportunity")], board, limit=80
        ),
    }


def main(database, folder):
    env = environment(database)
    env = env(context={"lang": "en_US", "tz": "Europe/Moscow"})
    scene = CockpitScene(env)
    # as many rows as fill every list of the desks
    scene.fill(FEW, "F")
    env.cr.commit()
    by_turns(env, works(env, scene), 1)
    before = by_turns(env, works(env, scene), 2)
    scene.fill(ROWS)
    env.cr.commit()
    vacuum(database, *TABLES)
    figures = {"rows": scene.counts(), "before": before}
    by_turns(env, works(env, scene), 1)
    figures["after"] = by_turns(env, works(env, scene), REPEATS)
    statements = asked_by(env, works(env, scene)["cockpit"])
    env.cr.rollback()
    figures["bare"] = {"ms": bare(database, statements), "queries": len(statements)}
    Path(folder, "cockpit.json").write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
