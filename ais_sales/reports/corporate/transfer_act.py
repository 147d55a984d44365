from odoo import models

from ..offer import figures
from ..paging import Section, paginate, row_height
from . import document_words
from .hand_over_sheet import Row

FIRST_PAGE = 740
NEXT_PAGE = 930
TABLE_HEAD = 40
SIGNATURES = 200
NAME_WIDTH = 20
KIND_WIDTH = 18
NUMBER_WIDTH = 12


class TransferAct(models.AbstractModel):
    """«Акт приёма-передачи документов»: the client's coordinator takes them for the trainees."""

    _name = "report.ais_sales.transfer_act"
    _description = "Transfer act"
    # an act for each client, all of them in one file
    _ais_one_document = True

    def _get_report_values(self, docids, data=None):
        documents = figures.ais_lang(self.env["ais.issued.document"].browse(docids))
        acts = [
            self._act(company, client, of_client)
            for company, of_company in documents.grouped("company_id").items()
            for client, of_client in of_company.grouped("employer_id").items()
        ]
        return {"docs": documents, "acts": acts, **figures.HELPERS, **document_words.HELPERS}

    def _act(self, company, client, documents):
        documents = documents.sorted(lambda one: (one.course_name or "", one.name, one.id))
        rows = [self._row(number, document) for number, document in enumerate(documents, 1)]
        orders = documents.corporate_order_id
        order = orders if len(orders) == 1 else orders.browse()
        return {
            "company": company,
            "us": company.ais_full_name or company.name,
            "client": client.commercial_partner_id.name,
            "order": order,
            "coordinator": order.coordinator_id,
            "count": len(rows),
            "pages": paginate(
                [Section("", rows)], FIRST_PAGE, NEXT_PAGE, TABLE_HEAD, tail=SIGNATURES
            ),
        }

    def _row(self, number, document):
        height = row_height(
            (document.name, NAME_WIDTH),
            (document_words.kind_of(document), KIND_WIDTH),
            (document.course_name, KIND_WIDTH),
            (document._full_number(), NUMBER_WIDTH),
            (document.registration_number, NUMBER_WIDTH),
        )
        return Row(number, document, height)
