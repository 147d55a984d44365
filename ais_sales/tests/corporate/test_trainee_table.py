from datetime import date

from odoo.tests import BaseCase, tagged

from ...tools import person_read, russian_ids, table_read, trainee_headings, trainee_table

TODAY = date(2026, 11, 26)
HEAD = "№\tФИО\tДата рождения\tПол\tСНИЛС\tГражданство\tE-mail\tТелефон\tГруппа"


@tagged("post_install", "-at_install")
class TestTraineeTable(BaseCase):
    """A client's list of people, read without a database."""

    def _read(self, text):
        return trainee_table.read_people(table_read.read_table(text), TODAY)

    def _row(self, cells, head=HEAD):
        _columns, people = self._read(f"{head}\n{cells}")
        self.assertEqual(len(people), 1)
        return people[0]

    def _reasons(self, person):
        return [(name, reason) for name, reason, _row in person.errors]

    def test_every_column_of_the_blank_is_found(self):
        heads = [names[0] for names in trainee_headings.HEADINGS.values()]
        found = trainee_headings.find_columns(heads)
        self.assertEqual(list(found.values()), list(trainee_headings.HEADINGS))

    def test_headings_as_clients_write_them(self):
        rows = (
            "№ п/п;Фамилия*;Имя;Отчество (при наличии);Дата рождения (дд.мм.гггг);Пол (м/ж)",
            "n;Surname;First name;Patronymic;Date of birth;Gender",
        )
        names = ["number", "last_name", "first_name", "middle_name", "birth_date", "gender"]
        for row in rows:
            found = trainee_headings.find_columns(row.split(";"))
            self.assertEqual(list(found.values()), names)

    def test_person_with_everything(self):
        person = self._row(
            "1\tИВАНОВА-ПЕТРОВА анна Ивановна\t5.3.1985\tЖ\t112-233-445 95\tРФ"
            "\tAnna@Example.ORG\t8 (900) 123-45-67\tПДН-01",
        )
        self.assertFalse(person.errors + person.warnings)
        self.assertEqual(
            person.values,
            {
                "name": "Иванова-Петрова Анна Ивановна",
                "last_name": "Иванова-Петрова",
                "first_name": "Анна",
                "middle_name": "Ивановна",
                "birth_date": date(1985, 3, 5),
                "gender": "female",
                "snils": "112-233-445 95",
                "citizenship": "РФ",
                "email": "anna@example.org",
                "phone": "+79001234567",
                "group": "ПДН-01",
            },
        )

    def test_title_numbers_of_columns_and_empty_lines_are_no_people(self):
        columns, people = self._read(
            f"Список слушателей\n\n{HEAD}\n1\t2\t3\t4\t5\t6\t7\t8\t9\n1\tИванов Иван\n2\n3\n",
        )
        self.assertEqual(len(columns), 9)
        self.assertEqual([(one.number, one.values["name"]) for one in people], [(5, "Иванов Иван")])

    def test_list_without_a_heading_reads_nobody(self):
        self.assertEqual(self._read("Иванов Иван\nПетров Пётр"), ({}, []))

    def test_dates_of_birth(self):
        cases = {
            "05.03.1985": date(1985, 3, 5),
            "1985-03-05": date(1985, 3, 5),
            "05/03/1985": date(1985, 3, 5),
            "5.3.85": date(1985, 3, 5),
            "05.03.1985 г.": date(1985, 3, 5),
            "31111": date(1985, 3, 5),
        }
        for text, expected in cases.items():
            self.assertEqual(person_read.read_birth_date(text, TODAY), (expected, None), text)
        for text, reason in {
            "31.02.1985": person_read.BAD_DATE,
            "вчера": person_read.BAD_DATE,
            "27.11.2026": person_read.FUTURE_DATE,
            "27.11.2012": person_read.TOO_YOUNG,
            "01.01.1900": person_read.TOO_OLD,
        }.items():
            self.assertEqual(person_read.read_birth_date(text, TODAY)[1], reason, text)
        self.assertIsNone(person_read.check_birth_date(date(2012, 11, 26), TODAY))

    def test_snils_with_lost_zeros_slips_and_foreigners_without_one(self):
        self.assertEqual(person_read.read_snils("8765432 23")[1], russian_ids.BAD_LENGTH)
        # a spreadsheet keeps 087-654-303 00 as a number
        self.assertEqual(person_read.read_snils("8765430300"), ("087-654-303 00", None))
        wrong = self._row("1\tИванов Иван\t\t\t11223344596")
        self.assertEqual(self._reasons(wrong), [("snils", russian_ids.BAD_CHECKSUM)])
        self.assertNotIn("snils", wrong.values)
        foreigner = self._row("1\tАлиев Руслан Гасан оглы\t\t\tнет\tАзербайджан")
        self.assertTrue(foreigner.values["has_no_snils"])
        self.assertEqual(foreigner.values["gender"], "male")
        self.assertFalse(foreigner.errors)
        self.assertNotIn("has_no_snils", self._row("1\tИванов Иван\t\t\t-\tРоссия").values)

    def test_gender_from_the_patronymic_and_when_nothing_tells(self):
        self.assertEqual(self._row("1\tСаша Белых Ильинична").values["gender"], "female")
        nobody = self._row("1\tСаша Белых")
        self.assertEqual(nobody.warnings, [("gender", trainee_table.NO_GENDER, 0)])
        wrong = self._row("1\tСаша Белых\t\tоно")
        self.assertEqual(self._reasons(wrong), [("gender", person_read.BAD_GENDER)])

    def test_names_that_are_none(self):
        for cells, reason in {
            "1\t12345 678": person_read.NO_NAME,
            "1\t\t01.01.1980": person_read.NO_NAME,
            "1\tИванов 2": person_read.BAD_NAME,
        }.items():
            self.assertIn(("name", reason), self._reasons(self._row(cells)), cells)
        self.assertEqual(
            self._row("1\tИванов И.И.").warnings[0], ("name", trainee_table.INITIALS, 0)
        )

    def test_education_and_diploma(self):
        head = "Фамилия;Имя;Образование;Фамилия в дипломе;Серия и номер диплома"
        person = self._row("Иванова;Анна;высшее (бакалавриат);Сидорова;ВСГ 1234567", head)
        values = person.values
        self.assertEqual(
            (values["education_level"], values["diploma_series"], values["diploma_number"]),
            ("higher", "ВСГ", "1234567"),
        )
        self.assertIn(("diploma_last_name", trainee_table.OTHER_SURNAME, 0), person.warnings)
        levels = {
            "ВО": "higher",
            "СПО": "vocational",
            "Среднее профессиональное": "vocational",
            "студент 4 курса": "student",
            "общее": None,
        }
        for text, level in levels.items():
            self.assertEqual(person_read.read_education(text)[0], level, text)

    def test_repeated_people_and_another_s_snils(self):
        _columns, people = self._read(
            f"{HEAD}\n"
            "1\tИванов Иван\t\t\t112-233-445 95\n"
            "2\tИВАНОВ  ИВАН\n"
            "3\tПетров Пётр\t\t\t112-233-445 95\n"
            "4\tОрлов Олег\t\t\t\t\to1@x.example\n"
            "5\tОрлов Олег\t\t\t\t\to2@x.example\n"
            "6\tОрлов Олег\t01.01.1980\t\t\t\to1@x.example\n"
            "7\tЛебедев Лев\t01.01.1980\n"
            "8\tЛебедев Лев\t02.02.1990\n"
            "9\tИванов Иван\t\t\t\t\t\t\tДругая группа\n",
        )
        self.assertEqual(
            [person.errors for person in people],
            [
                [],
                [("name", trainee_table.REPEATED, 2)],
                [("snils", trainee_table.SAME_SNILS, 2)],
                [],
                [],
                [("name", trainee_table.REPEATED, 5)],
                [],
                [("name", trainee_table.NAMESAKE, 8)],
                [],
            ],
        )

    def test_contacts_that_reach_nobody(self):
        person = self._row("1\tИванов Иван\t\t\t\t\tпочта\t123")
        self.assertEqual(
            self._reasons(person),
            [("phone", person_read.BAD_PHONE), ("email", person_read.BAD_EMAIL)],
        )
