from odoo.tests import BaseCase, tagged

from ...tools.trainee_paste import (
    BAD_EMAIL,
    BAD_PHONE,
    NO_NAME,
    REPEATED,
    parse_trainees,
)


@tagged("post_install", "-at_install")
class TestTraineePaste(BaseCase):
    """People pasted from a spreadsheet, read without a database."""

    def _read(self, text):
        people, unreadable = parse_trainees(text)
        return (
            [(person.name, person.email, person.phone, person.position) for person in people],
            [(line.line, line.reason) for line in unreadable],
        )

    def test_cells_in_any_order_after_the_name(self):
        people, unreadable = self._read(
            "Иванова Анна\tанна@example.com\n".replace("анна@", "ANNA@")
            + "Петров Пётр;инженер;8 (900) 123-45-67\n"
            + "Smith John, john@example.org, +44 20 7946 0958",
        )
        self.assertFalse(unreadable)
        self.assertEqual(
            people,
            [
                ("Иванова Анна", "anna@example.com", "", ""),
                ("Петров Пётр", "", "+79001234567", "инженер"),
                ("Smith John", "john@example.org", "+442079460958", ""),
            ],
        )

    def test_numbers_headings_and_empty_lines_are_left_out(self):
        people, unreadable = self._read(
            "\ufeffФИО\tE-mail\n\n1\tИванов Иван\n2.\tПетров  Пётр\n \t \n"
        )
        self.assertEqual([name for name, *_rest in people], ["Иванов Иван", "Петров Пётр"])
        self.assertFalse(unreadable)

    def test_what_cannot_be_read_is_told_with_its_line(self):
        _people, unreadable = self._read(
            "Иванов Иван\tivan@\n12345\nПетров Пётр\t12-34\n"
            "Сидоров С.\nсидоров с.\nanna@example.com",
        )
        self.assertEqual(
            unreadable,
            [(1, BAD_EMAIL), (2, BAD_PHONE), (3, BAD_PHONE), (5, REPEATED), (6, NO_NAME)],
        )

    def test_nothing_pasted(self):
        self.assertEqual(parse_trainees(""), ([], []))
        self.assertEqual(parse_trainees(None), ([], []))
