from odoo.tests import HttpCase, tagged

from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestAddendum(DocumentsCommon, HttpCase):
    """«Дополнительное соглашение»: other dates under a contract in force (2.8)."""

    def test_addendum_names_those_who_move(self):
        self._name_trainees(self.order, 3, "Андреева Анна Петровна", "Белов Борис Ильич")
        addendum = self.env["ais.order.addendum"].create(
            {
                "order_id": self.order.id,
                "booking_id": self.order.ais_booking_ids.id,
                "group_from_id": self.group.id,
                "group_to_id": self.other_group.id,
                "seats": 3,
            },
        )
        self.assertHolds(
            self._text("addendum", addendum),
            "Обучающиеся: Андреева Анна Петровна, Белов Борис Ильич.",
            "заключили настоящее соглашение",
            "Стоимость услуг по договору не изменяется",
        )

    def test_addendum_tells_old_and_new_dates_and_the_difference(self):
        addendum = self.env["ais.order.addendum"].create(
            {
                "name": self.company._ais_next_document_number(
                    "ais.addendum",
                    self.company.ais_today(),
                ),
                "order_id": self.order.id,
                "group_from_id": self.group.id,
                "group_to_id": self.other_group.id,
                "seats": 2,
                "amount_before": 30000,
                "amount_after": 36000,
            },
        )
        (text,) = self._pdf("addendum", addendum)
        self.assertHolds(
            text,
            addendum.name,
            self.group.code,
            self.other_group.code,
            "2 слушателя",
            "6 000 (Шесть тысяч) рублей 00 копеек"
            if self.company.currency_id == self.rub
            else f"6 000,00 {self.company.currency_id.name}",
        )
