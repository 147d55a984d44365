import re
import threading
import time
from functools import partial
from pathlib import Path

from odoo.tests import tagged

from .common import SEATS_UNAVAILABLE, RaceCase
from .servers import Crowd, RpcError


@tagged("post_install", "-at_install", "ais_race")
class TestRace(RaceCase):
    """Two Odoo servers on one database and sixty clients who book at once (2.13)."""

    def _assert_sold_exactly(self, groups):
        for group, (seats, counted, booked) in self._seats(groups).items():
            self.assertEqual((counted, booked), (seats, seats), f"group {group}")

    def _assert_only_full_groups_refused(self, crowd):
        self.assertFalse(crowd.errors)
        for _group, error in crowd.refusals:
            self.assertEqual(error.name, SEATS_UNAVAILABLE, error)
            self.assertIn(": 0 seats free, 1 asked for", error.message)

    def _retries(self):
        self.server_log.flush()
        text = (self.folder / "server.log").read_text(encoding="utf-8")
        return re.findall(r"\w+, \d tries left", text)

    def test_sixty_clients_and_twenty_seats(self):
        servers = self._start_servers()
        groups = self.scene["groups"]["hot"]["hot"]
        crowd = self._race(servers, groups)
        self.assertEqual(len(crowd.served), 20)
        self.assertGreater(len(crowd.refusals), 30)
        self._assert_only_full_groups_refused(crowd)
        self._assert_sold_exactly(groups)
        self.assertFalse(self._retries(), "nobody waits for Odoo's sleeping retries")

    def test_sixty_clients_and_ten_groups_of_fifty(self):
        servers = self._start_servers()
        groups = self.scene["groups"]["ten"]["ten"]
        crowd = self._race(servers, groups, route="json2")
        self.assertEqual(len(crowd.served), 500)
        self._assert_only_full_groups_refused(crowd)
        self._assert_sold_exactly(groups)
        self.assertFalse(self._retries(), "nobody waits for Odoo's sleeping retries")

    def test_inquiries_of_a_site_that_come_at_once(self):
        servers = self._start_servers()
        source, key = self.scene["site"]

        def ask(client):
            status, _answer = client.post(
                "/ais/inquiry", {"email": "site@client.example"}, {"X-Ais-Key": key}
            )
            self.assertEqual(status, 201)

        def once(client):
            yield source, partial(ask, client)

        crowd = Crowd().run([partial(once, client) for client in self._clients(servers, 20)])
        self.assertFalse(crowd.errors)
        self.assertFalse(self._retries(), "nobody waits for Odoo's sleeping retries")
        counts = self._sql(
            self.database,
            "SELECT accepted_count, day_count FROM ais_inquiry_source WHERE id = %s",
            source,
        )
        self.assertEqual(counts, [(20, 20)])
        given = self._sql(
            self.database,
            "SELECT count(*) FROM crm_lead WHERE email_from = 'site@client.example'"
            " GROUP BY user_id",
        )
        self.assertEqual(given, [(5,)] * 4, "each specialist's turn comes, one after the other")

    def test_a_server_killed_half_way_loses_no_seat(self):
        servers = self._start_servers()
        story = self.scene["groups"]["kill"]
        groups = story["hot"] + story["ten"]
        crowd = self._race(servers, groups, at_half=servers[0].kill, half=260)
        self.assertIsNotNone(servers[0].process.poll(), "the server was killed")
        self._assert_only_full_groups_refused(crowd)
        self._assert_sold_exactly(groups)
        # a booking whose answer was lost with the server is one that its client does not know of
        self.assertLessEqual(len(crowd.served), 520)
        self.assertGreater(len(crowd.served), 450)

    def test_without_the_guard_the_same_race_oversells(self):
        for name in ("seats_counted", "seats_consistent"):
            self._sql(
                self.control,
                f"ALTER TABLE ais_course_group DROP CONSTRAINT ais_course_group_{name}",
            )
        launcher = str(Path(__file__).with_name("server_without_guard.py"))
        servers = self._start_servers(database=self.control, start=(launcher,))
        groups = self.scene["groups"]["control"]["hot"]
        self._race(servers, groups, database=self.control)
        [(seats, _counted, booked)] = self._seats(groups, self.control).values()
        self.assertGreater(booked, seats)

    def test_whatever_way_a_client_comes_in_it_waits_for_the_row(self):
        """Each way of calling takes the seat after a rival's commit, with no retry."""
        servers = self._start_servers(count=1)
        [client] = self._clients(servers, 1)
        [group] = self.scene["groups"]["entries"]["hot"]
        session = self._log_in(client)
        vals = {"group_id": group, "partner_id": self.scene["partners"][0], "seats": 2}
        form = partial(client.call_kw, session, "ais.booking", "web_save", [], vals)
        ways = {
            "jsonrpc": partial(client.jsonrpc, "ais.booking", "create", [vals]),
            "json/2": partial(client.json2, "ais.booking", "create", vals_list=[vals]),
            "web client": partial(client.call_kw, session, "ais.booking", "create", [vals]),
            "form": partial(form, specification={}),
        }
        for number, (way, request) in enumerate(ways.items(), start=1):
            with self.subTest(way):
                self._ask_while_locked(group, request)
                self.assertEqual(self._seats([group])[group], (20, 2 * number, 2 * number))
        self.assertFalse(self._retries())
        with self.assertRaises(RpcError):
            client.jsonrpc("ais.booking", "create", [{**vals, "seats": 13}])

    def _ask_while_locked(self, group, request):
        """Ask while another transaction has changed the group's row and commits only then."""
        crowd = Crowd()
        with self._rival(group) as release:
            thread = threading.Thread(target=crowd.ask, args=(group, request))
            thread.start()
            self._wait_until_blocked(crowd)
            release()
        thread.join(30)
        self.assertEqual(crowd.served, [group], crowd.refusals + crowd.errors)

    def _wait_until_blocked(self, crowd):
        query = """
            SELECT count(*) FROM pg_stat_activity
             WHERE datname = %s AND wait_event_type = 'Lock'
        """
        for _n in range(200):
            if self._sql("postgres", query, self.database)[0][0]:
                return
            time.sleep(0.05)
        self.fail(f"the request did not wait: {crowd.served + crowd.refusals + crowd.errors}")
