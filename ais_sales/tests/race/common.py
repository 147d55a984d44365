import json
import os
import subprocess
import sys
import tempfile
import textwrap
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path

import psycopg2

import odoo
from odoo.sql_db import close_db, connection_info_for
from odoo.tests.common import BaseCase, get_db_name
from odoo.tools import config
from odoo.tools.misc import exec_pg_environ, find_pg_tool

from .servers import Client, Crowd, OdooServer

SEATS_UNAVAILABLE = "odoo.addons.ais_sales.models.catalogue.course_group_seats.SeatsUnavailable"

# Run in `odoo shell` on the copy: the clients of the race, and groups for each story.
PREPARE = """
    import json
    from datetime import timedelta
    start = env.company.ais_today() + timedelta(days=30)
    course = env["ais.course"].create({
        "name": "Гонка", "code": "ГОНКА", "hours": 40, "seats_min": 1,
        "direction_id": env["ais.direction"].create({"name": "Гонка", "code": "ГН"}).id,
    })
    def groups(count, seats):
        return env["ais.course.group"].create([{
            "course_id": course.id, "date_start": start, "date_end": start, "seats_max": seats,
        } for n in range(count)]).ids
    users = env["res.users"].create([{
        "name": f"Специалист {n}", "login": f"race_{n}", "password": f"race_{n}",
        "group_ids": [(6, 0, env.ref("ais_sales.group_specialist").ids)],
    } for n in range(4)])
    team = env["crm.team"].create({
        "name": "Гонка", "ais_distribute": True,
        "crm_team_member_ids": [(0, 0, {"user_id": user.id}) for user in users],
    })
    source = env["ais.inquiry.source"].create({"name": "Сайт", "team_id": team.id})
    key = env["ais.inquiry.key"].browse(source.action_new_key()["res_id"]).key
    scene = {
        "site": [source.id, key],
        "users": [
            (user.id, env["res.users.apikeys"].with_user(user).sudo()._generate(None, "race", None))
            for user in users
        ],
        "partners": env["res.partner"].create([{"name": f"Клиент {n}"} for n in range(60)]).ids,
        "groups": {
            story: {"hot": groups(1, 20), "ten": groups(10, 50)}
            for story in ("hot", "ten", "kill", "control", "entries")
        },
    }
    env.cr.commit()
    print("SCENE" + json.dumps(scene))
"""


class RaceCase(BaseCase):
    """A committed copy of the database under test, with servers of its own."""

    # a second copy, for servers without the guard
    has_control = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.database = f"{get_db_name()}_race"
        cls.control = f"{cls.database}_control"
        for database in (cls.database, cls.control):
            cls._sql("postgres", f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
            cls.addClassCleanup(
                cls._sql,
                "postgres",
                f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)',
            )
        cls._write_configuration()
        cls._copy_database()
        cls.scene = cls._prepare()
        if cls.has_control:
            cls._sql("postgres", f'CREATE DATABASE "{cls.control}" TEMPLATE "{cls.database}"')

    @classmethod
    def _write_configuration(cls):
        names = ("db_host", "db_port", "db_user", "db_password")
        lines = [f"{name} = {config[name]}" for name in names if config[name]]
        addons = ",".join(config["addons_path"])
        cls.configuration = cls.folder / "odoo.conf"
        cls.configuration.write_text(
            "\n".join(
                [
                    "[options]",
                    f"addons_path = {addons}",
                    f"data_dir = {cls.folder / 'data'}",
                    *lines,
                ],
            ),
            encoding="utf-8",
        )
        paths = [str(Path(path).parent) for path in odoo.__path__]
        os.environ.setdefault("PYTHONPATH", os.pathsep.join(paths))

    @classmethod
    def _command(cls, *start):
        return [sys.executable, *(start or ("-m", "odoo")), "server", "-c", str(cls.configuration)]

    @classmethod
    def _copy_database(cls):
        """Copy as a template, which takes a moment, unless somebody else is connected."""
        close_db(get_db_name())
        try:
            cls._sql("postgres", f'CREATE DATABASE "{cls.database}" TEMPLATE "{get_db_name()}"')
        except psycopg2.errors.ObjectInUse:
            cls._dump_database()

    @classmethod
    def _dump_database(cls):
        environment = exec_pg_environ()
        cls._sql("postgres", f'CREATE DATABASE "{cls.database}" TEMPLATE template0')
        dump = subprocess.Popen(
            [find_pg_tool("pg_dump"), "--no-owner", get_db_name()],
            stdout=subprocess.PIPE,
            env=environment,
        )
        subprocess.run(
            [find_pg_tool("psql"), "-q", "-d", cls.database],
            stdin=dump.stdout,
            stdout=subprocess.DEVNULL,
            # thousands of statements, none of which has to outlive a crash
            env={**environment, "PGOPTIONS": "-c synchronous_commit=off"},
            check=True,
        )
        dump.stdout.close()
        if dump.wait():
            raise RuntimeError("the database under test cannot be copied")

    @classmethod
    def _prepare(cls):
        command = cls._command()
        command[command.index("server")] = "shell"
        done = subprocess.run(
            [*command, "-d", cls.database, "--no-http", "--log-level=error"],
            input=textwrap.dedent(PREPARE),
            capture_output=True,
            text=True,
            check=False,
        )
        _before, found, scene = done.stdout.partition("SCENE")
        if not found:
            raise RuntimeError(done.stdout + done.stderr)
        return json.loads(scene.splitlines()[0])

    @classmethod
    def _sql(cls, database, query, *params):
        """Run a statement of its own, committed at once; return its rows."""
        _name, info = connection_info_for(database)
        connection = psycopg2.connect(**info)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(query, params)
                return cursor.fetchall() if cursor.description else None
        finally:
            connection.close()

    def _start_servers(self, count=2, database=None, start=()):
        """Start servers, let them load, and return them; their logs are `server_log`."""
        log = self.enterContext((self.folder / "server.log").open("w+", encoding="utf-8"))
        self.server_log = log
        command = self._command(*start)
        servers = [
            OdooServer(command, database or self.database, "--log-level=info", log=log)
            for _n in range(count)
        ]
        for server in servers:
            self.addCleanup(server.stop)
        for server in servers:
            server.wait()
        clients = self._clients(servers, 1, database)
        for server, client in zip(servers, cycle(clients), strict=False):
            client.ports = [server.port]
            client.connection = None
            client.jsonrpc("ais.booking", "search_count", [])
        return servers

    def _clients(self, servers, count, database=None):
        """Clients spread over the servers, each with the others to turn to."""
        ports = [server.port for server in servers]
        users = cycle(self.scene["users"])
        return [
            Client(
                ports[n % len(ports) :] + ports[: n % len(ports)], database or self.database, *user
            )
            for n, user in zip(range(count), users, strict=False)
        ]

    def _race(self, servers, groups, clients=60, route="jsonrpc", database=None, **options):
        """Let clients book one seat after another until every group has refused one of them."""
        full = set()

        def work(client, partner, first):
            def steps():
                wanted = groups[first % len(groups) :] + groups[: first % len(groups)]
                while wanted:
                    group = wanted.pop(0)
                    if group in full:
                        continue
                    vals = {"group_id": group, "partner_id": partner, "seats": 1}
                    request = partial(client.jsonrpc, "ais.booking", "create", [vals])
                    if route == "json2":
                        request = partial(client.json2, "ais.booking", "create", vals_list=[vals])
                    if (yield group, request):
                        wanted.append(group)
                    else:
                        full.add(group)

            return steps

        people = zip(
            self._clients(servers, clients, database),
            self.scene["partners"],
            range(clients),
            strict=False,
        )
        return Crowd().run([work(*person) for person in people], **options)

    def _log_in(self, client):
        """Log in as the web client does, and return the key of the session.

        Its first request notes the device in the database; those after it are like any other.
        """
        number = [uid for uid, _key in self.scene["users"]].index(client.uid)
        client.post(
            "/web/session/authenticate",
            {
                "params": {
                    "db": client.database,
                    "login": f"race_{number}",
                    "password": f"race_{number}",
                },
            },
        )
        client.call_kw(client.cookies["session_id"], "ais.booking", "search_count", [])
        return client.cookies["session_id"]

    @contextmanager
    def _rival(self, group):
        """Another transaction that has changed the group's row; yields what commits it."""
        _name, info = connection_info_for(self.database)
        connection = psycopg2.connect(**info)
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE ais_course_group SET write_date = now() WHERE id = %s",
                    (group,),
                )
                yield connection.commit
        finally:
            connection.close()

    def _seats(self, groups, database=None):
        """What the database knows of groups: {id: (seats, taken by count, taken by bookings)}."""
        rows = self._sql(
            database or self.database,
            """
            SELECT g.id, g.seats_max, g.seats_taken,
                   COALESCE((SELECT SUM(b.seats) FROM ais_booking b
                              WHERE b.group_id = g.id AND b.state IN ('hold', 'confirmed')), 0)
              FROM ais_course_group g WHERE g.id = ANY(%s)
            """,
            groups,
        )
        return {group: tuple(rest) for group, *rest in rows}
