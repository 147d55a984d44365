import base64
import io
from datetime import timedelta

import openpyxl

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ...tools import table_read, trainee_headings
from .people_common import PeopleCommon, snils


@tagged("post_install", "-at_install")
class TestTraineeImport(PeopleCommon):
    """The client's list of people goes to the bookings of a corporate order (2.22)."""

    def _people(self, count, start=1, group=""):
        return [
            f"Слушатель{self._letters(number)} Иван Иванович\t05.03.1985"
            f"\t{snils(200000000 + number)}\tp{number}@romashka.example\t\t{group}"
            for number in range(start, start + count)
        ]

    def _letters(self, number):
        """A number written with letters: a name has no digits."""
        return "".join("кабвгдежзи"[int(digit)] for digit in str(number))

    def test_list_fills_the_bookings_in_the_order_of_their_start(self):
        wizard = self._import(self._list(*self._people(7)))
        self.assertEqual((wizard.row_count, wizard.new_count), (7, 7))
        self.assertFalse(self.order.trainee_ids, "nothing is added by reading")
        wizard.action_add()
        self.assertEqual(len(self.booking.trainee_ids), 5)
        self.assertEqual(len(self.booking_2.trainee_ids), 2)
        first = self.booking.trainee_ids.sorted("name")[0]
        self.assertEqual((first.first_name, first.middle_name), ("Иван", "Иванович"))
        self.assertEqual((first.last_name, first.gender), ("Слушательа", "male"))
        self.assertEqual(first.birth_date, fields.Date.to_date("1985-03-05"))
        self.assertEqual(first.corporate_order_id, self.order)
        self.assertFalse(wizard.text, "the list is not kept once it is imported")

    def test_plan_is_what_is_done(self):
        wizard = self._import(
            self._list(*self._people(4), "Иванов И.И.", "Петров", *self._people(2, start=5))
        )
        wizard.invalidate_recordset()
        self.assertEqual(wizard.line_ids[:2].mapped("number"), [6, 7], "warnings come first")
        planned = {line.name: line.booking_id for line in wizard.line_ids}
        wizard.action_add()
        self.assertEqual(
            {trainee.name: trainee.booking_id for trainee in self.order.trainee_ids}, planned
        )

    def test_named_group_goes_before_the_order_of_starts(self):
        day = f"{self.other_group.date_start:%d.%m.%Y}"
        wizard = self._import(
            self._list(
                f"Первый Иван\t\t\t\t\t{self.other_group.code}",
                f"Второй Иван\t\t\t\t\t{day}",
                f"Третий Иван\t\t\t\t\t{day[:5]}–{self.other_group.date_end:%d.%m.%Y}",
                "Четвёртый Иван",
                "Пятый Иван\t\t\t\t\tНет такой",
            )
        )
        self.assertEqual(self._outcomes(wizard)[6], "refused")
        self.assertIn("Нет такой", self._notes(wizard)[6])
        wizard.action_add()
        self.assertEqual(
            set(self.booking_2.trainee_ids.mapped("name")),
            {"Первый Иван", "Второй Иван", "Третий Иван"},
        )
        self.assertEqual(self.booking.trainee_ids.name, "Четвёртый Иван")

    def test_more_people_than_seats_are_refused_with_the_numbers(self):
        self.booking_2.write({"seats": 2})
        wizard = self._import(self._list(*self._people(6, group=self.group.code)))
        self.assertEqual(wizard.too_many, f"{self.group.code}: 6 people, 5 seats, 1 too many")
        with self.assertRaisesRegex(UserError, "6 people, 5 seats, 1 too many"):
            wizard.action_add()
        with self.assertRaises(UserError):
            wizard.add()
        whole = self._import(self._list(*self._people(10)))
        self.assertIn("10 people, 7 seats, 3 too many", whole.too_many)
        self.assertFalse(self.order.trainee_ids)

    def test_refused_rows_do_not_stop_the_good_ones_unless_it_is_said(self):
        rows = self._list(
            "Иванов Иван\t05.03.1985\t112-233-445 95",
            "Петров Пётр\t05.03.2030",
            "Сидоров Сидор\t\t112-233-445 96",
            "Иванов Иван",
            "\t05.03.1985",
        )
        wizard = self._import(rows, bad_rows="stop")
        self.assertEqual((wizard.new_count, wizard.refused_count), (1, 4))
        with self.assertRaisesRegex(UserError, "4 rows"):
            wizard.action_add()
        self.assertFalse(self.order.trainee_ids)
        wizard.bad_rows = "skip"
        wizard.action_add()
        self.assertEqual(self.order.trainee_ids.name, "Иванов Иван")
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.result_file)))
        result = {row[0]: row for row in book.active.iter_rows(values_only=True)}
        self.assertEqual(result[2][1], "added")
        self.assertEqual(result[3][1], "refused")
        self.assertIn("future", result[3][2])
        self.assertIn("check digits", result[4][2])
        self.assertIn("row 2", result[5][2])
        self.assertEqual(result[4][5], "112-233-445 96", "the cells come back as they were")

    def test_known_people_are_completed_and_nothing_is_overwritten(self):
        self.booking.write(
            {
                "trainee_ids": [
                    (0, 0, {"name": "Иванов Иван", "position": "Инженер"}),
                    (0, 0, {"name": "Петров Пётр", "snils": snils(3), "email": "p@x.example"}),
                ],
            }
        )
        ivanov, petrov = self.booking.trainee_ids.sorted("name")
        rows = self._list(
            "Иванов Иван\t05.03.1985\t112-233-445 95\ti@x.example\tДиректор",
            f"Петрова Пётр\t05.03.1986\t{snils(3)}\tother@x.example\t",
            head="ФИО\tДата рождения\tСНИЛС\tE-mail\tДолжность",
        )
        wizard = self._import(rows)
        self.assertEqual(set(self._outcomes(wizard).values()), {"update"})
        self.assertIn("Job position", self._notes(wizard)[2])
        self.assertIn("has the surname changed", self._notes(wizard)[3])
        wizard.action_add()
        self.assertEqual((ivanov.position, ivanov.email), ("Инженер", "i@x.example"))
        self.assertEqual(
            (ivanov.snils, ivanov.identity.split("|")[1]), ("112-233-445 95", "i@x.example")
        )
        self.assertEqual((petrov.name, petrov.email), ("Петров Пётр", "p@x.example"))
        self.assertEqual(petrov.birth_date, fields.Date.to_date("1986-03-05"))
        again = self._import(rows, overwrite=True)
        again.action_add()
        self.assertEqual((ivanov.position, petrov.name), ("Директор", "Петрова Пётр"))
        self.assertEqual((petrov.last_name, petrov.middle_name), ("Петрова", False))
        self.assertEqual(len(self.booking.trainee_ids), 2)
        same = self._import(rows, overwrite=True)
        self.assertEqual((same.same_count, same.new_count), (2, 0))
        with self.assertRaisesRegex(UserError, "nothing to add"):
            same.action_add()

    def test_trainee_of_the_group_by_another_booking_is_refused(self):
        other = self._take(
            self.group, 2, self.env["ais.corporate.order"], self.specialist_2, self.client_2
        )
        other.write(
            {
                "trainee_ids": [
                    (0, 0, {"name": "Иванов Иван"}),
                    (0, 0, {"name": "Орлов Олег", "snils": snils(7), "email": "o@x.example"}),
                ]
            }
        )
        wizard = self._import(
            self._list("ИВАНОВ ИВАН", f"Орлова Ольга\t\t{snils(7)}", "Новый Иван")
        )
        self.assertEqual(self._outcomes(wizard), {2: "refused", 3: "refused", 4: "new"})
        self.assertNotIn("Орлов ", self._notes(wizard)[3], "another's client is not named")

    def test_person_in_another_group_on_the_same_dates_is_a_warning(self):
        group = self._make_group(days=32)
        theirs = self._take(
            group, 2, self.env["ais.corporate.order"], self.specialist_2, self.client_2
        )
        theirs.write({"trainee_ids": [(0, 0, {"name": "Иванов И", "snils": snils(7)})]})
        mine = self._take(self._make_group(days=33), 2, self.env["ais.corporate.order"])
        mine.write({"trainee_ids": [(0, 0, {"name": "Петров Пётр", "email": "p@x.example"})]})
        wizard = self._import(
            self._list(
                f"Иванов Иван Иванович\t\t{snils(7)}",
                "Петров Пётр Львович",
                "Петров Пётр\t\t\tp@x.example",
            ),
            booking_id=self.booking.id,
        )
        self.assertEqual(set(self._outcomes(wizard).values()), {"new"})
        notes = self._notes(wizard)
        self.assertIn(f"another group, {group.date_start:%d.%m.%Y}", notes[2])
        self.assertNotIn(group.code, notes[2])
        self.assertNotIn("same dates", notes[3] or "")
        self.assertIn(mine.group_id.code, notes[4])
        wizard.action_add()
        self.assertEqual(len(self.booking.trainee_ids), 3)

    def test_changed_surname_and_foreigner_without_snils(self):
        wizard = self._import(
            self._list(
                "Иванова Анна Петровна\tРФ\t-\tСидорова\tВСГ\t1234567\tВО",
                "Алиев Руслан Гасан оглы\tАзербайджан\tнет\t\t\t\tСПО",
                "Кто-то Где\tАтлантида",
                head="ФИО\tГражданство\tСНИЛС\tФамилия в дипломе\tСерия\tНомер\tОбразование",
            )
        )
        notes = self._notes(wizard)
        self.assertIn("another surname", notes[2])
        self.assertEqual(self._outcomes(wizard)[3], "new")
        self.assertIn("no such country", notes[4])
        wizard.action_add()
        anna = self.order.trainee_ids.filtered(lambda one: one.last_name == "Иванова")
        ruslan = self.order.trainee_ids - anna
        self.assertEqual((ruslan.citizenship_id.code, ruslan.has_no_snils), ("AZ", True))
        self.assertEqual(anna.diploma_series, "ВСГ")
        self.assertFalse(anna.has_no_snils)
        self.assertIn("proof of the change", anna.data_note)

    def test_contact_of_the_client_is_linked_and_none_is_made(self):
        cards = self.env["res.partner"].create(
            [
                {"name": "Иванов Иван", "parent_id": self.client.id, "email": "i@x.example"},
                {"name": "Петров Пётр", "parent_id": self.client.id, "email": "office@x.example"},
                {"name": "Петров Пётр", "parent_id": self.client_2.id, "email": "pp@x.example"},
            ]
        )
        before = self.env["res.partner"].search_count([])
        wizard = self._import(
            self._list(
                "Иванов Иван\t\t\ti@x.example",
                "Орлов Олег\t\t\toffice@x.example",
                "Петров Пётр\t\t\tpp@x.example",
            )
        )
        wizard.action_add()
        linked = {one.name: one.partner_id for one in self.order.trainee_ids}
        self.assertEqual(linked["Иванов Иван"], cards[0])
        self.assertFalse(linked["Орлов Олег"] | linked["Петров Пётр"])
        self.assertEqual(self.env["res.partner"].search_count([]), before)

    def test_people_named_meanwhile_are_seen_when_the_list_is_added(self):
        wizard = self._import(self._list(*self._people(5, group=self.group.code)))
        self._name(self.booking, "Новый Человек")
        with self.assertRaisesRegex(UserError, "6 people, 5 seats, 1 too many"):
            wizard.add()
        self.assertEqual(self.booking.trainee_ids.name, "Новый Человек")

    def test_list_goes_to_one_booking_without_an_order(self):
        booking = self._take(self._make_group(days=90), 2, self.env["ais.corporate.order"])
        action = booking.with_user(self.specialist).action_import_trainees()
        wizard = (
            self.env["ais.trainee.import"]
            .with_user(self.specialist)
            .with_context(**action["context"])
            .create({"text": self._list("Иванов Иван", f"Петров Пётр\t\t\t\t\t{self.group.code}")})
        )
        wizard.action_read()
        self.assertEqual(self._outcomes(wizard), {2: "new", 3: "refused"})
        wizard.action_add()
        self.assertEqual(booking.trainee_ids.name, "Иванов Иван")
        self.assertIn("1 added", booking.message_ids[0].body)

    def test_lists_that_cannot_be_read(self):
        for text in ("", "Иванов Иван\nПетров Пётр", "ФИО\tСНИЛС"):
            with self.subTest(text), self.assertRaises(UserError):
                self._import(text)
        with self.assertRaises(UserError):
            self._import(False, file=base64.b64encode(b"PK\x03\x04 broken"), file_name="a.xlsx")
        empty = self.env["ais.corporate.order"].create({"partner_id": self.client.id})
        with self.assertRaisesRegex(UserError, "no booking"):
            self._import(self._list("Иванов Иван"), order=empty, user=self.head)

    def test_blank_is_filled_in_and_read_back(self):
        wizard = (
            self.env["ais.trainee.import"]
            .with_user(self.specialist)
            .create({"corporate_order_id": self.order.id})
        )
        self.assertIn("/blank_file/", wizard.action_blank()["url"])
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.blank_file)))
        sheet = book.active
        heads = [cell.value for cell in sheet[1]]
        self.assertEqual(len(trainee_headings.find_columns(heads)), len(heads))
        self.assertIn("112-233-445 95", sheet.cell(1, heads.index("СНИЛС") + 1).comment.text)
        rules = [one.formula1 for one in sheet.data_validations.dataValidation]
        self.assertIn('"М,Ж"', rules)
        self.assertIn(f'"{self.group.code},{self.other_group.code}"', rules)
        for column, value in {
            "Фамилия": "ИВАНОВА",
            "Имя": "АННА",
            "Дата рождения": fields.Date.to_date("1985-03-05"),
            "Пол": "Ж",
            "СНИЛС": "112-233-445 95",
            "Группа": self.other_group.code,
        }.items():
            sheet.cell(2, heads.index(column) + 1).value = value
        buffer = io.BytesIO()
        book.save(buffer)
        wizard.write({"file": base64.b64encode(buffer.getvalue()), "file_name": "список.xlsx"})
        wizard.action_read()
        wizard.action_add()
        anna = self.booking_2.trainee_ids
        self.assertEqual((anna.name, anna.gender), ("Иванова Анна", "female"))
        self.assertEqual(anna.birth_date, fields.Date.to_date("1985-03-05"))

    def test_any_number_of_people_takes_the_same_queries(self):
        counts = {}
        for size in (5, 50):
            group = self._make_group(seats=100, days=200 + size)
            self._take(group, 2 * size)
            rows = self._list(*self._people(size, 1000 * size, group.code))
            wizard = self._import(rows)
            counts[size] = [self._count(wizard.add)]
            more = self._list(
                *self._people(size, 1000 * size, group.code),
                head="ФИО\tДата рождения\tСНИЛС\tE-mail\tДолжность\tГруппа",
            ).replace("\t\t", "\tИнженер\t")
            wizard = self._import(more)
            self.assertEqual(wizard.update_count, size)
            counts[size].append(self._count(wizard.add))
        self.assertLessEqual(counts[50][0], counts[5][0] + 2, counts)
        self.assertLessEqual(counts[50][1], counts[5][1] + 2, counts)

    def _count(self, work):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_specialist_imports_to_own_clients_only(self):
        theirs = self.env["ais.corporate.order"].create(
            {"partner_id": self.client_2.id, "user_id": self.specialist_2.id}
        )
        self._take(self._make_group(days=91), 2, theirs, self.specialist_2, self.client_2)
        with self.assertRaises(UserError):
            self._import(self._list("Иванов Иван"), order=theirs)
        self.assertFalse(theirs.trainee_ids)
        self._import(self._list("Иванов Иван"), order=theirs, user=self.head).action_add()
        self.assertEqual(len(theirs.trainee_ids), 1)

    def test_longer_list_shows_how_far_it_has_come(self):
        group = self._make_group(seats=150, days=150)
        self._take(group, 120)
        wizard = self._import(self._list(*self._people(101, group=group.code)))
        action = wizard.action_add()
        self.assertEqual(action["tag"], "ais_progress")
        told = []
        self.patch(
            self.registry["ais.progress"],
            "_report",
            lambda progress, record, done, total: told.append((done, total)),
        )
        step = wizard.add()
        self.assertEqual((step["done"], step["finished"]), (101, True))
        self.assertEqual(told, [(101, 101)])

    def test_groups_dates_are_told_as_people_write_them(self):
        wizard = self.env["ais.trainee.import"]
        start = self.group.date_start
        for text, is_it in {
            f"{start:%d.%m.%Y}": True,
            f"{start:%d.%m}–{start + timedelta(days=4):%d.%m.%Y}": True,
            self.group.display_name: True,
            self.group.code.lower(): True,
            f"{start + timedelta(days=1):%d.%m.%Y}": False,
            "99.99.2027": False,
            "группа": False,
        }.items():
            self.assertIs(wizard._is_group(self.group, text), is_it, text)
        self.assertTrue(table_read.MAX_ROWS >= 2000)
