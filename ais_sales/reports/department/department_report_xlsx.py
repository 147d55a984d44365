from odoo import models

from ..booking.enrolment_sheets import Column, Formats, write_head, write_text
from ..offer import figures
from .department_report import BY_PERSON, KINDS

FIGURES = (
    Column("section", "Раздел", "text", 26),
    Column("name", "Показатель", "text", 44),
    Column("unit", "Единица", "text", 10),
    Column("value", "За период", "money", 16),
    Column("previous", "Период до него", "money", 16),
    Column("change", "Изменение", "money", 16),
    Column("comment", "Комментарий начальника отдела", "text", 50),
    Column("remark", "Замечание директора", "text", 50),
)
PEOPLE = (
    Column("name", "Сотрудник", "text", 36),
    *(Column(key, title, "number", 14) for key, title in BY_PERSON),
)
WORDS = (
    Column("name", "Сотрудник", "text", 32),
    Column("date", "Отчёт с", "text", 13),
    Column("comment", "Сделано", "text", 50),
    Column("difficulties", "Трудности", "text", 50),
    Column("plan_next", "План", "text", 50),
)
# how a figure of each unit is written
UNITS = {"count": ("шт.", "number"), "money": ("руб.", "money"), "percent": ("%", "money")}


class DepartmentReportXlsx(models.AbstractModel):
    """The report to the director as a spreadsheet (2.5)."""

    _name = "report.ais_sales.department_report_xlsx"
    _inherit = ["report.report_xlsx.abstract"]
    _description = "Report to the director, XLSX"

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
        :param objs: ais.department.report, the first is written
        """
        doc = figures.ais_lang(objs)[:1]
        formats = Formats(workbook)
        heading = f"{KINDS[doc.kind]}: {doc.date_from:%d.%m.%Y} – {doc.date_to:%d.%m.%Y}"
        paper = self.env["report.ais_sales.department_report"]
        self._write_figures(workbook, formats, heading, paper._sections(doc))
        zeros = dict.fromkeys((key for key, _title in BY_PERSON), 0)
        people = [
            {**zeros, **person, "name": person["name"] or "Прочие"} for person in doc.people or []
        ]
        self._write_rows(workbook, formats, "Сотрудники", heading, PEOPLE, people)
        self._write_rows(workbook, formats, "Слова сотрудников", heading, WORDS, doc.words or [])

    def _write_rows(self, workbook, formats, title, heading, columns, rows):
        sheet, top = write_head(workbook, formats, title, [heading], columns)
        for row, values in enumerate(rows, top):
            self._write_row(sheet, row, columns, values, formats)

    def _write_figures(self, workbook, formats, heading, sections):
        sheet, row = write_head(workbook, formats, "Показатели", [heading], FIGURES)
        for section, rows in sections:
            for one in rows:
                line = one["line"]
                unit, kind = UNITS[line.unit]
                values = {
                    "section": section,
                    "name": one["name"],
                    "unit": unit,
                    "value": line.value,
                    "previous": line.previous if line.has_previous else None,
                    "change": line.change if line.has_previous else None,
                    "comment": line.comment,
                    "remark": line.remark_text,
                }
                self._write_row(sheet, row, FIGURES, values, formats, kind)
                row += 1

    @staticmethod
    def _write_row(sheet, row, columns, values, formats, kind=None):
        for col, column in enumerate(columns):
            value = values.get(column.key)
            if column.kind == "text":
                write_text(sheet, row, col, value, formats.of("text"))
            elif value is None:
                sheet.write_blank(row, col, None, formats.of("text"))
            else:
                sheet.write_number(row, col, value, formats.of(kind or column.kind))
