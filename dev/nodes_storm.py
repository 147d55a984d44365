"""What befalls the nodes beside their users: the clock, and in a storm kills and restarts."""

import random
import signal
import subprocess
import threading
import time
from contextlib import suppress

import psutil
import psycopg2
from nodes_paths import ROOT

CLOCK_SECONDS = 20
KILL_SECONDS = (2, 6)
KEEPER_SECONDS = 5
# the jobs of the add-on and Odoo's queue of letters are due again and again, on whichever node
DUE = """
    UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC' - interval '1 second'
     WHERE id IN (SELECT c.id FROM ir_cron c
                    JOIN ir_act_server a ON a.id = c.ir_actions_server_id
                   WHERE c.active AND (a.name->>'en_US' LIKE 'AIS%%'
                                       OR a.name->>'en_US' LIKE 'Mail: Email Queue%%')
                     FOR NO KEY UPDATE OF c SKIP LOCKED)
"""
# some holds are as old as they would be in days
LAPSE = """
    UPDATE ais_booking SET hold_until = now() AT TIME ZONE 'UTC' - interval '1 minute'
     WHERE id IN (SELECT id FROM ais_booking WHERE state = 'hold' AND random() < 0.04
                     FOR NO KEY UPDATE SKIP LOCKED)
"""


class Beside(threading.Thread):
    """Does something again and again until it is told to stop."""

    def __init__(self):
        super().__init__(daemon=True)
        self.is_over = threading.Event()

    def run(self):
        while not self.is_over.wait(self.pause()):
            # the database may be away
            with suppress(psycopg2.Error, psutil.Error):
                self.act()

    def stop(self):
        self.is_over.set()
        self.join(90)


class Clock(Beside):
    """Makes jobs due and holds lapse."""

    def __init__(self, sql):
        super().__init__()
        self.sql = sql

    def pause(self):
        return CLOCK_SECONDS

    def act(self):
        self.sql(LAPSE)
        self.sql(DUE)
        self.sql("NOTIFY cron_trigger")


class Connections(Beside):
    """Notes how many connections to PostgreSQL the nodes have at most."""

    def __init__(self, sql):
        super().__init__()
        self.sql = sql
        self.most = 0

    def pause(self):
        return 2

    def act(self):
        query = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
        self.most = max(self.most, self.sql(query)[0][0])


class Killer(Beside):
    """Kills a process of a node every few seconds, never the one that starts the others."""

    def __init__(self, servers):
        super().__init__()
        self.servers = servers
        self.killed = 0

    def pause(self):
        return random.uniform(*KILL_SECONDS)

    def act(self):
        server = random.choice(self.servers)
        children = psutil.Process(server.process.pid).children()
        if children:
            random.choice(children).send_signal(signal.SIGKILL)
            self.killed += 1


class Keeper(Beside):
    """Starts a node that has ended again, as systemd does."""

    def __init__(self, servers):
        super().__init__()
        self.servers = servers
        self.revived = 0

    def pause(self):
        return KEEPER_SECONDS

    def act(self):
        self.revived += sum(server.look_after() for server in self.servers)


class Restarts(threading.Thread):
    """Restarts PostgreSQL at these moments, in these ways."""

    def __init__(self, plan):
        super().__init__(daemon=True)
        self.plan = plan
        self.done = []

    def run(self):
        began = time.monotonic()
        for moment, mode in self.plan:
            time.sleep(max(0, began + moment - time.monotonic()))
            started = time.monotonic()
            subprocess.run(
                ["bash", "-c", f'. "{ROOT}/dev/lib.sh"; pg_env; pg_restart {mode}'],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            self.done.append(f"{mode}, {time.monotonic() - started:.1f} s")
