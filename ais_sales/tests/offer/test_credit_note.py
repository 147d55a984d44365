from odoo.tests import tagged

from ...reports.offer.document_lines import move_rows
from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestCreditNote(DocumentsCommon):
    """A credit note says what is taken back and asks nobody to pay (2.14)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.ais_invoice_policy = "post"

    def test_credit_note_asks_nobody_to_pay(self):
        move = self._invoice()
        note = move._reverse_moves([{"invoice_date": move.invoice_date}])
        note.action_post()
        text = self._text("invoice_document", note)
        self.assertHolds(text, "Корректировочный документ", f"счёт № {move.name}")
        for word in ("Счёт на оплату", "QR-код", "Всего к оплате", "Банк получателя"):
            self.assertNotIn(word, text)

    def test_credit_note_of_fewer_seats_names_the_invoice_and_no_false_reason(self):
        self.order.action_confirm()
        move = self.order.invoice_ids
        self.order.ais_booking_ids.seats = 2
        note = self.order._create_invoices(final=True)
        note.action_post()
        text = self._text("invoice_document", note)
        self.assertHolds(text, "Корректируется", f"счёт № {move.name}", "15 000,00 руб.")
        self.assertNotIn("Причина", text)

    def test_difference_of_moved_seats_is_called_so(self):
        self.order.action_confirm()
        dearer = self._make_group(price_unit=17000)
        self.order.ais_booking_ids.action_move(dearer, take_price=True)
        difference = self.order.ais_addendum_ids.move_id
        self.assertEqual(difference._ais_service_end(), dearer.date_end)
        (row,) = move_rows(difference)
        self.assertIn(dearer.code, row.name)
        self.assertEqual(
            (row.details, row.quantity, row.unit, row.price),
            ("программа «Защита персональных данных»", "3", "чел.", "2\u00a0000,00"),
        )

    def test_difference_that_goes_back_is_told_without_minuses(self):
        self.order.action_confirm()
        invoice = self.order.invoice_ids
        cheaper = self._make_group(price_unit=14000)
        self.order.ais_booking_ids.action_move(cheaper, take_price=True)
        note = self.order.ais_addendum_ids.move_id
        note.action_post()
        (row,) = move_rows(note)
        self.assertEqual(
            (row.quantity, row.price, row.amount),
            ("3", "1\u00a0000,00", "3\u00a0000,00"),
        )
        self.assertHolds(self._text("invoice_document", note), f"счёт № {invoice.name}")
        self.assertEqual(invoice._ais_corrections(), [(note, 3000)])
