"""How the people of the day reach the nodes, and what they note: plain Python."""

import http.client
import json
import random
import re
import threading
import time
from collections import Counter, defaultdict
from contextlib import contextmanager

import nodes_paths  # noqa: F401
from servers import RpcError

TIMEOUT = 150  # seconds; Odoo ends a request of its own after 120
TRIES = 60
# what a person may be told; any other error is a fault of the program
REFUSALS = {
    "odoo.addons.ais_sales.models.catalogue.course_group_seats.SeatsUnavailable",
    "odoo.exceptions.UserError",
    "odoo.exceptions.ValidationError",
    "odoo.exceptions.RedirectWarning",
    "odoo.exceptions.AccessError",
}
# said by Odoo for the database, in English and in Russian: the words help nobody
UNCLEAR = re.compile(r"operation cannot be completed|Невозможно завершить операцию|serialize", re.I)


class LostError(Exception):
    """The request was sent, and no answer came back."""


class Nodes:
    """The nodes behind the balancer: by turns, so many connections at once to each.

    :param ports: of the nodes
    :param int slots: connections at once to one node; the queue of a prefork server is
        8 connections for each worker, and what does not fit in it is reset
    """

    def __init__(self, ports, slots):
        self.ports = ports
        self.free = {port: threading.BoundedSemaphore(slots) for port in ports}
        self.turn = random.randrange(len(ports))
        self.lock = threading.Lock()

    @contextmanager
    def connection(self):
        """A slot on the next node, as (port, connection)."""
        with self.lock:
            self.turn += 1
            port = self.ports[self.turn % len(self.ports)]
        with self.free[port]:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
            try:
                yield connection
            finally:
                connection.close()


class Journal:
    """What was asked for and what came of it, by the name of the operation."""

    def __init__(self):
        self.lock = threading.Lock()
        self.latencies = defaultdict(list)
        self.refusals = Counter()
        self.errors = []
        self.lost = Counter()
        self.refused_connections = 0
        # in the storm answers may be lost; not before it and not after it
        self.is_storm = False

    def served(self, label, seconds):
        with self.lock:
            self.latencies[label].append(seconds)

    def failed(self, label, error):
        """Note an error as a refusal, as what a storm brings, or as a fault."""
        words = re.sub(r"\d+", "N", str(error))
        with self.lock:
            if isinstance(error, RpcError) and error.name in REFUSALS:
                if not UNCLEAR.search(words):
                    self.refusals[label, error.name.rsplit(".", 1)[-1], self._short(error)] += 1
                    return
            elif self.is_storm:
                self.lost[type(error).__name__ + self._cause(error)] += 1
                return
            self.errors.append((label, f"{type(error).__name__}: {words[:500]}"))

    def _cause(self, error):
        return f" {error.name}" if isinstance(error, RpcError) else ""

    def _short(self, error):
        """The refusal without names and numbers, so that refusals of one kind are counted so."""
        text = re.sub(r"«[^»]*»|“[^”]*”|\"[^\"]*\"", "«…»", error.message)
        text = re.sub(r"\S*\d\S*", "N", text)
        return re.sub(r"\s+", " ", text)[:160]


class Person:
    """Somebody who works through the nodes; a session or a key tells the server who it is."""

    def __init__(self, nodes, journal, database):
        self.nodes = nodes
        self.journal = journal
        self.database = database
        self.cookie = ""
        self.uid = None

    def send(self, method, path, body=None, headers=None):
        """Send one request by way of the balancer.

        A connection that is refused before anything was sent is tried anew, as a browser or a
        proxy does; a request whose answer was lost is not, because it may have been done.

        :return: (status, headers, bytes)
        :raise LostError: no answer came back
        """
        headers = {
            "Host": "ais.example",
            "X-Forwarded-Host": "ais.example",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.1",
            **({"Cookie": f"session_id={self.cookie}"} if self.cookie else {}),
            **(headers or {}),
        }
        for _try in range(TRIES):
            with self.nodes.connection() as connection:
                try:
                    connection.connect()
                except OSError:
                    with self.journal.lock:
                        self.journal.refused_connections += 1
                else:
                    try:
                        connection.request(method, path, body, headers)
                        response = connection.getresponse()
                        content = response.read()
                    except (OSError, http.client.HTTPException) as error:
                        raise LostError(repr(error)) from error
                    self._keep_session(response)
                    return response.status, response.headers, content
            time.sleep(0.5)
        raise LostError("no node takes a connection")

    def _keep_session(self, response):
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _equals, value = cookie.partition(";")[0].partition("=")
            if name == "session_id" and value:
                self.cookie = value

    def post(self, path, payload, headers=None):
        """Send JSON and return (status, what came back, decoded).

        :raise LostError: no answer came back, or one that is no JSON
        """
        headers = {"Content-Type": "application/json", **(headers or {})}
        status, _headers, content = self.send("POST", path, json.dumps(payload), headers)
        try:
            return status, json.loads(content)
        except ValueError:
            raise LostError(f"{status} {content[:300]!r}") from None

    def rpc(self, path, **params):
        """JSON-RPC of the web client.

        :raise RpcError: what the server refused
        """
        _status, answer = self.post(path, {"jsonrpc": "2.0", "method": "call", "params": params})
        if "error" in answer:
            data = answer["error"]["data"]
            raise RpcError(data["name"], data["message"])
        return answer.get("result")

    def log_in(self, login):
        """Log in with a password that is the login."""
        result = self.rpc(
            "/web/session/authenticate", db=self.database, login=login, password=login
        )
        self.uid = result["uid"]

    def call(self, label, model, method, *args, **kwargs):
        """Call a method in the session and note how long it took under `label`."""
        context = {"lang": "ru_RU", "tz": "Europe/Moscow", "uid": self.uid}
        kwargs["context"] = {**context, **kwargs.get("context", {})}
        return self.timed(
            label,
            lambda: self.rpc(
                f"/web/dataset/call_kw/{model}/{method}",
                model=model,
                method=method,
                args=list(args),
                kwargs=kwargs,
            ),
        )

    def timed(self, label, request):
        """Do a request and note its time, unless it breaks."""
        started = time.monotonic()
        try:
            result = request()
        except RpcError as error:
            if error.name in REFUSALS:
                self.journal.served(label, time.monotonic() - started)
            raise
        self.journal.served(label, time.monotonic() - started)
        return result

    def save(self, label, model, vals, **context):
        """Save a new record's form, and return its id."""
        (record,) = self.call(label, model, "web_save", [], vals, {}, context=context)
        return record["id"]

    def form(self, label, model, vals, names, own=None, **context):
        """Open a new record's form and save it, as the web client does: with the values of the
        fields in `names` that the server proposes; of `own` where it proposes none.
        """
        context.update({f"default_{name}": value for name, value in vals.items()})
        spec = {
            name: {"fields": {"display_name": {}}} if name.endswith("_id") else {}
            for name in (*vals, *names)
        }
        proposed = self.call(
            f"{label}: form", model, "onchange", [], {}, [], spec, context=context
        )["value"]
        for name in names:
            value = proposed.get(name, False)
            value = value["id"] if isinstance(value, dict) else value
            vals[name] = value or (own or {}).get(name, False)
        return self.save(f"{label}: form", model, vals, **context)

    def find(self, label, model, domain, names=("id",), limit=80, order=None):
        """Open a list, as the web client does, and return its rows."""
        found = self.call(
            label,
            model,
            "web_search_read",
            domain,
            {name: {} for name in names},
            limit=limit,
            order=order,
        )
        return found["records"]

    def download(self, label, path, begin):
        """Fetch a report, which must begin with these bytes."""

        def request():
            status, _headers, content = self.send("GET", path)
            if status != 200 or not content.startswith(begin):
                raise LostError(f"{status} instead of a report: {content[:300]!r}")

        self.timed(label, request)
