"""Fill a database with a year of a large sales department, by SQL.

Usage: populate.py DATABASE SCALE; the database has the add-on, and nothing is in it yet. The same
rows at every run, with dates counted from the day of the run.
"""

import sys
import time

from bench_rows import environment
from populate_scene import Volume

import odoo.sql_db


def main(database, scale):
    env = environment(database)
    env = env(context={"lang": "en_US", "tz": "Europe/Moscow"})
    if env["res.users"].search_count([("login", "=", "bench_head")]):
        sys.exit(f"populate: “{database}” is filled already: drop it, or name another with DB=")
    started = time.perf_counter()
    scene = Volume(env, scale)
    scene.make()
    env.cr.commit()
    counted = ("res.partner", "ais.trainee", "ais.corporate.order", "ais.order.document")
    counts = scene.counts() | {
        name: env[name].with_context(active_test=False).search_count([]) for name in counted
    }
    # closed: VACUUM waits for nobody
    env.cr.close()
    connection = odoo.sql_db.db_connect(database).cursor()
    connection._cnx.autocommit = True
    connection.execute("VACUUM ANALYZE")
    connection.close()
    for name, count in sorted(counts.items()):
        print(f"    {name:<24} {count:>8,}")
    print(f"    made in {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
