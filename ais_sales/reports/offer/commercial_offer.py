from odoo import api, models

from . import figures
from .document_lines import OFFER_NAME, order_rows, pages

FIRST_PAGE = 500
NEXT_PAGE = 930


class CommercialOffer(models.AbstractModel):
    """«Коммерческое предложение»: what a client is offered (2.8)."""

    _name = "report.ais_sales.commercial_offer"
    _description = "Commercial proposal"

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template prints.

        :param list docids: ids of orders
        :return: dict of template variables
        """
        orders = figures.ais_lang(self.env["sale.order"].browse(docids))
        return {
            "docs": orders,
            "offers": {order.id: self._offer(order) for order in orders},
            **figures.HELPERS,
        }

    def _offer(self, order):
        contact = self._contact(order)
        rows = order_rows(order)
        courses = order.order_line.ais_course_id
        kinds = dict.fromkeys(kind for kind in courses.mapped("document_kind") if kind)
        groups = order.order_line.ais_group_id
        return {
            "us": figures.provider(order.company_id),
            "client": figures.party(order.partner_id),
            "contact": contact,
            "salutation": figures.salutation(contact),
            "date": figures.local_day(order, "date_order"),
            "pages": pages(rows, FIRST_PAGE, NEXT_PAGE, OFFER_NAME),
            "has_discount": any(order.order_line.mapped("discount")),
            "ground": order._ais_discount_ground(),
            "taxes": figures.tax_rows(order),
            "tax_text": figures.tax_text(order),
            "issued": "; ".join(figures.ISSUED[kind] for kind in kinds),
            "venues": "; ".join(dict.fromkeys(venue for venue in groups.mapped("venue") if venue)),
            "payment": order.payment_term_id.name or "",
            "variants": self._variants(order),
            "programmes": courses if order.ais_has_programme else courses.browse(),
        }

    def _contact(self, order):
        """The person to whom the proposal is addressed; empty for an organisation alone."""
        partner = order.partner_id
        return order.ais_contact_id or partner.filtered(lambda person: not person.is_company)

    def _variants(self, order):
        seats = order._ais_seats() or 1
        return [
            {"group": group, "total": group.price_unit * seats, "seats": seats}
            for group in order.ais_variant_group_ids.sorted(lambda g: (g.date_start, g.id))
        ]
