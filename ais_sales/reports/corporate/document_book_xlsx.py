from odoo import models

from ..booking.enrolment_sheets import Column, Formats, write_head, write_text
from . import document_words

COLUMNS = (
    Column("index", "№ п/п", "number", 7),
    Column("registration", "Рег. №", "text", 16),
    Column("date", "Дата выдачи", "date", 12),
    Column("name", "Фамилия, имя, отчество", "text", 34),
    Column("kind", "Документ", "text", 38),
    Column("number", "Серия и номер", "text", 18),
    Column("course", "Программа", "text", 46),
    Column("hours", "Часов", "number", 9),
    Column("start", "Обучение с", "date", 12),
    Column("end", "Обучение по", "date", 12),
    Column("employer", "Работодатель", "text", 30),
    Column("handed", "Выдан", "text", 34),
    Column("remark", "Примечание", "text", 30),
)


class DocumentBookXlsx(models.AbstractModel):
    """The register book as a spreadsheet: real dates and numbers."""

    _name = "report.ais_sales.document_book_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Register book, XLSX"

    def get_workbook_options(self):
        return {
            **super().get_workbook_options(),
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }

    def generate_xlsx_report(self, workbook, data, objs):
        """Write the book.

        :param workbook: XlsxWriter's workbook
        :param dict data: not used
        :param objs: `ais.document.book`
        """
        formats = Formats(workbook)
        for book in objs:
            headings = [
                book.company_id.name,
                f"за период с {book.date_from:%d.%m.%Y} по {book.date_to:%d.%m.%Y}",
            ]
            sheet, first = write_head(workbook, formats, "Книга регистрации", headings, COLUMNS)
            for number, document in enumerate(book._documents(), 1):
                self._write_row(sheet, first + number - 1, number, document, formats)

    def _write_row(self, sheet, row, number, document, formats):
        values = {
            "index": number,
            "registration": document.registration_number,
            "date": document.date,
            "name": document.name,
            "kind": document_words.kind_of(document),
            "number": document._full_number(),
            "course": document.course_name,
            "hours": document.hours,
            "start": document.date_start,
            "end": document.date_end,
            "employer": document.employer_id.display_name,
            "handed": document_words.handed_of(document),
            "remark": document_words.remark_of(document),
        }
        for col, column in enumerate(COLUMNS):
            value = values[column.key]
            if column.kind == "text":
                write_text(sheet, row, col, value, formats.text)
            elif column.kind == "date" and value:
                sheet.write_datetime(row, col, value, formats.date)
            elif value:
                sheet.write_number(row, col, value, formats.number)
            else:
                sheet.write_blank(row, col, None, formats.of(column.kind))
