"""Fifty people's day on two nodes of several workers, and the same in a storm.

Usage: nodes_day.py DATABASE FOLDER; PostgreSQL is found by the PG* variables. MINUTES is how long
the day lasts, STORM how long the storm. Ends with 1 when something was wrong.
"""

import json
import os
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import psycopg2
from nodes_books import Accountant
from nodes_checks import faults
from nodes_http import Journal, Nodes
from nodes_mail import MailServer
from nodes_office import Director, Head, Training
from nodes_outside import Robot, Site
from nodes_paths import ROOT
from nodes_report import read_logs, write_report
from nodes_sales import Specialist
from nodes_servers import Node
from nodes_storm import Clock, Connections, Keeper, Killer, Restarts

MINUTES = float(os.environ.get("MINUTES", "10"))
STORM = float(os.environ.get("STORM", MINUTES / 2))
WORKERS = int(os.environ.get("WORKERS", "2"))
# mean seconds between two things that a person does
THINK = float(os.environ.get("THINK", "10"))
NODES = 2
QUEUE = 8  # connections that a prefork server keeps waiting, for each worker
CALM = 0.25  # of a storm: nothing more is killed, and nothing may fail
OPEN = """
    SELECT pid, state, query FROM pg_stat_activity
     WHERE datname = current_database() AND state LIKE 'idle in transaction%'
"""
ROLES = {
    "specialist": Specialist,
    "head": Head,
    "deputy": Director,
    "director": Director,
    "training_office": Training,
    "accountant": Accountant,
}


class Day:
    """The nodes, the people and what came of the day."""

    def __init__(self, database, folder):
        self.database = database
        self.folder = Path(folder)
        self.mail = MailServer()
        self.scene = self._shell("nodes_scene.py", "SCENE")
        lists = {"held": [], "inquiries": [], "statements": []}
        self.scene.update(database=database, **lists)
        self.began = self.sql("SELECT now() AT TIME ZONE 'UTC'")[0][0]

    def _shell(self, script, word):
        """Run a script of `odoo shell`, and return what it prints after the word."""
        done = subprocess.run(
            [ROOT / "dev" / "odoo", "shell", "-d", self.database, "--no-http", "--log-level=error"],
            input=(ROOT / "dev" / script).read_text(encoding="utf-8"),
            capture_output=True,
            text=True,
            check=False,
        )
        _before, found, answer = done.stdout.partition(word)
        if not found:
            sys.exit(f"nodes: {script} has failed:\n{done.stdout[-1000:]}\n{done.stderr[-3000:]}")
        return json.loads(answer.splitlines()[0])

    def sql(self, query, *params):
        """Run a statement of its own, committed at once; return its rows."""
        connection = psycopg2.connect(dbname=self.database)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(query, *params)
                return cursor.fetchall() if cursor.description else None
        finally:
            connection.close()

    def start(self, part):
        """Start the nodes and wait until each answers."""
        servers = [
            Node(self.database, WORKERS, self.mail.port, self.folder / f"{part}-node{number}.log")
            for number in range(NODES)
        ]
        # where wkhtmltopdf finds the style sheets: not at a worker, which may be waiting for it
        self.sql("DELETE FROM ir_config_parameter WHERE key = 'report.url'")
        self.sql(
            "INSERT INTO ir_config_parameter (key, value) VALUES ('report.url', %s)",
            [f"http://127.0.0.1:{servers[0].gevent_port}"],
        )
        for server in servers:
            server.wait(300)
        return servers

    def people(self, servers, journal):
        nodes = Nodes([server.port for server in servers], QUEUE * WORKERS)
        people = [
            ROLES[role](nodes, journal, self.scene, login, number)
            for number, (role, login) in enumerate(self.scene["people"])
        ]
        people += [Robot(nodes, journal, self.scene, *who) for who in self.scene["robots"]]
        sites = range(self.scene["sites"])
        return people + [Site(nodes, journal, self.scene, f"site {n}", n) for n in sites]

    def run(self, minutes, storm=False):
        """Let everybody work; in a storm, while workers are killed and PostgreSQL restarted.

        :return: dict of figures, `faults` among them
        """
        part = "storm" if storm else "day"
        servers = self.start(part)
        journal = Journal()
        people = self.people(servers, journal)
        before = len(self.scene["inquiries"])
        helpers = [Clock(self.sql), Connections(self.sql)]
        try:
            self._all(people, lambda person: person.start())
            for helper in helpers:
                helper.start()
            self.end = time.monotonic() + minutes * 60
            weather = {}
            beside = []
            if storm:
                self.end = float("inf")
                beside = [lambda: weather.update(self._storm(servers, journal, minutes * 60))]
            weather["stuck people"] = self._all(people, self._live, *beside)
            for helper in helpers:
                helper.stop()
            wrong = self._alive(servers)
        finally:
            for server in servers:
                server.stop()
        return self._result(part, journal, weather, wrong, helpers, minutes, before)

    def _all(self, people, work, *beside):
        """Let all people work at once, and others beside them; return who is not ready."""
        works = [partial(work, person) for person in people] + list(beside)
        threads = [threading.Thread(target=one, daemon=True) for one in works]
        for thread in threads:
            thread.start()
        last = time.monotonic() + 60 * max(MINUTES, STORM) + 400
        for thread in threads:
            thread.join(max(0, last - time.monotonic()))
        return sum(thread.is_alive() for thread in threads)

    def _live(self, person):
        time.sleep(person.dice.uniform(0, THINK))
        while time.monotonic() < self.end:
            person.work()
            time.sleep(min(person.dice.expovariate(1 / THINK), 5 * THINK))

    def _storm(self, servers, journal, seconds):
        journal.is_storm = True
        killer, keeper = Killer(servers), Keeper(servers)
        rough = seconds * (1 - CALM)
        # a crash of the database, then a restart that an administrator makes
        restarts = Restarts([(rough * 0.3, "immediate"), (rough * 0.65, "fast")])
        for one in (keeper, killer, restarts):
            one.start()
        time.sleep(rough)
        killer.stop()
        restarts.join(90)
        began = time.monotonic()
        while self._alive(servers) and time.monotonic() < began + 300:
            time.sleep(1)
        recovered = time.monotonic() - began
        # what was under way comes to its end
        time.sleep(10)
        journal.is_storm = False
        keeper.stop()
        self.end = time.monotonic() + seconds * CALM
        return {
            "processes killed": killer.killed,
            "PostgreSQL restarted": restarts.done,
            "nodes that ended and were started again": keeper.revived,
            "seconds until both nodes answered": round(recovered, 1),
        }

    def _alive(self, servers):
        """What does not answer of the nodes: their workers and their processes of the bus."""
        wrong = []
        for number, server in enumerate(servers):
            for port, path in (
                (server.port, "/web/health?db_server_status=1"),
                (server.gevent_port, "/websocket/health"),
            ):
                status = server.get(port, path)
                if status != 200:
                    wrong.append((f"node {number} answers {path}", [status], 1))
        return wrong

    def _open_transactions(self):
        """Transactions that outlive the nodes: a minute after these have ended there are none."""
        end = time.monotonic() + 60
        while rows := self.sql(OPEN):
            if time.monotonic() > end:
                return [("no transaction is left open", rows, len(rows))]
            time.sleep(1)
        return []

    def _result(self, part, journal, weather, wrong, helpers, minutes, before):
        wrong += self._open_transactions()
        failures = 2 if part == "storm" else 0
        wrong += faults(self.sql, began=self.began, source=self.scene["source"], failures=failures)
        held = self.scene["held"]
        kept = self.sql("SELECT id FROM ais_booking WHERE id = ANY(%s)", [held])
        lost = set(held) - {booking for (booking,) in kept}
        if lost:
            wrong.append(("a seat that was answered for is kept", sorted(lost)[:5], len(lost)))
        return {
            "part": part,
            "minutes": minutes,
            "journal": journal,
            "weather": weather,
            "connections": helpers[1].most,
            "letters": self.mail.letters,
            "inquiries": len(self.scene["inquiries"]) - before,
            "logs": read_logs(self.folder, part),
            "recount": self._shell("nodes_recount.py", "RECOUNT"),
            "wrong": wrong,
        }


if __name__ == "__main__":
    name, place = sys.argv[1:]
    day = Day(name, place)
    results = [day.run(MINUTES)] if MINUTES else []
    results += [day.run(STORM, storm=True)] if STORM else []
    sys.exit(write_report(results, Path(place), NODES, WORKERS))
