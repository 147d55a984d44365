from dataclasses import dataclass

from odoo import api, models

from ..paging import Section, paginate, row_height
from . import figures

FIRST_PAGE = 700
NEXT_PAGE = 930
TABLE_HEAD = 40
SIGNATURES = 150
NAME_WIDTH = 26
JOB_WIDTH = 18
CONTACT_WIDTH = 22


@dataclass
class Seat:
    """A trainee, or a seat for which nobody is named yet."""

    number: int
    trainee: object
    group: object
    height: int


class TraineeList(models.AbstractModel):
    """«Приложение № 1»: the trainees of an order (Правила № 1441, п. 13 «е»)."""

    _name = "report.ais_sales.trainee_list"
    _description = "Annex: trainees"
    # see `order_papers`: it is printed before the price is approved
    _ais_tells_no_price = True

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template prints.

        :param list docids: ids of orders
        :return: dict of template variables
        """
        orders = figures.ais_lang(self.env["sale.order"].browse(docids))
        return {
            "docs": orders,
            "annexes": {order.id: self._annex(order) for order in orders},
            **figures.HELPERS,
        }

    def _annex(self, order):
        seats = [
            self._seat(number, booking, trainee)
            for number, (booking, trainee) in enumerate(order._ais_trainees(), 1)
        ]
        return {
            "us": figures.provider(order.company_id),
            "client": figures.party(order.partner_id),
            "number": order.ais_contract_number or figures.DASH,
            "date": order.ais_contract_date,
            "pages": paginate(
                [Section("", seats)],
                FIRST_PAGE,
                NEXT_PAGE,
                TABLE_HEAD,
                tail=SIGNATURES,
            ),
            "seats": len(seats),
        }

    def _seat(self, number, booking, trainee):
        texts = [(booking.course_id.name, NAME_WIDTH)]
        if trainee:
            contacts = max(trainee.phone or "", trainee.email or "", key=len)
            texts += [
                (trainee.name, NAME_WIDTH),
                (trainee.position, JOB_WIDTH),
                (contacts, CONTACT_WIDTH),
            ]
        # dates below the programme, e-mail below the phone
        return Seat(number, trainee, booking.group_id, row_height(*texts) + 16)
