from xlsxwriter.utility import xl_range

from odoo import models

from ..booking.enrolment_sheets import Column, Formats, column_of, write_head, write_text
from ..offer import figures
from .progress_figures import TRACKS, add_up, by
from .progress_mixin import DOCUMENTS

PEOPLE = (
    # first, and so in sight when one scrolls to the right
    Column("name", "Фамилия, имя, отчество", "text", 34),
    Column("order", "Договор", "text", 16),
    Column("code", "Группа", "text", 18),
    Column("course", "Программа", "text", 42),
    Column("date_start", "Начало", "date", 12),
    Column("date_end", "Окончание", "date", 12),
    Column("position", "Должность", "text", 28),
    Column("branch", "Филиал", "text", 30),
    Column("hours_planned", "Часов по плану", "number", 10),
    Column("hours_expected", "К этому дню", "number", 10),
    Column("hours_done", "Пройдено", "number", 10),
    Column("share", "Пройдено, %", "percent", 11),
    Column("test", "Тест, %", "number", 8),
    Column("result", "Итоговая аттестация", "text", 14),
    Column("words", "Состояние", "text", 22),
    Column("document_words", "Документ", "text", 12),
)
SUMS = (
    Column("people", "Слушателей", "number", 12),
    *(Column(key, words.capitalize(), "number", 13) for key, (words, _color) in TRACKS.items()),
    Column("hours_planned", "Часов по плану", "number", 12),
    Column("hours_done", "Пройдено часов", "number", 12),
    Column("share", "Пройдено, %", "percent", 12),
    Column("issued", "Документов оформлено", "number", 13),
)
GROUPS = (
    Column("code", "Группа", "text", 18),
    Column("course", "Программа", "text", 42),
    Column("date_start", "Начало", "date", 12),
    Column("date_end", "Окончание", "date", 12),
    *SUMS,
)
BRANCHES = (Column("branch", "Филиал", "text", 40), *SUMS)


class ProgressXlsx(models.AbstractModel):
    """The progress report as a spreadsheet: all people, sums by group and by branch (2.24)."""

    _name = "ais.progress.xlsx"
    _inherit = ["report.report_xlsx.abstract", "ais.progress.mixin"]
    _description = "Progress report, XLSX"

    def get_workbook_options(self):
        # a name that begins with = is a name
        return {
            **super().get_workbook_options(),
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }

    def generate_xlsx_report(self, workbook, data, objs):
        """Write the workbook.

        :param workbook: XlsxWriter's workbook
        :param dict data: not used
        :param objs: corporate orders or clients
        """
        objs = figures.ais_lang(objs)
        people = self._progress_people(objs)
        formats = Formats(workbook)
        today = self.env.company.ais_today()
        headings = [f"На {today:%d.%m.%Y}"]
        headings += [f"{label}: {text}" for label, text in self._progress_title(objs)]
        self._write_people(workbook, formats, headings, people)
        rows = [
            ({"code": group.code, "course": group.course_id.name, **_dates(group)}, members)
            for group, members in by(people, lambda one: one.group).items()
        ]
        self._write_sums(workbook, formats, "По группам", GROUPS, rows)
        rows = [({"branch": name}, part) for name, part in by(people, _branch).items()]
        rows.sort(key=lambda row: row[0]["branch"])
        self._write_sums(workbook, formats, "По филиалам", BRANCHES, rows)

    def _write_people(self, workbook, formats, headings, people):
        sheet, top = write_head(workbook, formats, "Слушатели", headings, PEOPLE)
        for row, person in enumerate(people, top):
            values = {
                **vars(person),
                **_dates(person.group),
                "code": person.group.code,
                "course": person.group.course_id.name,
                "share": person.share,
                "words": self._progress_words(person),
                "document_words": DOCUMENTS.get(person.document, ""),
            }
            self._write_row(sheet, row, PEOPLE, values, formats)
        if not people:
            write_text(sheet, top, 0, "Слушатели пока не названы.", formats.text)
            return
        sheet.autofilter(top - 1, 0, top + len(people) - 1, len(PEOPLE) - 1)

    def _write_sums(self, workbook, formats, title, columns, rows):
        sheet, top = write_head(workbook, formats, title, [], columns)
        for row, (values, members) in enumerate(rows, top):
            totals = add_up(members)
            values = {**values, **totals.tracks, **vars(totals), "share": totals.share}
            self._write_row(sheet, row, columns, values, formats)
        bottom = top + len(rows)
        total = add_up([person for _values, members in rows for person in members])
        everything = {**total.tracks, **vars(total), "share": total.share}
        for col, column in enumerate(columns):
            style = formats.of(column.kind, bold=True)
            if column.kind == "number" and rows:
                formula = f"=SUM({xl_range(top, col, bottom - 1, col)})"
                sheet.write_formula(bottom, col, formula, style, everything.get(column.key, 0))
            elif column.kind == "percent":
                cells = [
                    xl_range(bottom, at, bottom, at)
                    for at in (
                        column_of(columns, "hours_done"),
                        column_of(columns, "hours_planned"),
                    )
                ]
                formula = f"=IF({cells[1]}=0,0,{cells[0]}/{cells[1]})"
                sheet.write_formula(bottom, col, formula, style, total.share)
            else:
                write_text(sheet, bottom, col, "" if col else "Итого", formats.total)

    def _write_row(self, sheet, row, columns, values, formats):
        for col, column in enumerate(columns):
            value, style = values.get(column.key), formats.of(column.kind)
            if column.kind == "text":
                write_text(sheet, row, col, value, style)
            elif column.kind == "date":
                sheet.write_datetime(row, col, value, style)
            elif value is None and column.key == "test":
                sheet.write_blank(row, col, None, style)
            else:
                sheet.write_number(row, col, value or 0, style)


class OrderProgressXlsx(models.AbstractModel):
    _name = "report.ais_sales.order_progress_xlsx"
    _inherit = ["ais.progress.xlsx"]
    _description = "Progress of an order, XLSX"


class ClientProgressXlsx(models.AbstractModel):
    _name = "report.ais_sales.client_progress_xlsx"
    _inherit = ["ais.progress.xlsx"]
    _description = "Progress of a client's people, XLSX"


def _dates(group):
    return {"date_start": group.date_start, "date_end": group.date_end}


def _branch(person):
    return person.branch
