from datetime import timedelta

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..common import ROLES, AisCommon
from ..rpc import REFUSED, RpcCase

# the clauses of shared rows are shown under the first of their numbers
CLAUSES = (
    *("1.3", "1.6", "1.7", "1.8", "1.9"),
    *(f"2.{number}" for number in range(2, 26)),
    *("3.1", "3.2", "3.3", "4.2", "4.3", "4.4", "5.1"),
)
READERS = ("specialist", "head", "deputy", "director")


@tagged("post_install", "-at_install")
class TestCockpit(RpcCase, AisCommon):
    """Every clause of the regulation has its live figures, and each opens its records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env.ref("sales_team.team_sales_department")
        cls.team.member_ids = cls.specialist | cls.specialist_2
        cls.clauses = cls.env["ais.regulation.clause"].search([])
        cls.measures = cls.clauses.measure_ids

    def _measure(self, method):
        return self.measures.filtered(lambda measure: measure.method == method)

    def _value(self, method, user=None, **scope):
        rows = self.env["ais.regulation.clause"].with_user(user or self.director)
        found = rows.ais_cockpit(**scope)
        return next(
            one["value"]
            for clause in found["clauses"]
            for one in clause["measures"]
            if one["id"] == self._measure(method).id
        )

    def test_no_clause_is_without_a_figure_and_no_figure_without_a_method(self):
        self.assertEqual(tuple(self.clauses.mapped("number")), CLAUSES)
        for clause in self.clauses:
            with self.subTest(clause=clause.number):
                self.assertEqual(len(clause.measure_ids.filtered("is_main")), 1)
        declared = {
            name.removeprefix("_measure_")
            for name in dir(type(self.measures))
            if name.startswith("_measure_")
        }
        self.assertEqual(set(self.measures.mapped("method")), declared)

    def test_every_figure_opens_its_records_for_every_role(self):
        """What is counted is what is listed, for who sees all of the department."""
        self._book(2).action_confirm()
        self._book(1)
        for role in READERS:
            user = getattr(self, role)
            env = self.env(user=user)
            for measure in self.measures.with_env(env):
                with self.subTest(role=role, measure=measure.method):
                    figure = measure._ais_figure()
                    if not env[figure.model].has_access("read"):
                        # a figure of the whole department, which a specialist sees no value of
                        self.assertEqual((role, figure.user), ("specialist", ""))
                        with self.assertRaises(AccessError):
                            measure.action_open_records()
                        continue
                    action = measure.action_open_records()
                    records = env[action["res_model"]]
                    listed = records.search_count(action["domain"])
                    is_count = figure.top == "__count" and not figure.bottom
                    if role != "specialist" and is_count and not figure.per_person:
                        value = measure._ais_value(*measure._ais_numbers())
                        self.assertEqual(value, listed)
            records.get_views(action["views"])

    def test_figures_follow_the_records(self):
        self.assertEqual(self._value("unanswered_now"), 1)
        self._book(3).action_confirm()
        self.assertEqual(self._value("seats_confirmed"), 3)
        self.assertEqual(self._value("seats_confirmed", user_id=self.specialist.id), 3)
        self.assertEqual(self._value("seats_confirmed", user_id=self.specialist_2.id), 0)
        self.assertEqual(self._value("seats_confirmed", team_id=self.team.id), 3)
        self.assertIsNone(self._value("structure_filled", user_id=self.specialist.id))
        self.team.write(
            {
                "ais_director_id": self.director.id,
                "ais_deputy_id": self.deputy.id,
                "ais_regulation_order": "19-2021",
                "ais_regulation_date": "2021-12-02",
            },
        )
        self.assertEqual(self._value("structure_filled"), 100)

    def test_a_specialist_gets_his_own_figures_whoever_he_asks_for(self):
        self._book(3).action_confirm()
        self.assertEqual(self._value("seats_confirmed", self.specialist_2), 0)
        asked = {"user_id": self.specialist.id}
        self.assertEqual(self._value("seats_confirmed", self.specialist_2, **asked), 0)
        self.assertEqual(
            self._value("seats_confirmed", self.specialist_2, team_id=self.team.id),
            0,
        )
        measure = self._measure("seats_confirmed").with_user(self.specialist_2)
        measure = measure.with_context(ais_user_id=self.specialist.id)
        action = measure.action_open_records()
        self.assertIn(("user_id", "=", self.specialist_2.id), action["domain"])
        self.assertEqual(measure.value, 0)

    def test_a_head_does_not_look_into_another_head_s_team(self):
        other = self._make_user("head", "other_head")
        team = self.env["crm.team"].create({"name": "Второй отдел", "user_id": other.id})
        stranger = self._make_user("specialist", "stranger")
        team.member_ids = stranger
        with self.assertRaises(AccessError):
            self._value("plan_fact", self.head, user_id=stranger.id)
        self._value("plan_fact", other, user_id=stranger.id)
        self._value("plan_fact", self.deputy, user_id=stranger.id)

    def test_only_the_director_sets_aims_and_only_aims(self):
        measure = self._measure("answered_in_time")
        name = "ais.regulation.measure"
        for role in ROLES:
            self._log_in(getattr(self, role))
            if role not in READERS:
                self._refused(REFUSED, "ais.regulation.clause", "ais_cockpit")
                self._refused(REFUSED, "ais.regulation.clause", "search", [])
            if role != "director":
                self._refused(REFUSED, name, "write", measure.ids, {"green": 50})
                continue
            self._call(name, "write", measure.ids, {"green": 99})
            for vals in ({"method": "overdue"}, {"unit": "count"}, {"is_main": False}):
                self._refused(REFUSED, name, "write", measure.ids, vals)
        self.assertEqual(measure.green, 99)
        with self.assertRaises(ValidationError):
            measure.with_user(self.director).red = 100

    def test_colours_follow_the_aims_both_ways(self):
        more, less = self._measure("answered_in_time"), self._measure("unanswered_now")
        more.write({"green": 90, "red": 70})
        less.write({"green": 2, "red": 5})
        told = [more._ais_colour(value) for value in (95, 90, 80, 70, 69, None)]
        self.assertEqual(told, ["green", "green", "yellow", "yellow", "red", "none"])
        told = [less._ais_colour(value) for value in (0, 2, 3, 5, 6)]
        self.assertEqual(told, ["green", "green", "yellow", "yellow", "red"])
        less.has_aim = False
        self.assertEqual(less._ais_colour(100), "none")

    def test_a_day_is_noted_once_for_all_for_teams_and_for_people(self):
        self._book(3).action_confirm()
        snapshots = self.env["ais.regulation.snapshot"]
        today = self.company.ais_today()
        snapshots._ais_take(self.company, today - timedelta(days=8))
        self._book(2).action_confirm()
        snapshots._ais_take(self.company, today)
        snapshots._ais_take(self.company, today)
        measure = self._measure("seats_confirmed")
        rows = snapshots.search([("measure_id", "=", measure.id), ("date", "=", today)])
        keys = [(row.team_id.id, row.user_id.id, row.value) for row in rows]
        for key in (
            (False, False, 5),
            (self.team.id, False, 5),
            (False, self.specialist.id, 5),
            (False, self.specialist_2.id, 0),
        ):
            self.assertEqual(keys.count(key), 1, key)
        found = self.clauses.with_user(self.director).ais_cockpit()
        [row] = [
            one
            for clause in found["clauses"]
            for one in clause["measures"]
            if one["id"] == measure.id
        ]
        self.assertEqual([value for _day, value in row["trend"]], [3, 5])
        self.assertEqual(row["change"], 2)
        own = snapshots.with_user(self.specialist_2).search([])
        self.assertEqual(own.user_id, self.specialist_2)

    def test_old_days_are_thinned_to_weeks(self):
        snapshots = self.env["ais.regulation.snapshot"]
        today = self.company.ais_today()
        monday = today - timedelta(days=today.weekday() + 7 * 60)
        for day in (monday, monday + timedelta(days=2), today):
            snapshots._ais_take(self.company, day)
        snapshots._ais_thin_out()
        days = {day for (day,) in snapshots._read_group([], ["date:day"])}
        self.assertEqual(days, {monday, today})

    def test_the_cockpit_asks_as_much_for_many_as_for_few(self):
        clauses = self.clauses.with_user(self.director)

        def asked():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            clauses.ais_cockpit()
            return self.env.cr.sql_log_count - before

        asked()
        few = asked()
        self.env["crm.lead"].create(
            [
                {"name": f"Обращение {n}", "type": "opportunity", "user_id": self.specialist.id}
                for n in range(20)
            ],
        )
        group = self._make_group(seats=100)
        for number in range(10):
            self._book(1, group=group, client=self._make_client(f"Клиент {number}"))
        self.assertLessEqual(asked(), few)


@tagged("post_install", "-at_install")
class TestDigest(AisCommon):
    """The director gets the week's digest by mail (2.5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env.ref("sales_team.team_sales_department")
        cls.team.member_ids = cls.specialist
        cls.team.ais_director_id = cls.director
        cls.director.email = "director@example.com"
        cls.deputy.email = False
        cls.digests = cls.env["ais.regulation.digest"]

    def _digest(self):
        return self.digests._of_today(self.company)

    def test_it_is_sent_once_a_week_at_its_hour(self):
        now = self.company._ais_now()
        self.company.ais_digest_hour = 0
        self.company.ais_digest_weekday = str((now.weekday() + 1) % 5)
        if now.weekday() < 4:
            self._run_cron("ais.regulation.digest", "_cron_send")
            self.assertFalse(self.digests.search([("sent_at", "!=", False)]))
        if now.weekday() > 4:
            return
        self.company.ais_digest_weekday = str(now.weekday())
        self._run_cron("ais.regulation.digest", "_cron_send")
        self._run_cron("ais.regulation.digest", "_cron_send")
        [digest] = self.digests.search([("sent_at", "!=", False)])
        self.assertEqual(digest.sent_to, self.director.name)
        [message] = digest.message_ids.filtered("attachment_ids")
        self.assertEqual(message.partner_ids, self.director.partner_id)

    def test_it_tells_every_clause_and_every_employee(self):
        digest = self._digest()
        html = str(
            self.env["ir.actions.report"]._render_qweb_html(
                "ais_sales.regulation_digest",
                digest.ids,
            )[0],
            "utf-8",
        )
        self.assertIn(self.specialist.name, html)
        for number in CLAUSES:
            self.assertIn(number, html)

    def test_its_queries_do_not_grow_with_the_department(self):
        digest = self._digest()

        def asked():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            digest._paper()
            return self.env.cr.sql_log_count - before

        asked()
        few = asked()
        for number in range(5):
            self.team.member_ids += self._make_user("specialist", f"more_{number}")
        asked()
        self.assertLessEqual(asked(), few)
        self.assertEqual(len(digest._paper()["people"]), 6)
