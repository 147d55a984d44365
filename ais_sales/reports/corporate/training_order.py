from dataclasses import dataclass

from odoo import api, models

from .. import russian
from ..offer import figures
from ..paging import Section, paginate, row_height

FIRST_PAGE = 620
NEXT_PAGE = 930
TABLE_HEAD = 42
# responsible, signature, acquaintance
TAIL = 210
# characters on a line of the columns that wrap
NAME_WIDTH = 20
EMPLOYER_WIDTH = 20
COURSE_WIDTH = 22
BASIS_WIDTH = 17
TEXT_WIDTH = 88

# in the dative: «по программе»
PROGRAMMES = {
    "advanced": "дополнительной профессиональной программе повышения квалификации",
    "retraining": "дополнительной профессиональной программе профессиональной переподготовки",
    "seminar": "программе семинара",
}
# in the genitive plural: «с выдачей»
ISSUED = {
    "certificate": "удостоверений о повышении квалификации",
    "diploma": "дипломов о профессиональной переподготовке",
    "attendance": "сертификатов участника",
}
GROUNDS = {
    "completion": "в связи с завершением обучения",
    "own_request": "по собственной инициативе (личное заявление)",
    "failing": "в связи с невыполнением обязанностей по освоению программы (неуспеваемость)",
    "not_paid": "в связи с просрочкой оплаты образовательных услуг",
    "other": "",
}


@dataclass
class Row:
    """A trainee in the table of an order."""

    number: int
    line: object
    height: int


class TrainingOrderReport(models.AbstractModel):
    """«Приказ о зачислении», «Приказ об отчислении», with the list of trainees."""

    _name = "report.ais_sales.training_order"
    _description = "Order of enrolment or expulsion"

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template prints.

        :param list docids: ids of orders
        :return: dict of template variables
        """
        orders = figures.ais_lang(self.env["ais.training.order"].browse(docids))
        orders.check_access("read")
        return {
            "docs": orders,
            "papers": {order.id: self._paper(order) for order in orders},
            **figures.HELPERS,
        }

    def _paper(self, order):
        # searched: of the cache, which may be another user's, one would see too many
        domain = [("order_id", "=", order.id)]
        lines = self.env["ais.training.order.line"].search(domain, order="name, id")
        rows = [self._row(number, line, order) for number, line in enumerate(lines, 1)]
        course = order.group_id.course_id
        texts = ((order.basis, TEXT_WIDTH), (order.course_name, TEXT_WIDTH))
        first = FIRST_PAGE - sum(row_height(text) - row_height() for text in texts)
        return {
            "us": figures.provider(order.company_id),
            "city": order.company_id.city or "",
            # a specialist sees the people of own clients alone; sudo: counts them all
            "is_extract": len(lines) < lines.sudo().search_count(domain),
            "programme": PROGRAMMES.get(order.course_kind, "программе"),
            "issued": ISSUED.get(course.document_kind, ""),
            "form": russian.DELIVERY_MODES.get(order.group_id.delivery_mode, ""),
            "ground": order.ground_note or GROUNDS.get(order.ground, ""),
            "period": russian.period(order.date_start, order.date_end),
            "pages": paginate([Section("", rows)], first, NEXT_PAGE, TABLE_HEAD, tail=TAIL),
            "people": len(rows),
        }

    def _row(self, number, line, order):
        height = row_height(
            (line.name, NAME_WIDTH),
            (line.employer, EMPLOYER_WIDTH),
            (order.course_name, COURSE_WIDTH),
            (line.basis, BASIS_WIDTH),
        )
        return Row(number, line, height)
