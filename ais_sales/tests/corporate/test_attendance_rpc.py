from odoo.tests import tagged

from ..rpc import REFUSED, RpcCase
from .training_common import TrainingCommon

TRAINEE, GROUP, ROWS = "ais.trainee", "ais.course.group", "ais.attendance"


@tagged("post_install", "-at_install")
class TestAttendanceRpc(TrainingCommon, RpcCase):
    """Each role through RPC: who keeps progress, who reads it, who has nothing to do with it."""

    def _vals(self, person):
        return {"trainee_id": person.id, "date": str(self.today), "hours": 4}

    def test_the_training_office_keeps_it(self):
        person = self.people[0]
        self._log_in(self.training_office)
        [row] = self._call(ROWS, "create", [self._vals(person)])
        self._call(ROWS, "write", [row], {"hours": 5})
        answer = self._call(
            GROUP, "save_attendance", [self.group.id], [], [[person.id, "result", "passed"]]
        )
        self.assertEqual(answer["errors"], [])
        self._call(TRAINEE, "action_complete", [person.id])
        [read] = self._call(TRAINEE, "read", [person.id], ["hours_done", "training_state", "pace"])
        self.assertEqual((read["hours_done"], read["training_state"]), (5, "completed"))
        self._refused(REFUSED, TRAINEE, "write", [person.id], {"hours_done": 40})
        self._refused(REFUSED, TRAINEE, "write", [person.id], {"pace": "late"})
        self._refused(REFUSED, TRAINEE, "write", [person.id], {"transferred_to_id": person.id})

    def test_the_others_only_read(self):
        person = self.people[0]
        row = self._attend(person, 4, -1)
        for user in (self.specialist, self.head, self.deputy, self.director):
            with self.subTest(user=user.login):
                self._log_in(user)
                [read] = self._call(TRAINEE, "read", [person.id], ["hours_done", "attendance_ids"])
                self.assertEqual(read["hours_done"], 4)
                self.assertEqual(read["attendance_ids"], row.ids)
                for args in (
                    (ROWS, "create", [self._vals(person)]),
                    (ROWS, "write", row.ids, {"hours": 5}),
                    (ROWS, "unlink", row.ids),
                    (TRAINEE, "write", [person.id], {"result": "passed"}),
                    (TRAINEE, "write", [person.id], {"drop_reason": "own"}),
                    (TRAINEE, "action_study", [person.id]),
                    (GROUP, "action_complete_passed", self.group.ids),
                    (GROUP, "save_attendance", self.group.ids, [], []),
                    ("ais.lms.import", "create", [{}]),
                    ("ais.trainee.transfer", "create", [{}]),
                ):
                    if args[1].startswith("action_complete"):
                        self.people.result = "passed"
                        self.env.flush_all()
                    self._refused(REFUSED, *args)

    def test_a_specialist_sees_own_people_alone(self):
        self._attend(self.people, 4, -1)
        self._log_in(self.specialist_2)
        rows = self._call(ROWS, "search_read", [], ["trainee_id"])
        self.assertEqual({row["trainee_id"][0] for row in rows}, {self.people[2].id})
        self._refused(REFUSED, TRAINEE, "read", self.people[0].ids, ["hours_done"])

    def test_the_accountant_has_nothing_to_do_with_it(self):
        row = self._attend(self.people[0], 4, -1)
        self._log_in(self.accountant)
        self._refused(REFUSED, ROWS, "read", row.ids, ["hours"])
        self._refused(REFUSED, GROUP, "attendance_sheet", self.group.ids)

    def test_what_somebody_else_keeps_is_read_on_the_screen(self):
        names = ["result", "training_state", "hours_done", "pace", "booking_id", "name"]
        for user, written in (
            (self.training_office, {"result", "training_state", "name"}),
            (self.specialist, {"booking_id", "name"}),
        ):
            with self.subTest(user=user.login):
                self._log_in(user)
                fields = self._call(TRAINEE, "fields_get", names, ["readonly"])
                self.assertEqual({name for name in names if not fields[name]["readonly"]}, written)
