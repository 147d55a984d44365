from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestAct(DocumentsCommon, HttpCase):
    """«Акт об оказании услуг» closes the services of an invoice (ст. 9 402-ФЗ)."""

    def test_act_is_numbered_once_and_dated_by_the_last_group(self):
        move = self._invoice()
        move.with_user(self.specialist).action_ais_make_act()
        self.assertRegex(move.ais_act_number, r"^А-\d{4}-\d{4}$")
        self.assertEqual(move.ais_act_date, self.group.date_end)
        number = move.ais_act_number
        move.with_user(self.accountant).action_ais_make_act()
        self.assertEqual(move.ais_act_number, number)
        (text,) = self._pdf("act", move, self.specialist)
        self.assertHolds(
            text,
            f"Акт об оказании услуг № {number}",
            move.name,
            "чел.",
            "45 000,00 руб.",
            "оказаны полностью и в срок",
            "Иванов И. И.",
        )

    def test_acts_that_are_refused(self):
        move = self._invoice()
        with self.assertRaises(UserError):
            self._text("act", move)
        with self.assertRaises(AccessError):
            move.with_user(self.training_office).action_ais_make_act()
        with self.assertRaises(AccessError):
            move.with_user(self.accountant).write({"ais_act_number": "А-1"})
        note = move._reverse_moves([{"invoice_date": move.invoice_date}])
        note.action_post()
        for refused in (note, move.copy()):
            with self.assertRaises(UserError):
                refused.action_ais_make_act()
        bill = self.env["account.move"].create({"move_type": "in_invoice"})
        with self.assertRaises(UserError):
            self.env["report.ais_sales.invoice_document"]._get_report_values(bill.ids)

    def test_act_takes_off_what_was_credited(self):
        self.company.ais_invoice_policy = "post"
        self.order.action_confirm()
        move = self.order.invoice_ids
        booking = self.order.ais_booking_ids
        booking.seats = 2
        note = self.order._create_invoices(final=True)
        note.action_post()
        move.with_user(self.accountant).action_ais_make_act()
        text = self._text("act", move, self.specialist)
        self.assertHolds(
            text,
            "Всего по счёту",
            "45 000,00 руб.",
            f"корректировочный документ № {note.name}",
            "−15 000,00",
            "Всего оказано услуг на сумму: 30 000,00 руб.",
            "Тридцать тысяч рублей" if move.currency_id == self.rub else "30 000,00",
        )
        booking.action_cancel("client_refused")
        self.order._create_invoices(final=True).action_post()
        with self.assertRaises(UserError):
            self._text("act", move)
