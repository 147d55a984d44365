from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestAttendanceSheet(TrainingCommon):
    """The attendance of a whole group, read and saved at once."""

    def _day(self, days):
        return str(self.today + timedelta(days=days))

    def _save(self, cells=(), results=(), user=None):
        group = self.group.with_user(user or self.training_office)
        return group.save_attendance(list(cells), list(results))

    def _sheet(self, user):
        return self.group.with_user(user).attendance_sheet()

    def test_the_sheet_shows_people_by_client_and_the_days_of_training(self):
        self._attend(self.people[0], 4, -1)
        self._attend(self.people[0], 3, -1, source="lms")
        sheet = self._sheet(self.training_office)
        self.assertEqual(
            [row["name"].split()[0] for row in sheet["rows"]],
            ["Сидорова", "Иванов", "Петров"],
        )
        self.assertEqual(len(sheet["days"]), 10)
        today = next(day for day in sheet["days"] if day["is_today"])
        self.assertEqual(today["date"], self._day(0))
        self.assertEqual(sum(day["is_future"] for day in sheet["days"]), 5)
        self.assertEqual(sum(day["hours"] for day in sheet["days"]), 40)
        self.assertEqual(sheet["rows"][1]["hours"], {self._day(-1): 4})
        self.assertEqual(sheet["rows"][1]["learning"], 3)
        self.assertEqual(sheet["group"]["hours_per_day"], 4)
        self.assertTrue(sheet["can_edit"])

    def test_hours_and_results_are_saved_in_one_call(self):
        first, second, _third = self.people
        self._attend(first, 2, -2)
        self._attend(second, 2, -2)
        answer = self._save(
            [
                [first.id, self._day(-1), 4],
                [first.id, self._day(0), 0],
                [first.id, self._day(-2), None],
                [second.id, self._day(-2), 3.5],
            ],
            [[first.id, "test_score", 85], [first.id, "result", "passed"]],
        )
        self.assertFalse(answer["errors"])
        self.assertEqual((first.hours_done, second.hours_done), (4, 3.5))
        self.assertEqual(len(first.attendance_ids), 2)
        self.assertEqual((first.test_score, first.result), (85, "passed"))
        self.assertIn("– → Passed", first.message_ids[0].body)
        row = next(row for row in answer["sheet"]["rows"] if row["id"] == first.id)
        self.assertEqual(row["hours"], {self._day(-1): 4, self._day(0): 0})
        self._save(results=[[first.id, "result", ""], [first.id, "test_score", None]])
        self.assertFalse(first.result)

    def test_one_wrong_cell_and_nothing_is_saved(self):
        first, second, third = self.people
        third._drop("own")
        answer = self._save(
            [
                [first.id, self._day(-1), 4],
                [first.id, self._day(-1), 25],
                [first.id, self._day(1), 4],
                [first.id, self._day(-9), 4],
                [first.id, "вчера", 4],
                [second.id, self._day(-1), "4; DROP"],
                [second.id, self._day(-1), True],
                [third.id, self._day(-1), 4],
                [0, self._day(-1), 4],
            ],
            [
                [first.id, "test_score", 101],
                [first.id, "result", "great"],
                [first.id, "training_state", "completed"],
            ],
        )
        self.assertEqual(len(answer["errors"]), 11)
        self.assertNotIn("sheet", answer)
        self.assertFalse(self.people.attendance_ids)
        errors = {(error["trainee"], error["key"]): error["message"] for error in answer["errors"]}
        self.assertIn("not a day of group", errors[first.id, self._day(-9)])
        self.assertIn("has left the group", errors[third.id, self._day(-1)])

    def test_the_result_of_a_completed_training_stays(self):
        person = self.people[0]
        person.result = "passed"
        person.action_complete()
        answer = self._save(results=[[person.id, "result", "failed"]])
        self.assertIn("Take the completion back", answer["errors"][0]["message"])

    def test_the_others_read_and_each_specialist_sees_own_people(self):
        self._attend(self.people, 4, -1)
        for user, names in (
            (self.specialist, {"Иванов", "Петров"}),
            (self.specialist_2, {"Сидорова"}),
            (self.head, {"Иванов", "Петров", "Сидорова"}),
            (self.deputy, {"Иванов", "Петров", "Сидорова"}),
            (self.director, {"Иванов", "Петров", "Сидорова"}),
        ):
            with self.subTest(user=user.login):
                sheet = self._sheet(user)
                self.assertEqual({row["name"].split()[0] for row in sheet["rows"]}, names)
                self.assertTrue(all(row["hours"] for row in sheet["rows"]))
                self.assertFalse(sheet["can_edit"])
                with self.assertRaises(AccessError):
                    self._save([[self.people[0].id, self._day(-1), 4]], user=user)
        with self.assertRaises(AccessError):
            self._sheet(self.accountant)

    def test_groups_to_choose_from_are_those_in_training(self):
        groups = self.env["ais.course.group"].with_user(self.training_office).attendance_groups()
        ids = [group["id"] for group in groups]
        self.assertIn(self.group.id, ids)
        self.assertNotIn(self.other_group.id, ids)

    def test_queries_do_not_grow_with_people_and_days(self):
        names = [f"Слушатель {number} Имя" for number in range(29)]
        group = self._make_running(self._make_group(seats=40), names)
        self._teach(group, -19, days=20)
        small, people = self.people[:2], group.booking_ids.trainee_ids
        self.assertEqual(len(people), 30)
        for trainees, days in ((small, 2), (people, 20)):
            target = trainees.group_id.with_user(self.training_office)
            for hours in (2, 1, None):
                cells = [
                    [trainee.id, self._day(-day), hours]
                    for trainee in trainees
                    for day in range(days)
                ]
                results = [[trainee.id, "result", "passed"] for trainee in trainees]
                self.env.flush_all()
                self.env.invalidate_all()
                with self.subTest(people=len(trainees), hours=hours):
                    with self.assertQueryCount(self.SAVING):
                        answer = target.save_attendance(cells, results)
                        self.env.flush_all()
                    self.assertFalse(answer["errors"])
            self.env.invalidate_all()
            with self.assertQueryCount(self.READING):
                target.attendance_sheet()

    # measured: as many for 30 people × 20 days as for two people × two days
    SAVING = 42
    READING = 10
