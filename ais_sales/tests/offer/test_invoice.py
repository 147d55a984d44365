from unittest import skipUnless
from unittest.mock import patch

from odoo import Command
from odoo.tests import HttpCase, tagged

from ...tools import payment_qr
from .documents_common import DocumentsCommon

try:
    import zxingcpp
except ImportError:
    # a tool of developers: where the add-on is used the other stories still run
    zxingcpp = None


@tagged("post_install", "-at_install")
class TestInvoice(DocumentsCommon, HttpCase):
    """«Счёт на оплату»: the client pays by what is printed (2.14)."""

    def test_invoice_can_be_paid_by_what_is_printed(self):
        self.order.action_ais_assign_contract()
        move = self._invoice()
        (page,) = self._pages("invoice_document", move, self.accountant)
        self.assertHolds(
            " ".join(page.extract_text().split()),
            f"Счёт на оплату № {move.name}",
            "044525225",
            "30101810400000000225",
            "40703810300000000777",
            "ИНН 9901000010",
            "КПП 990101001",
            f"договор № {self.order.ais_contract_number}",
            "чел.",
            "Всего к оплате",
            "Сорок пять тысяч рублей 00 копеек",
            "Всего наименований 1",
            "Оплатить до",
            f"Оплата по счету № {move.name}",
            "QR-код для оплаты",
        )

    @skipUnless(zxingcpp, "no reader of codes: zxing-cpp")
    def test_bank_reads_from_the_printed_code_what_is_to_be_paid(self):
        self.order.action_ais_assign_contract()
        move = self._invoice()
        (page,) = self._pages("invoice_document", move, self.accountant)
        (code,) = zxingcpp.read_barcodes(page.images[0].image.convert("L"))
        day = move.invoice_date.strftime("%d.%m.%Y")
        text = (
            "ST00012|Name=АНО ДПО «Пример»|PersonalAcc=40703810300000000777"
            "|BankName=ПАО СБЕРБАНК|BIC=044525225|CorrespAcc=30101810400000000225|Sum=4500000"
            f"|Purpose=Оплата по счету № {move.name} от {day} за обучение по договору"
            f" № {self.order.ais_contract_number}. НДС не облагается"
            "|PayeeINN=9901000010|KPP=990101001"
        )
        # ST00012: the bytes are UTF-8
        self.assertEqual(code.bytes.decode(), text)
        self.assertEqual(code.text, text)

    def test_qr_code_asks_for_what_is_left_and_is_refused_for_wrong_requisites(self):
        move = self._invoice()
        invoices = self.env["report.ais_sales.invoice_document"]
        with patch.object(payment_qr, "image", lambda text: text):
            text, reasons = invoices._payment_qr(move)
            self.assertIn("|Sum=4500000|", text)
            self.assertFalse(reasons)
            self.bank.ais_corr_account = False
            self.assertEqual(
                invoices._payment_qr(move),
                (None, [payment_qr.BAD_CORR_ACCOUNT]),
            )
        page = self._text("invoice_document", move)
        self.assertNotIn("QR-код", page)

    def test_instalments_are_listed_with_their_dates(self):
        term = self.env["account.payment.term"].create(
            {
                "name": "Частями",
                "line_ids": [
                    Command.create({"value": "percent", "value_amount": share, "nb_days": days})
                    for share, days in ((40, 0), (30, 30), (30, 60))
                ],
            },
        )
        move = self._invoice(term=term)
        text = self._text("invoice_document", move)
        self.assertHolds(text, "Оплата частями", "18 000,00 руб.", "13 500,00 руб.")
        self.assertEqual(len(move._ais_instalments()), 3)

    def test_purpose_of_payment_never_is_too_long(self):
        self.order.ais_contract_number = "Д-" + "9" * 200
        purpose = self.env["report.ais_sales.invoice_document"]._purpose(self._invoice())
        self.assertLessEqual(len(purpose), payment_qr.PURPOSE_MAX)
        self.assertIn("НДС не облагается", purpose)

    def test_send_and_print_takes_our_layout_and_letter(self):
        move = self._invoice()
        send = self.env["account.move.send"]
        report = self.env.ref("ais_sales.report_invoice")
        self.assertEqual(send._get_default_pdf_report_id(move), report)
        self.assertEqual(
            move._get_mail_template(),
            self.env.ref("ais_sales.mail_template_invoice"),
        )
        stock = self.env.ref("account.account_invoices")
        self.client.invoice_template_pdf_report_id = stock
        self.assertEqual(send._get_default_pdf_report_id(move), stock)
        self.client.invoice_template_pdf_report_id = False
        self.company.country_id = self.env.ref("base.de")
        self.assertEqual(send._get_default_pdf_report_id(move), stock)
