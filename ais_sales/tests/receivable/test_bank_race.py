import base64
import json
import os
import signal
import subprocess
import textwrap
import threading
import time

from odoo.tests import tagged

from ..race.common import RaceCase
from ..race.servers import Client, OdooServer, RpcError
from .statement_maker import OWN, big_statement

PREPARE = """
    import base64, json
    company = env.company
    env.ref("base.RUB").active = True
    company.currency_id = env.ref("base.RUB")
    account = env["res.partner.bank"].create(
        {"acc_number": "%(own)s", "partner_id": company.partner_id.id},
    )
    env["account.journal"].create(
        {"name": "Р/с", "code": "РС9", "type": "bank", "bank_account_id": account.id},
    )
    users = env["res.users"].create([
        {"name": f"Бухгалтер {n}", "login": f"bank_race_{n}",
         "group_ids": [(6, 0, env.ref("ais_sales.group_accountant").ids)]}
        for n in range(2)
    ])
    client = env["res.partner"].create(
        {"name": "ООО Клиент", "is_company": True, "vat": "9902000020"},
    )
    moves = env["account.move"].create([
        {"move_type": "out_invoice", "name": f"ГОНКА/2026/{n:04d}", "partner_id": client.id,
         "invoice_date": "2026-11-12", "invoice_date_due": "2026-11-20",
         "invoice_line_ids": [(0, 0, {"name": "x", "price_unit": 100, "tax_ids": False})]}
        for n in range(1, 61)
    ])
    moves.action_post()
    keys = env["res.users.apikeys"]
    print("SCENE" + json.dumps({"users": [
        (user.id, keys.with_user(user).sudo()._generate(None, "race", None)) for user in users
    ]}))
    env.cr.commit()
"""


@tagged("post_install", "-at_install")
class TestBankRace(RaceCase):
    """Live servers: two people import one file at once; a server dies in the middle (2.14)."""

    has_control = False

    @classmethod
    def _prepare(cls):
        command = cls._command()
        command[command.index("server")] = "shell"
        done = subprocess.run(
            [*command, "-d", cls.database, "--no-http", "--log-level=error"],
            input=textwrap.dedent(PREPARE % {"own": OWN}),
            capture_output=True,
            text=True,
            check=False,
        )
        _before, found, scene = done.stdout.partition("SCENE")
        if not found:
            raise RuntimeError(done.stdout + done.stderr)
        return json.loads(scene.splitlines()[0])

    def _content(self, numbers):
        return big_statement(
            (str(n), 100.0, f"счет ГОНКА/2026/{n:04d}", "9902000020", "ООО Клиент") for n in numbers
        )

    def _client(self, server, person=0):
        return Client([server.port], self.database, *self.scene["users"][person])

    def _upload(self, client, content):
        return client.jsonrpc(
            "ais.bank.load",
            "create",
            {"file": base64.b64encode(content).decode(), "file_name": "выписка.txt"},
        )

    def _counts(self):
        return self._sql(
            self.database,
            "SELECT (SELECT COUNT(*) FROM ais_bank_import),"
            " (SELECT COUNT(*) FROM ais_bank_import_line WHERE state = 'posted'),"
            " (SELECT COUNT(*) FROM account_payment),"
            " (SELECT COUNT(*) FROM account_move WHERE origin_payment_id IS NOT NULL)",
        )[0]

    def _start_servers(self, count=1, database=None, start=()):
        servers = []
        for _n in range(count):
            log = self.enterContext((self.folder / "bank.log").open("a", encoding="utf-8"))
            server = OdooServer(self._command(), self.database, "--log-level=warn", log=log)
            self.addCleanup(server.stop)
            servers.append(server)
        return [server.wait() for server in servers]

    def test_crash_leaves_nothing_then_two_at_once_import_it_once(self):
        before = self._counts()
        # all at once: to load is what takes the time
        server, *servers = self._start_servers(3)
        content = self._content(range(1, 61))
        client = self._client(server)
        upload = self._upload(client, content)
        threading.Thread(target=self._load_quietly, args=(client, upload), daemon=True).start()
        # the work has begun when the lock of the import is held
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not self._is_importing():
            time.sleep(0.01)
        self.assertTrue(self._is_importing(), "the import did not begin")
        time.sleep(0.3)
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        self._wait_until_rolled_back()
        self.assertEqual(self._counts(), before, "the whole file or nothing")

        people = [self._client(one, n) for n, one in enumerate(servers)]
        uploads = [self._upload(person, content) for person in people]
        errors = []
        barrier = threading.Barrier(2)

        def work(person, upload_id):
            barrier.wait()
            try:
                person.jsonrpc("ais.bank.load", "import_file", [upload_id])
            except RpcError as error:
                errors.append(error)

        threads = [
            threading.Thread(target=work, args=pair) for pair in zip(people, uploads, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        self.assertEqual(self._counts(), (1, 60, before[2] + 60, before[3] + 60))
        self.assertLessEqual(len(errors), 1)
        for error in errors:
            self.assertRegex(error.message, "being imported|just been imported|imported")

    def _load_quietly(self, client, upload):
        try:
            client.jsonrpc("ais.bank.load", "import_file", [upload])
        except Exception as error:  # the server is killed under it
            self.killed = error

    def _is_importing(self):
        return self._sql(
            self.database,
            "SELECT COUNT(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            " WHERE l.locktype = 'advisory' AND l.granted AND d.datname = current_database()",
        )[0][0]

    def _wait_until_rolled_back(self):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self._is_importing():
            time.sleep(0.05)
