from odoo import models

from ..booking.enrolment_sheets import Column, Formats, write_head, write_text
from ..offer import figures
from .department_report import BY_PERSON, KINDS

FIGURES = (
    Column("section", "Раздел", "text", 26),
    Column("name", "Показатель", "text", 44),
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
        sheet, top = write_head(workbook, formats, "Сотрудники", [heading], PEOPLE)
        for row, person in enumerate(doc.people or [], top):
            self._write(sheet, row, PEOPLE, person, formats)

    def _write_figures(self, workbook, formats, heading, sections):
        sheet, row = write_head(workbook, formats, "Показатели", [heading], FIGURES)
        for section, rows in sections:
            for one in rows:
                line = one["line"]
                values = {
                    "section": section,
                    "name": one["name"],
                    "value": line.value,
                    "previous": line.previous,
                    "change": line.change,
                    "comment": line.comment,
                    "remark": line.remark_text,
                }
                self._write(sheet, row, FIGURES, values, formats)
                row += 1

    @staticmethod
    def _write(sheet, row, columns, values, formats):
        for col, column in enumerate(columns):
            value, style = values.get(column.key), formats.of(column.kind)
            if column.kind == "text":
                write_text(sheet, row, col, value, style)
            else:
                sheet.write_number(row, col, value or 0, style)
