"""Real Odoo servers and many clients at once: plain Python, used by the race test and the bench."""

import http.client
import json
import signal
import socket
import statistics
import subprocess
import threading
import time


class RpcError(Exception):
    """An error that the server answered with.

    :param name: full name of the exception's class on the server
    """

    def __init__(self, name, message):
        super().__init__(f"{name}: {message}")
        self.name = name
        self.message = message


def free_port():
    """A port of 127.0.0.1 on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class OdooServer:
    """One Odoo server process of its own on 127.0.0.1.

    :param list command: what starts Odoo with its configuration
    :param log: open file for what the server writes
    """

    def __init__(self, command, database, *options, log=subprocess.DEVNULL):
        self.port = free_port()
        self.process = subprocess.Popen(
            [
                *command,
                f"--database={database}",
                f"--db-filter=^{database}$",
                "--http-interface=127.0.0.1",
                f"--http-port={self.port}",
                "--max-cron-threads=0",
                *options,
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )

    def wait(self, seconds=60):
        """Wait until the server answers.

        :raise RuntimeError: when it has ended, or does not answer in time
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
                connection.request("GET", "/web/health")
                if connection.getresponse().status == 200:
                    return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the server on port {self.port} does not answer")

    def kill(self):
        """End the process at once, as a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()


class Client:
    """A person's connection to one server after another: when one is gone, the next is taken."""

    def __init__(self, ports, database, uid, key):
        self.ports = list(ports)
        self.database = database
        self.uid = uid
        self.key = key
        self.connection = None
        self.cookies = {}

    def post(self, path, payload, headers=None):
        """Send JSON and return what comes back, decoded, with the status."""
        body = json.dumps(payload)
        headers = {"Content-Type": "application/json", **(headers or {})}
        while True:
            if not self.connection:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.ports[0], timeout=60)
            try:
                self.connection.request("POST", path, body, headers)
                response = self.connection.getresponse()
                for cookie in response.headers.get_all("Set-Cookie") or ():
                    name, _equals, value = cookie.partition(";")[0].partition("=")
                    self.cookies[name] = value
                return response.status, json.loads(response.read())
            except (OSError, http.client.HTTPException):
                self.connection.close()
                self.connection = None
                if len(self.ports) == 1:
                    raise
                self.ports.append(self.ports.pop(0))
                time.sleep(0.05)

    def jsonrpc(self, model, method, *args, **kwargs):
        """Call over /jsonrpc.

        :raise RpcError: what the server refused
        """
        arguments = [self.database, self.uid, self.key, model, method, args, kwargs]
        _status, answer = self.post(
            "/jsonrpc",
            {
                "jsonrpc": "2.0",
                "method": "call",
                "params": {"service": "object", "method": "execute_kw", "args": arguments},
            },
        )
        return self._result(answer)

    def json2(self, model, method, **kwargs):
        """Call over /json/2.

        :raise RpcError: what the server refused
        """
        status, answer = self.post(
            f"/json/2/{model}/{method}",
            kwargs,
            {"Authorization": f"Bearer {self.key}", "X-Odoo-Database": self.database},
        )
        if status != 200:
            raise RpcError(answer["name"], answer["message"])
        return answer

    def call_kw(self, session, model, method, *args, **kwargs):
        """Call as the web client does, in a session.

        :raise RpcError: what the server refused
        """
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        _status, answer = self.post(
            f"/web/dataset/call_kw/{model}/{method}",
            {"jsonrpc": "2.0", "method": "call", "params": params},
            {"Cookie": f"session_id={session}"},
        )
        return self._result(answer)

    def _result(self, answer):
        if "error" in answer:
            data = answer["error"]["data"]
            raise RpcError(data["name"], data["message"])
        return answer["result"]


class Crowd:
    """Clients that start at one moment; each does its work in a thread of its own."""

    def __init__(self):
        self.lock = threading.Lock()
        self.latencies = []
        self.served = []
        self.refusals = []
        self.errors = []
        self.seconds = 0.0

    def run(self, works, at_half=None, half=0):
        """Run all works at once and wait for them.

        :param works: callables that yield ``(label, request)``, requests without arguments;
            a refused label is not asked for again by `works`' own choice: what came of the request
            is sent back into the generator as True (served) or False (refused)
        :param at_half: called once, when `half` requests have been served
        """
        barrier = threading.Barrier(len(works) + 1)
        halfway = threading.Event()

        def person(work):
            barrier.wait()
            steps = work()
            answer = None
            while True:
                try:
                    label, request = steps.send(answer)
                except StopIteration:
                    return
                answer = self.ask(label, request)
                if half and len(self.served) >= half:
                    halfway.set()

        threads = [threading.Thread(target=person, args=(work,), daemon=True) for work in works]
        for thread in threads:
            thread.start()
        barrier.wait()
        started = time.monotonic()
        if at_half and halfway.wait(300):
            at_half()
        for thread in threads:
            thread.join(300)
        self.seconds = time.monotonic() - started
        return self

    def ask(self, label, request):
        """Send one request and note what came of it; return whether it was served."""
        started = time.monotonic()
        try:
            request()
        except RpcError as error:
            with self.lock:
                self.latencies.append(time.monotonic() - started)
                self.refusals.append((label, error))
            return False
        except Exception as error:  # what broke in a thread is told by the caller
            with self.lock:
                self.errors.append((label, error))
            return False
        with self.lock:
            self.latencies.append(time.monotonic() - started)
            self.served.append(label)
        return True

    @property
    def p95(self):
        """95th percentile of the answers' latency, in seconds."""
        if len(self.latencies) < 2:
            return sum(self.latencies)
        return statistics.quantiles(self.latencies, n=20)[-1]
