from dataclasses import dataclass

from odoo import models

from ..paging import Section, paginate, row_height
from . import document_words

FIRST_PAGE = 560
NEXT_PAGE = 650
TABLE_HEAD = 70
SIGNATURES = 70
# room for a signature by hand
ROW_MIN = 30
# characters on a line of the columns that wrap
NAME_WIDTH = 30
KIND_WIDTH = 28
NUMBER_WIDTH = 16


@dataclass
class Row:
    number: int
    document: object
    height: int


class HandOverSheet(models.AbstractModel):
    """«Ведомость выдачи документов»: trainees sign that they have got theirs."""

    _name = "report.ais_sales.hand_over_sheet"
    _description = "Hand-over sheet"
    # one sheet about many documents, see ir_actions_report
    _ais_one_document = True

    def _get_report_values(self, docids, data=None):
        documents = self.env["ais.issued.document"].browse(docids)
        return {
            "docs": documents,
            "sheets": [
                {"company": company, "pages": self._pages(of_company), "count": len(of_company)}
                for company, of_company in documents.grouped("company_id").items()
            ],
            **document_words.HELPERS,
        }

    def _pages(self, documents):
        sections = []
        for group in documents.group_id.sorted(lambda one: (one.date_start, one.id)):
            of_group = documents.filtered(lambda one, of=group: one.group_id == of)
            of_group = of_group.sorted(lambda one: (one.name, one.id))
            rows = [self._row(number, document) for number, document in enumerate(of_group, 1)]
            sections.append(Section(group, rows))
        return paginate(sections, FIRST_PAGE, NEXT_PAGE, TABLE_HEAD, tail=SIGNATURES)

    def _row(self, number, document):
        height = row_height(
            (document.name, NAME_WIDTH),
            (document_words.kind_of(document), KIND_WIDTH),
            (document._full_number(), NUMBER_WIDTH),
            (document.registration_number, NUMBER_WIDTH),
        )
        return Row(number, document, max(height, ROW_MIN))
