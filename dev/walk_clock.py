"""How long work takes on the server, whatever else the machine is busy with."""

import time
from contextlib import suppress
from pathlib import Path

import psycopg2

BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid != pg_backend_pid()"


class Clock:
    """Processor time of this process and of its PostgreSQL backend, added up: what a person would
    wait on an idle machine. Where the backend runs elsewhere, the time that goes by.

    :param cursor: the cursor whose backend works; it uses no parallel helpers from now on, so that
        all of its time is seen
    """

    def __init__(self, cursor):
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        self.backend = cursor._cnx.info.backend_pid

    def _pids(self):
        return [self.backend]

    def now(self):
        """Milliseconds since some moment."""
        try:
            backends = sum(map(self._ran, self._pids()))
        except OSError:
            return time.perf_counter() * 1000
        return (backends + time.process_time_ns()) / 1_000_000

    @staticmethod
    def _ran(pid):
        """Nanoseconds for which a process has run."""
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])

    def measured(self, env, work):
        """Do some work as a new request does it: nothing in the cache, all written at its end.

        :return: (queries, milliseconds)
        """
        env.flush_all()
        env.invalidate_all()
        queries, started = env.cr.sql_log_count, self.now()
        work()
        env.flush_all()
        return env.cr.sql_log_count - queries, self.now() - started


class DatabaseClock(Clock):
    """The same for all the backends of a database: work that takes cursors of its own.

    :param cursor: a cursor of that database
    """

    def __init__(self, cursor):
        super().__init__(cursor)
        self.database = cursor.dbname
        self.connection = psycopg2.connect(dbname="postgres")
        self.connection.autocommit = True
        self.seen, self.spent = {}, 0

    def now(self):
        """Milliseconds since some moment; backends come and go meanwhile."""
        ran = {}
        for pid in self._pids():
            with suppress(OSError):
                ran[pid] = self._ran(pid)
        self.spent += sum(spent - self.seen.get(pid, 0) for pid, spent in ran.items())
        self.seen = ran
        return (self.spent + time.process_time_ns()) / 1_000_000

    def _pids(self):
        """The backends that are there now."""
        with self.connection.cursor() as cursor:
            cursor.execute(BACKENDS, (self.database,))
            return [pid for (pid,) in cursor.fetchall()]
