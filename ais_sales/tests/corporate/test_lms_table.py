import io

import openpyxl

from odoo.tests import BaseCase, tagged

from ...tools import lms_table, table_read


@tagged("post_install", "-at_install")
class TestLmsTable(BaseCase):
    """What a learning system writes is read without a database."""

    def _read(self, *lines):
        return lms_table.read_progress(table_read.read_table("\n".join(lines)))

    def test_russian_and_english_headings(self):
        for heading, names in (
            ("ФИО;E-mail;СНИЛС;Часы;Тест, %;Итог", "name email snils hours test result"),
            ("Student;Email;% complete;Score;Status", "name email percent test result"),
            ("Фамилия;Имя;Прогресс", "last_name first_name percent"),
        ):
            columns, rows = self._read("Отчёт за май", heading, "x;y;z")
            self.assertEqual(list(columns.values()), names.split())
            self.assertEqual(rows[0].number, 3)

    def test_no_heading_no_rows(self):
        self.assertEqual(self._read("Иванов Иван;12"), ({}, []))
        self.assertEqual(self._read("ФИО;Должность", "Иванов;Юрист"), ({}, []))

    def test_a_row_of_a_person(self):
        _columns, rows = self._read(
            "Фамилия\tИмя\tОтчество\tE-mail\tЧасы\tТест\tИтог",
            "Иванов\tИван\tИванович\tIvan@Example.org\t12,5\t17 из 20\tЗачёт",
        )
        row = rows[0]
        self.assertEqual(row.name, "Иванов Иван Иванович")
        self.assertEqual(row.email, "ivan@example.org")
        self.assertEqual((row.hours, row.test, row.result), (12.5, 85, "passed"))
        self.assertFalse(row.errors)

    def test_percent_in_many_ways(self):
        for cells, wanted in (
            (("85", "100"), [85, 100]),
            (("85 %", "7,5%"), [85, 7.5]),
            (("0,85", "1"), [85, 100]),
            (("1", "0"), [1, 0]),
            (("", "-"), [None, None]),
        ):
            _columns, rows = self._read(
                "ФИО;Прогресс", *(f"Человек {place};{cell}" for place, cell in enumerate(cells))
            )
            self.assertEqual([row.percent for row in rows], wanted)
            self.assertFalse(rows[0].errors)

    def test_words_of_results(self):
        for word, result in (
            ("Зачтено", "passed"),
            ("Сдан", "passed"),
            ("незачёт", "failed"),
            ("Не сдан", "failed"),
            ("Не явился", "absent"),
            ("В процессе", None),
            ("", None),
        ):
            _columns, rows = self._read("ФИО;Итог;Тест", f"Иванов;{word};5")
            self.assertEqual(rows[0].result, result, word)
            self.assertFalse(rows[0].errors)

    def test_what_cannot_be_read_is_named(self):
        _columns, rows = self._read(
            "ФИО;СНИЛС;Часы;Прогресс;Тест;Итог",
            ";;5;;;",
            "Иванов;112-233-445 96;много;120;-5;может быть",
        )
        self.assertEqual([error[2] for error in rows[0].errors], [lms_table.NOBODY])
        self.assertEqual(
            [error[2] for error in rows[1].errors],
            [
                lms_table.BAD_SNILS,
                lms_table.BAD_NUMBER,
                lms_table.NOT_PERCENT,
                lms_table.BAD_NUMBER,
                lms_table.UNKNOWN_RESULT,
            ],
        )
        # the number is told to nobody
        self.assertNotIn("112", str(rows[1].errors))

    def test_a_workbook(self):
        book = openpyxl.Workbook()
        book.active.append(["Слушатель", "Процент прохождения", "Результат теста"])
        book.active.append(["Петров Пётр", 0.5, 0.9])
        content = io.BytesIO()
        book.save(content)
        table = table_read.read_table(content.getvalue(), "report.xlsx")
        _columns, rows = lms_table.read_progress(table)
        self.assertEqual((rows[0].percent, rows[0].test), (50, 90))
