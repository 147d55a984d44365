"""How long work takes on the server, whatever else the machine is busy with."""

import time
from pathlib import Path


class Clock:
    """Processor time of this process and of its PostgreSQL backend, added up: what a person would
    wait on an idle machine. Where the backend runs elsewhere, the time that goes by.

    :param cursor: the cursor whose backend works; it uses no parallel helpers from now on, so that
        all of its time is seen
    """

    def __init__(self, cursor):
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        self.backend = Path(f"/proc/{cursor._cnx.info.backend_pid}/schedstat")
        if not self.backend.exists():
            self.backend = None

    def now(self):
        """Milliseconds since some moment."""
        if not self.backend:
            return time.perf_counter() * 1000
        nanoseconds = int(self.backend.read_text().split()[0]) + time.process_time_ns()
        return nanoseconds / 1_000_000

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
