"""Run each scheduled job of the add-on as Odoo's scheduler does, twice, and tell what it cost.

Usage: walk_crons.py DATABASE FILE; the database is a copy of one filled by dev/populate, and is
changed. The second run must have nothing left to do. Writes all figures to FILE.
"""

import json
import sys
from pathlib import Path

import psycopg2
from bench_rows import environment
from walk_clock import DatabaseClock

from odoo import sql_db

# jobs that a department of this size has switched on
SETTINGS = {"ais_dunning": True, "ais_prepayment_rule": "flag", "ais_report_kind": "both"}


def jobs(env):
    """The scheduled jobs of the add-on, as rows that the scheduler works on."""
    crons = env["ir.model.data"].search(
        [("module", "=", "ais_sales"), ("model", "=", "ir.cron")], order="name"
    )
    for cron in env["ir.cron"].browse(crons.mapped("res_id")).with_context(lang="ru_RU"):
        yield {
            "id": cron.id,
            "cron_name": cron.name,
            "user_id": cron.user_id.id,
            "lastcall": cron.lastcall,
            "timed_out_counter": 0,
            "ir_actions_server_id": cron.ir_actions_server_id.id,
            "failure_count": 0,
            "first_failure_date": None,
        }


def done(database, cron_id):
    """Records that the job says it has worked on since, and how often it was started."""
    with psycopg2.connect(dbname=database) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(SUM(done), 0), COUNT(*) FROM ir_cron_progress WHERE cron_id = %s",
            (cron_id,),
        )
        return cursor.fetchone()


def run(env, clock, job):
    """One run as the scheduler makes it: until nothing remains, or for ten seconds at least."""
    before = done(env.cr.dbname, job["id"])
    queries, started = sql_db.sql_counter, clock.now()
    status = type(env["ir.cron"])._run_job(job)
    figure = {"ms": clock.now() - started, "queries": sql_db.sql_counter - queries}
    after = done(env.cr.dbname, job["id"])
    return {
        **figure,
        "status": str(getattr(status, "value", status)),
        "records": int(after[0] - before[0]),
        "starts": int(after[1] - before[1]),
    }


def report(figures):
    """Lines of a table in Markdown, the longest first."""
    yield "| задание | мс | запросов | записей | пусков | итог | повтор, мс |"
    yield "|---|---:|---:|---:|---:|---|---:|"
    for one in sorted(figures, key=lambda figure: -figure["first"]["ms"]):
        first, again = one["first"], one["again"]
        yield (
            f"| {one['name']} | {first['ms']:.0f} | {first['queries']} | {first['records']}"
            f" | {first['starts']} | {first['status']} | {again['ms']:.0f} |"
        )


def main(database, place):
    env = environment(database)
    env.company.write(SETTINGS)
    env.cr.commit()
    todo = list(jobs(env))
    env.cr.commit()
    clock = DatabaseClock(env.cr)
    figures = []
    for job in todo:
        figure = {"name": job["cron_name"], "first": run(env, clock, job)}
        figure["again"] = run(env, clock, job)
        print(f"    {figure}", flush=True)
        figures.append(figure)
    Path(place).write_text(json.dumps(figures, indent=1, ensure_ascii=False))
    print("\n" + "\n".join(report(figures)))


if __name__ == "__main__":
    main(*sys.argv[1:])
