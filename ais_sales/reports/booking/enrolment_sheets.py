"""Columns, formats and heads of the sheets of the enrolment report."""

from typing import NamedTuple


class Column(NamedTuple):
    key: str
    title: str
    kind: str
    width: int


SEATS = (
    Column("seats_min", "Мин. мест", "number", 8),
    Column("seats_max", "Мест", "number", 8),
    Column("seats_held", "Удержано", "number", 11),
    Column("seats_confirmed", "Подтверждено", "number", 15),
    Column("seats_waitlisted", "Очередь", "number", 10),
    Column("seats_available", "Свободно", "number", 11),
    Column("fill", "Заполнение", "percent", 13),
    Column("expected", "Выручка ожидаемая", "money", 16),
    Column("confirmed", "Выручка подтверждённая", "money", 18),
    Column("currency", "Валюта", "text", 9),
)
GROUPS = (
    Column("code", "Группа", "text", 18),
    Column("course", "Курс", "text", 46),
    Column("direction", "Направление", "text", 24),
    Column("state", "Состояние", "text", 15),
    Column("date_start", "Начало", "date", 12),
    Column("date_end", "Окончание", "date", 12),
    *SEATS,
)
DIRECTIONS = (
    Column("direction", "Направление", "text", 32),
    Column("groups", "Групп", "number", 9),
    *SEATS,
)
NUMBER_FORMATS = {
    "text": "@",
    "date": "dd.mm.yyyy",
    "number": "#,##0",
    "percent": "0%",
    "money": "#,##0.00",
}


class Formats:
    """The cell formats of one workbook, by kind of column."""

    def __init__(self, workbook):
        self._plain = {}
        self._bold = {}
        for kind, number_format in NUMBER_FORMATS.items():
            style = {"num_format": number_format, "border": 1, "border_color": "#999999"}
            self._plain[kind] = workbook.add_format({**style, "valign": "top"})
            self._bold[kind] = workbook.add_format({**style, "bold": True, "bg_color": "#F3F4F7"})
        self._plain["text"].set_text_wrap()
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.heading = workbook.add_format({"font_color": "#444444"})
        self.head = workbook.add_format(
            {
                "bold": True,
                "border": 1,
                "border_color": "#999999",
                "bg_color": "#E6E9EE",
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
            },
        )
        self.text = self._plain["text"]
        self.date = self._plain["date"]
        self.number = self._plain["number"]
        self.percent = self._plain["percent"]
        self.money = self._plain["money"]
        self.total = self._bold["text"]

    def of(self, kind, bold=False):
        """The format of a kind of column, in bold for totals."""
        return (self._bold if bold else self._plain)[kind]


def column_of(columns, key):
    """Index of a column."""
    return next(index for index, column in enumerate(columns) if column.key == key)


def write_text(sheet, row, col, text, style):
    """Write text as text: whatever it begins with, it is no formula, number or link."""
    sheet.write_string(row, col, text or "", style)


def write_head(workbook, formats, title, headings, columns):
    """Make a sheet with its title, what is said under it and the head of the table.

    :return: (sheet, row of the first line of data)
    """
    sheet = workbook.add_worksheet(title)
    write_text(sheet, 0, 0, title, formats.title)
    for row, heading in enumerate(headings, 1):
        write_text(sheet, row, 0, heading, formats.heading)
    head = len(headings) + 2
    for col, column in enumerate(columns):
        sheet.set_column(col, col, column.width)
        write_text(sheet, head, col, column.title, formats.head)
    sheet.set_row(head, 34)
    sheet.freeze_panes(head + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_footer("&RСтр. &P из &N")
    return sheet, head + 1
