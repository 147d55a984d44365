import base64
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .training_common import TrainingCommon

HEADING = "ФИО;E-mail;СНИЛС;Часы;% прохождения;Тест;Итог"


@tagged("post_install", "-at_install")
class TestLmsImport(TrainingCommon):
    """A learning system's report is read, looked over, and taken as a whole."""

    def _read(self, *lines, user=None, **vals):
        wizard = self.env["ais.lms.import"].with_user(user or self.training_office)
        wizard = wizard.create(
            {"group_id": self.group.id, "text": "\n".join([HEADING, *lines]), **vals},
        )
        wizard.action_read()
        return wizard

    def _line(self, wizard, number=2):
        return wizard.line_ids.filtered(lambda line: line.number == number)

    def test_people_are_found_by_mail_snils_and_name(self):
        first, second, third = self.people
        first.email = "ivanov@romashka.example"
        second.snils = "112-233-445 95"
        wizard = self._read(
            "Иванов И. И.;IVANOV@romashka.example;;10;;;",
            ";;11223344595;;50;;",
            "сидорова  анна;;;12;;90;зачёт",
            "Кузнецов Кузьма;;;5;;;",
        )
        self.assertEqual(
            [self._line(wizard, number).trainee_id for number in (2, 3, 4, 5)],
            [first, second, third, self.env["ais.trainee"]],
        )
        self.assertEqual(self._line(wizard, 5).status, "unmatched")
        self.assertEqual((wizard.taken_count, wizard.left_count), (3, 1))
        self.assertFalse(self.people.attendance_ids)
        wizard.action_apply()
        self.assertEqual(self.people.mapped("hours_done"), [10, 20, 12])
        self.assertEqual((third.test_score, third.result), (90, "passed"))
        self.assertEqual(set(self.people.attendance_ids.mapped("source")), {"lms"})
        with self.assertRaisesRegex(UserError, "Read the report first"):
            wizard.action_apply()

    def test_the_sum_equals_what_the_system_says(self):
        person = self.people[0]
        self._attend(person, 4, -1)
        self._read(f"{person.name};;;10;;;").action_apply()
        self.assertEqual(person.hours_done, 10)
        # the same report once more, then the next one of the same day
        self._read(f"{person.name};;;10;;;").action_apply()
        self._read(f"{person.name};;;15;;;").action_apply()
        self.assertEqual(person.hours_done, 15)
        self.assertEqual(sorted(person.attendance_ids.mapped("hours")), [4, 11])

    def test_fewer_hours_are_told_and_not_taken(self):
        person = self.people[0]
        self._attend(person, 12, -1)
        wizard = self._read(f"{person.name};;;10;;70;")
        line = self._line(wizard)
        self.assertEqual(line.status, "partly")
        self.assertIn("10 hours are fewer than the 12", line.reason)
        wizard.action_apply()
        self.assertEqual((person.hours_done, person.test_score), (12, 70))

    def test_more_hours_than_the_course_has_are_cut_with_a_word(self):
        person = self.people[0]
        wizard = self._read(f"{person.name};;;44;;;")
        self.assertIn("more than the course has: 40", self._line(wizard).reason)
        wizard.action_apply()
        self.assertEqual(person.hours_done, 40)

    def test_one_person_in_two_rows_is_refused_with_the_rows(self):
        name = self.people[0].name
        wizard = self._read(f"{name};;;10;;;", f"{self.people[1].name};;;9;;;", f"{name};;;11;;;")
        for number in (2, 4):
            self.assertEqual(self._line(wizard, number).status, "refused")
            self.assertIn("rows 2, 4", self._line(wizard, number).reason)
        wizard.action_apply()
        self.assertEqual(self.people.mapped("hours_done"), [0, 9, 0])

    def test_namesakes_are_not_guessed(self):
        booking = self._book(2, state="confirmed", group=self.other_group)
        self._name(booking, "Козлов Иван Петрович", "Козлов Иван Сергеевич")
        wizard = self._read("Козлов Иван;;;10;;;", group_id=self.other_group.id)
        line = self._line(wizard)
        self.assertEqual(line.status, "ambiguous")
        self.assertIn("Козлов Иван Сергеевич", line.reason)
        self.people[0].email = "one@romashka.example"
        wizard = self._read("Петров Пётр;one@romashka.example;;10;;;")
        self.assertIn("the name is another one", self._line(wizard).reason)
        with self.assertRaisesRegex(UserError, "Nothing in the report"):
            wizard.action_apply()

    def test_one_mailbox_of_several_people(self):
        self.people[:2].email = "office@romashka.example"
        wizard = self._read(f"{self.people[1].name};office@romashka.example;;8;;;")
        self.assertEqual(self._line(wizard).trainee_id, self.people[1])

    def test_who_has_left_gets_nothing(self):
        self.people[0]._drop("own")
        wizard = self._read(f"{self.people[0].name};;;10;;;")
        self.assertIn("has left the group", self._line(wizard).reason)

    def test_a_report_after_the_end_is_noted_on_the_last_day(self):
        self._teach(self.group, -20)
        self._read(f"{self.people[0].name};;;30;;;").action_apply()
        self.assertEqual(self.people[0].attendance_ids.date, self.group.date_end)
        wizard = self._read(
            f"{self.people[0].name};;;40;;;", date=self.group.date_start - timedelta(days=1)
        )
        self.assertIn("before the start", self._line(wizard).reason)

    def test_what_is_no_report_is_refused_as_a_whole(self):
        with self.assertRaisesRegex(UserError, "No heading found"):
            self._read(text="Иванов;10")
        with self.assertRaisesRegex(UserError, "cannot be read as a table"):
            self._read(text=False, file=base64.b64encode(b"\x00\x01"), file_name="x.xlsx")
        with self.assertRaisesRegex(UserError, "Choose the group or"):
            self._read(group_id=False)
        with self.assertRaisesRegex(UserError, "Paste the table"):
            self._read(text=False)

    def test_nothing_is_left_half_done(self):
        wizard = self._read(f"{self.people[0].name};;;10;;;", f"{self.people[1].name};;;10;;;")
        self.people[1].booking_id.sudo().action_cancel("price")
        with self.assertRaisesRegex(UserError, "has no seat"), self.cr.savepoint():
            wizard.action_apply()
        self.assertEqual(self.people.mapped("hours_done"), [0, 0, 0])
        self.assertEqual(wizard.state, "read")

    def test_the_whole_order_at_once(self):
        order = self.env["ais.corporate.order"].create({"partner_id": self.client.id})
        self.people[0].booking_id.corporate_order_id = order
        wizard = self._read(
            *(f"{one.name};;;10;;;" for one in self.people),
            group_id=False,
            corporate_order_id=order.id,
        )
        self.assertEqual(wizard.taken_count, 2)
        self.assertEqual(self._line(wizard, 4).status, "unmatched")

    def test_queries_do_not_grow_with_the_rows(self):
        names = [f"Слушатель {number} Имя" for number in range(60)]
        group = self._make_running(self._make_group(seats=80), names)
        wizards = [
            self._read(
                *(f"{name};;;{8 + place % 3};;80;зачёт" for place, name in chosen),
                group_id=group.id,
            )
            for chosen in ([*enumerate(names)][:6], [*enumerate(names)][6:])
        ]
        for wizard in wizards:
            self.env.flush_all()
            self.env.invalidate_all()
            with self.assertQueryCount(32):
                wizard.action_apply()
                self.env.flush_all()

    def test_only_the_training_office_imports(self):
        for user in (self.specialist, self.head, self.director):
            with self.assertRaises(AccessError):
                self._read("x;;;1;;;", user=user)
