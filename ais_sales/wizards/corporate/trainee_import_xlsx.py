import base64
import io
from urllib.parse import quote

import xlsxwriter

from odoo import api, fields, models

# columns of the blank that is sent to the client, with what is shown as an example
BLANK = {
    "number": (5, ""),
    "last_name": (20, "Иванова"),
    "first_name": (16, "Анна"),
    "middle_name": (18, "Петровна"),
    "birth_date": (14, "05.03.1985"),
    "gender": (8, "Ж"),
    "snils": (17, "112-233-445 95; у иностранного гражданина без СНИЛС: нет"),
    "citizenship": (16, "Россия"),
    "position": (24, "Главный бухгалтер"),
    "phone": (18, "+7 900 123-45-67"),
    "email": (26, "ivanova@example.org"),
    "education_level": (12, "ВО: высшее; СПО: среднее профессиональное"),
    "diploma_last_name": (20, "Фамилия, под которой выдан диплом"),
    "diploma_series": (12, "ВСГ; если серии нет, напишите: нет"),
    "diploma_number": (14, "1234567"),
    "name_change_note": (26, "Свидетельство о браке, номер и дата, если фамилия другая"),
    "group": (18, "Код группы или день начала обучения"),
    "course": (36, "Наименование программы"),
}
BLANK_HEADINGS = {
    "number": "№",
    "last_name": "Фамилия",
    "first_name": "Имя",
    "middle_name": "Отчество",
    "birth_date": "Дата рождения",
    "gender": "Пол",
    "snils": "СНИЛС",
    "citizenship": "Гражданство",
    "position": "Должность",
    "phone": "Телефон",
    "email": "E-mail",
    "education_level": "Уровень образования",
    "diploma_last_name": "Фамилия в дипломе",
    "diploma_series": "Серия диплома",
    "diploma_number": "Номер диплома",
    "name_change_note": "Документ о смене фамилии",
    "group": "Группа",
    "course": "Программа",
}
CHOICES = {"gender": ["М", "Ж"], "education_level": ["ВО", "СПО", "Студент"]}
# kept as text, so that a spreadsheet takes no zeros from them
TEXTS = ("snils", "phone", "diploma_series", "diploma_number", "group")
# rows that are ready to be filled in, at least
ROWS_MIN = 50
# a list validation holds that many characters
CHOICES_MAX = 255
WIDTH = 22


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TraineeImport(models.TransientModel):
    """Spreadsheets of the import: the blank for the client, and the list back with the outcome."""

    _inherit = "ais.trainee.import"

    @api.depends("corporate_order_id", "booking_id")
    def _compute_blank_file(self):
        for wizard in self:
            wizard.blank_file = base64.b64encode(wizard._blank_xlsx())

    def action_blank(self):
        """Download the blank that the client fills in."""
        self.ensure_one()
        name = quote(self.env._("List of trainees.xlsx"))
        place = f"/web/content/{self._name}/{self.id}/blank_file/{name}"
        return {
            "type": "ir.actions.act_url",
            # without its kind Odoo guesses it by the first kilobyte, and warns in the log
            "url": f"{place}?download=true&mimetype={XLSX}",
            "target": "download",
        }

    def _open_book(self, buffer):
        # what stands in a cell is text whatever it begins with: no formula leaves these files
        return xlsxwriter.Workbook(
            buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )

    def _blank_xlsx(self):
        """The blank: headings, examples as comments, lists to choose from.

        :return: bytes of an XLSX file
        """
        bookings = self._bookings()
        buffer = io.BytesIO()
        book = self._open_book(buffer)
        sheet = book.add_worksheet("Список слушателей")
        head = book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "bg_color": "#E8EEF4"}
        )
        text = book.add_format({"num_format": "@", "border": 1})
        day = book.add_format({"num_format": "dd.mm.yyyy", "border": 1})
        plain = book.add_format({"border": 1})
        last = max(sum(bookings.mapped("seats")), ROWS_MIN)
        choices = {**CHOICES, **self._blank_choices(bookings)}
        for place, (name, (width, example)) in enumerate(BLANK.items()):
            form = day if name == "birth_date" else text if name in TEXTS else plain
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, BLANK_HEADINGS[name], head)
            if example:
                sheet.write_comment(0, place, f"Пример: {example}")
            for row in range(1, last + 1):
                if name == "number":
                    sheet.write_number(row, place, row, form)
                else:
                    sheet.write_blank(row, place, None, form)
            if name in choices:
                sheet.data_validation(
                    1, place, last, place, {"validate": "list", "source": choices[name]}
                )
        sheet.data_validation(1, 4, last, 4, self._birth_date_rule())
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        book.close()
        return buffer.getvalue()

    def _blank_choices(self, bookings):
        """Groups and programmes of the order, where they fit into a list of choices."""
        told = {
            "group": list(dict.fromkeys(filter(None, bookings.group_id.mapped("code")))),
            "course": list(dict.fromkeys(bookings.course_id.mapped("name"))),
        }
        return {
            name: values
            for name, values in told.items()
            # a comma parts the choices of a list
            if values and len(",".join(values)) <= CHOICES_MAX and "," not in "".join(values)
        }

    def _birth_date_rule(self):
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": fields.Date.to_date("1920-01-01"),
            "maximum": fields.Date.context_today(self),
            "error_type": "warning",
            "error_title": "Дата рождения",
            "error_message": "Напишите дату так: 05.03.1985",
        }

    def _result_xlsx(self):
        """The list back: what came of each row, why, and its cells.

        :return: bytes of an XLSX file
        """
        buffer = io.BytesIO()
        book = self._open_book(buffer)
        sheet = book.add_worksheet(self.env._("Result"))
        bold = book.add_format({"bold": True, "bottom": 1})
        wrong = book.add_format({"font_color": "#9C0006"})
        columns = {int(place): name for place, name in (self.heading or {}).items()}
        labels = self._labels()
        heads = [self.env._("Row"), self.env._("Result"), self.env._("Remarks")]
        heads += [labels[columns[place]] for place in sorted(columns)]
        for place, label in enumerate(heads):
            sheet.write_string(0, place, label, bold)
        words = {
            "new": self.env._("added"),
            "update": self.env._("completed with data"),
            "same": self.env._("known, nothing new"),
            "refused": self.env._("refused"),
        }
        for row, line in enumerate(self.line_ids.sorted("number"), 1):
            sheet.write_number(row, 0, line.number)
            is_bad = line.outcome == "refused"
            sheet.write_string(row, 1, words[line.outcome], wrong if is_bad else None)
            sheet.write_string(row, 2, line.note or "")
            for place, column in enumerate(sorted(columns), 3):
                sheet.write_string(
                    row, place, line.cells[column] if column < len(line.cells) else ""
                )
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(self.line_ids), len(heads) - 1)
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 18)
        sheet.set_column(2, 2, 60)
        sheet.set_column(3, max(len(heads) - 1, 3), WIDTH)
        book.close()
        return buffer.getvalue()
