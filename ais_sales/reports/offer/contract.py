from odoo import api, models

from . import figures
from .document_lines import order_rows

TITLES = {
    "organisation": "Договор об оказании платных образовательных услуг",
    "person": "Договор об оказании платных образовательных услуг",
    "offer": "Договор-оферта об оказании платных образовательных услуг",
}


class Contract(models.AbstractModel):
    """The contract of training, or the offer accepted by payment (Правила № 1441, п. 13)."""

    _name = "report.ais_sales.contract"
    _description = "Contract of training"

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template prints; numbers contracts that have no number yet.

        :param list docids: ids of orders
        :return: dict of template variables
        """
        orders = figures.ais_lang(self.env["sale.order"].browse(docids))
        orders._ais_number_contracts_on_print()
        annexes = self.env["report.ais_sales.trainee_list"]
        return {
            "docs": orders,
            "contracts": {order.id: self._contract(order) for order in orders},
            "annexes": {order.id: annexes._annex(order) for order in orders},
            **figures.HELPERS,
        }

    def _contract(self, order):
        company = order.company_id
        kind = order.ais_contract_kind or "organisation"
        own_text = company.ais_offer_terms if kind == "offer" else company.ais_contract_terms
        people = [trainee for _booking, trainee in order._ais_trainees() if trainee]
        client = figures.party(order.partner_id)
        return {
            "kind": kind,
            "title": TITLES[kind],
            "us": figures.provider(company),
            "client": client,
            "number": order.ais_contract_number or figures.DASH,
            "city": company.city or figures.DASH,
            "rows": [row for row in order_rows(order) if not row.is_heading],
            "programmes": order.order_line.ais_course_id,
            "seats": order._ais_seats(),
            "ground": order._ais_discount_ground(),
            "tax_text": figures.tax_text(order),
            "payment": order.payment_term_id.name or "",
            "terms": own_text if figures.has_text(own_text) else "",
            "law": company.ais_contract_law or "законодательством Российской Федерации",
            # the trainee is the client's own person, unless somebody else is named
            "people": [] if kind == "organisation" else people,
        }
