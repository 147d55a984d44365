"""Bookings a second and latency under contention, beside stock event, on the same servers.

Usage: bench_race.py DATABASE FOLDER; PostgreSQL is found by the PG* variables.
"""

import json
import os
import statistics
import subprocess
import sys
from functools import partial
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
RACE = ROOT / "ais_sales" / "tests" / "race"
sys.path.insert(0, str(RACE))

from servers import Client, Crowd, OdooServer, free_port  # noqa: E402

QUICK = bool(os.environ.get("QUICK"))
REPEATS = 1 if QUICK else 5
CONTROLS = 5
CLIENTS = (1, 10, 40)
WORKERS = 4
# name: groups, seats in each, requests in all
LOADS = {"hot": (1, 60, 80), "ten": (10, 12, 160)}
# stock event as its form makes it, with its e-mails: too slow for the other loads
MAILED = [("hot", 10, "event_mail"), ("hot", 40, "event_mail")]
# what each product answers when there is no seat left
FULL = {
    "ais": "odoo.addons.ais_sales.models.catalogue.course_group_seats.SeatsUnavailable",
    "event": "odoo.exceptions.ValidationError",
}
SOLD = {
    "ais": """
        SELECT g.id, g.seats_max, COALESCE(SUM(b.seats), 0) FROM ais_course_group g
          LEFT JOIN ais_booking b ON b.group_id = g.id AND b.state IN ('hold', 'confirmed')
         WHERE g.id = ANY(%s) GROUP BY g.id
    """,
    "event": """
        SELECT e.id, e.seats_max, COUNT(r.id) FROM event_event e
          LEFT JOIN event_registration r
                 ON r.event_id = e.id AND r.active AND r.state IN ('open', 'done')
         WHERE e.id = ANY(%s) GROUP BY e.id
    """,
}


class Bench:
    """The race on one database: its scene, its servers and what came of each run."""

    def __init__(self, database, folder):
        self.database = database
        self.folder = Path(folder)
        # what is not measured: each worker has done the work once before the clock starts
        self.warm_up = [("hot", 40, "ais"), ("hot", 40, "event")]
        self.plan = self.warm_up + [
            (load, clients, product)
            for load in LOADS
            for clients in CLIENTS
            for _n in range(REPEATS)
            # by turns, so that a slow moment of the machine meets both
            for product in ("ais", "event")
        ]
        self.plan += [run for run in MAILED for _n in range(REPEATS)]
        # a race may be missed once by chance, not as often as this
        self.plan += [("hot", 40, "control")] * CONTROLS
        self.scene = self._prepare()

    def _prepare(self):
        print(f"    making groups and events for {len(self.plan)} runs", flush=True)
        plan = [
            ("ais" if product == "control" else product, *LOADS[load][:2])
            for load, _clients, product in self.plan
        ]
        done = subprocess.run(
            [ROOT / "dev" / "odoo", "shell", "-d", self.database, "--no-http", "--log-level=error"],
            input=(ROOT / "dev" / "bench_scene.py").read_text(encoding="utf-8"),
            env={**os.environ, "PLAN": json.dumps(plan)},
            capture_output=True,
            text=True,
            check=False,
        )
        _before, found, scene = done.stdout.partition("SCENE")
        if not found:
            sys.exit(f"bench: the scene cannot be made:\n{done.stderr[-2000:]}")
        return json.loads(scene.splitlines()[0])

    def sql(self, query, *params):
        connection = psycopg2.connect(dbname=self.database)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(query, params)
                return cursor.fetchall() if cursor.description else None
        finally:
            connection.close()

    def start(self, *launcher):
        command = [sys.executable, *(launcher or ("-m", "odoo")), "server"]
        command += ["-c", str(ROOT / ".dev" / "odoo.conf")]
        with (self.folder / "servers.log").open("a", encoding="utf-8") as log:
            servers = [
                OdooServer(
                    command,
                    self.database,
                    "--log-level=warn",
                    # as a department runs it: processes, each of which serves one request
                    f"--workers={WORKERS}",
                    f"--gevent-port={free_port()}",
                    log=log,
                )
                for _n in range(2)
            ]
        for server in servers:
            server.wait(120)
        # each worker loads its registry before the clock starts
        for server in servers:
            warm_up = [
                partial(self._warm_up, self._client([server], number))
                for number in range(4 * WORKERS)
            ]
            Crowd().run(warm_up)
        return servers

    def _warm_up(self, client):
        for model in ("ais.booking", "event.registration"):
            yield model, partial(client.jsonrpc, model, "search_count", [])

    def _client(self, servers, number):
        ports = [server.port for server in servers]
        turn = number % len(ports)
        user = self.scene["users"][number % len(self.scene["users"])]
        return Client(ports[turn:] + ports[:turn], self.database, *user)

    def race(self, servers, number):
        """Run one line of the plan and return its figures."""
        load, clients, product = self.plan[number]
        groups = self.scene["runs"][number]
        requests = LOADS[load][2] // clients

        def steps(client, partner, first):
            for turn in range(requests):
                group = groups[(first + turn) % len(groups)]
                if product in ("event", "event_mail"):
                    model, vals = "event.registration", {"event_id": group, "state": "open"}
                else:
                    model, vals = "ais.booking", {"group_id": group, "seats": 1}
                vals["partner_id"] = partner
                yield group, partial(client.jsonrpc, model, "create", [vals])

        works = [
            partial(steps, self._client(servers, n), self.scene["partners"][n], n)
            for n in range(clients)
        ]
        crowd = Crowd().run(works)
        peer = "ais" if product in ("ais", "control") else "event"
        rows = {group: (seats, sold) for group, seats, sold in self.sql(SOLD[peer], groups)}
        full = [group for group, error in crowd.refusals if error.name == FULL[peer]]
        free = {group for group, (seats, sold) in rows.items() if sold < seats}
        errors = len(crowd.errors) + len(crowd.refusals) - len(full)
        oversold = sum(max(sold - seats, 0) for seats, sold in rows.values())
        return {
            # a seat that is not there is no booking
            "per_second": (len(crowd.served) - oversold) / crowd.seconds,
            "p95_ms": crowd.p95 * 1000,
            "oversold": oversold,
            "refused_while_free": sum(group in free for group in full),
            "errors": errors,
        }

    def run(self):
        """Run the whole plan.

        :return: {"hot 40 ais": {figure: [one of each repetition]}}
        """
        results = {}
        servers = self.start()
        try:
            for number, (load, clients, product) in enumerate(self.plan[:-CONTROLS]):
                figures = self.race(servers, number)
                if number < len(self.warm_up):
                    continue
                name = f"{load} {clients} {product}"
                for figure, value in figures.items():
                    results.setdefault(name, {}).setdefault(figure, []).append(value)
                print(f"    {number + 1}/{len(self.plan)} {name}: {figures}", flush=True)
        finally:
            for server in servers:
                server.stop()
        results["control"] = self._control()
        return results

    def _control(self):
        """The product with its guard and the database's checks taken away must oversell."""
        for name in ("seats_counted", "seats_consistent"):
            self.sql(f"ALTER TABLE ais_course_group DROP CONSTRAINT ais_course_group_{name}")
        servers = self.start(str(RACE / "server_without_guard.py"))
        try:
            first = len(self.plan) - CONTROLS
            races = [self.race(servers, first + number) for number in range(CONTROLS)]
            return {figure: [race[figure] for race in races] for figure in races[0]}
        finally:
            for server in servers:
                server.stop()


def board(database):
    """Opening the boards at growing sizes: see bench_board.py."""
    print("    filling and opening the boards", flush=True)
    done = subprocess.run(
        [sys.executable, ROOT / "dev" / "bench_board.py", database],
        env={**os.environ, "REPEATS": "3" if QUICK else "7"},
        capture_output=True,
        text=True,
        check=False,
    )
    _before, found, figures = done.stdout.partition("BOARD")
    if not found:
        sys.exit(f"bench: the board cannot be measured:\n{done.stderr[-2000:]}")
    return json.loads(figures.splitlines()[0])


if __name__ == "__main__":
    name, place = sys.argv[1:]
    boards = board(name)
    runs = Bench(name, place).run()
    medians = {
        name: {
            # seats are counted, not averaged: the worst run tells
            figure: (statistics.median if figure in ("per_second", "p95_ms") else max)(values)
            for figure, values in figures.items()
        }
        for name, figures in runs.items()
    }
    raw = {"repeats": REPEATS, "medians": medians, "runs": runs, "board": boards}
    Path(place, "raw.json").write_text(json.dumps(raw, indent=1), encoding="utf-8")
