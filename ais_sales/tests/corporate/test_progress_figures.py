from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...reports.corporate.progress_figures import add_up, by
from .progress_common import ProgressCommon


@tagged("post_install", "-at_install")
class TestProgressFigures(ProgressCommon):
    """Who is counted in the progress of an order, and how (2.24)."""

    def _people(self, records, user=None):
        report = self.env["report.ais_sales.order_progress"].with_user(user or self.specialist)
        return report._progress_people(records.with_user(user or self.specialist))

    def test_hours_and_states_add_up(self):
        totals = add_up(self._people(self.order))
        self.assertEqual(totals.people, 6)
        expected = {
            "completed": 1,
            "behind": 1,
            "on_time": 1,
            "late": 1,
            "waiting": 1,
            "dropped": 1,
        }
        self.assertEqual(dict(totals.tracks), expected)
        self.assertEqual(totals.issued, 1)
        # 40 of the completed, 10, 40 of 50, 4 and 0; not the 8 of the one who left
        self.assertEqual((totals.hours_done, totals.hours_planned), (94, 200))
        self.assertAlmostEqual(totals.share, 0.47)
        self.assertEqual(sum(part[3] for part in totals.parts()), 6)

    def test_groups_and_branches(self):
        people = self._people(self.order)
        self.assertEqual(list(by(people, lambda one: one.group)), [self.group_1, self.group_2])
        branches = by(people, lambda one: one.branch)
        self.assertEqual(list(branches), ["Головная организация", self.branch.name])
        self.assertEqual(add_up(branches[self.branch.name]).people, 3)

    def test_cancelled_and_waiting_seats_are_not_reported(self):
        other = self._make_group(seats=5, days=40)
        gone = self._seat(other, self.client, "Жук Олег")
        gone.booking_id.action_cancel("client_refused")
        self.assertNotIn("Жук Олег", [one.name for one in self._people(self.order)])

    def test_client_is_all_running_orders_with_branches(self):
        second = self._order(contract_number="Д-502")
        self._seat(self.groups[2], self.client, "Зимин Глеб", order=second.sudo())
        names = [one.name for one in self._people(self.client)]
        self.assertEqual(len(names), 7)
        self.assertEqual(
            [one.name for one in self._people(self.branch)],
            ["Гусь Пётр", "Дрозд Илья", "Ежова Анна"],
        )
        # closed with all its documents, whatever they were
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ais_corporate_order SET state = 'closed', documents_missing = 0 WHERE id = %s",
            (second.id,),
        )
        self.env.invalidate_all()
        self.assertEqual(len(self._people(self.client)), 6)

    def test_report_that_leaves_people_out_is_refused(self):
        self._seat(self.groups[2], self.client, "Чужой Лев", user=self.specialist_2)
        with self.assertRaisesRegex(UserError, "people kept by other specialists: 1"):
            self._people(self.order)
        for user in (self.head, self.training_office, self.deputy, self.director):
            self.assertEqual(len(self._people(self.order, user)), 7, user.login)

    def test_accountant_prints_no_progress(self):
        with self.assertRaises(AccessError):
            self._people(self.order, self.accountant)
        with self.assertRaises(AccessError):
            self._people(self.order, self.specialist_2)

    def test_number_of_queries_does_not_grow_with_groups(self):
        self._people(self.order)
        counts = []
        for step in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._people(self.order, self.training_office)
            counts.append(self.env.cr.sql_log_count - before)
            for number in range(3):
                code = f"К-{step}-{number}"
                course = self.course.copy({"name": f"Курс {code}", "code": code})
                group = self._make_group(seats=4, days=30 + number, course_id=course.id)
                branch = self._make_client(f"Филиал {code}", self.specialist)
                branch.parent_id = self.client
                self._seat(group, branch, f"Новый {code}", f"Новая {code}")
        # the first time may ask for the calendar, too
        self.assertLessEqual(counts[1], counts[0])
        with self.assertQueryCount(25):
            self._people(self.order, self.training_office)
