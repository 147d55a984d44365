"""A node: one Odoo server of several processes, as it stands behind a proxy."""

import contextlib
import http.client
import subprocess
import sys

import psutil
from nodes_paths import ROOT
from servers import OdooServer, free_port


class Node(OdooServer):
    """A prefork server with workers, a process of jobs and one of the bus.

    :param int mail_port: where its letters go
    :param log: path of its log
    """

    def __init__(self, database, workers, mail_port, log):
        self.gevent_port = free_port()
        self.log = log.open("a", encoding="utf-8")
        # what must be ended with it
        self.family = []
        super().__init__(
            [
                sys.executable,
                "-W",
                "ignore::DeprecationWarning",
                str(ROOT / "dev" / "nodes_odoo.py"),
                "server",
                "-c",
                str(ROOT / ".dev" / "odoo.conf"),
            ],
            database,
            "--log-level=info",
            f"--workers={workers}",
            f"--gevent-port={self.gevent_port}",
            "--max-cron-threads=1",
            "--proxy-mode",
            # jobs may write PDFs and letters
            "--limit-time-real-cron=600",
            # of each process: together they stay below PostgreSQL's max_connections
            "--db_maxconn=16",
            "--smtp=127.0.0.1",
            f"--smtp-port={mail_port}",
            log=self.log,
        )

    def look_after(self):
        """Start the node again if it has ended, as systemd's Restart=always does.

        Odoo's first process opens the database when it makes a worker; it ends when a worker has
        to be made while PostgreSQL is away.

        :return: bool, whether it had ended
        """
        if self.process.poll() is None:
            with contextlib.suppress(psutil.Error):
                self.family = psutil.Process(self.process.pid).children(recursive=True)
            return False
        self._end_family()
        arguments = [*self.process.args, f"--http-port={self.port}"]
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log
        )
        return True

    def _end_family(self):
        for child in self.family:
            with contextlib.suppress(psutil.Error):
                child.kill()
        psutil.wait_procs(self.family, timeout=10)

    def get(self, port, path):
        """Status with which a port of the node answers, or what went wrong."""
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException) as error:
            return repr(error)

    def stop(self):
        """End all its processes; they get their time to do so."""
        if self.process.poll() is None:
            with contextlib.suppress(psutil.Error):
                self.family = psutil.Process(self.process.pid).children(recursive=True)
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
        self._end_family()
