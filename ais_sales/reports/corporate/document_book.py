from odoo import models

from ..paging import Section, paginate, row_height
from . import document_words
from .hand_over_sheet import Row

FIRST_PAGE = 570
NEXT_PAGE = 650
TABLE_HEAD = 75
NAME_WIDTH = 18
COURSE_WIDTH = 26
NUMBER_WIDTH = 13
HANDED_WIDTH = 15
REMARK_WIDTH = 13


class DocumentBookReport(models.AbstractModel):
    """«Книга регистрации выданных документов» for a period."""

    _name = "report.ais_sales.document_book"
    _description = "Register book"

    def _get_report_values(self, docids, data=None):
        books = self.env["ais.document.book"].browse(docids)
        return {
            "docs": books,
            "books": {book.id: self._pages(book) for book in books},
            **document_words.HELPERS,
        }

    def _pages(self, book):
        sections = [
            Section(
                document_words.KINDS[kind].capitalize(),
                [self._row(number, document) for number, document in enumerate(documents, 1)],
            )
            for kind, documents in book._documents().grouped("kind").items()
        ]
        return paginate(sections, FIRST_PAGE, NEXT_PAGE, TABLE_HEAD)

    def _row(self, number, document):
        height = row_height(
            (document.name, NAME_WIDTH),
            (document.course_name, COURSE_WIDTH),
            (document._full_number(), NUMBER_WIDTH),
            (document.registration_number, NUMBER_WIDTH),
            (document_words.handed_of(document), HANDED_WIDTH),
            (document_words.remark_of(document), REMARK_WIDTH),
        )
        # dates of the training stand on two lines
        return Row(number, document, max(height, 40))
