import base64
import io
from dataclasses import replace

from PIL import Image

from odoo.tests import BaseCase, tagged

from ...tools import payment_qr, russian_bank
from ...tools.payment_qr import Payee, image, kopecks, matrix, payload

PAYEE = Payee(
    name="АНО ДПО «Учебный центр (пример)»",
    account="40703810200000000123",
    bank="ПАО СБЕРБАНК",
    bik="044525225",
    corr_account="30101810400000000225",
    inn="9901000010",
    kpp="990101001",
)
PURPOSE = "Оплата по счету № АИС-2026/0145 от 12.11.2026 за обучение. НДС не облагается"
TEXT = (
    "ST00012|Name=АНО ДПО «Учебный центр (пример)»|PersonalAcc=40703810200000000123"
    "|BankName=ПАО СБЕРБАНК|BIC=044525225|CorrespAcc=30101810400000000225|Sum=4500000"
    f"|Purpose={PURPOSE}|PayeeINN=9901000010|KPP=990101001"
)


@tagged("post_install", "-at_install")
class TestPaymentQr(BaseCase):
    """A client scans the invoice; the money comes to the right account, or there is no code."""

    def test_payload_of_the_standard(self):
        self.assertEqual(payload(PAYEE, 45000, PURPOSE), (TEXT, []))

    def test_amount_is_in_whole_kopecks(self):
        self.assertEqual(kopecks(0.1 + 0.2), 30)
        self.assertEqual(kopecks("1.005"), 101)
        self.assertIn("|Sum=1999|", payload(PAYEE, 19.99, PURPOSE)[0])

    def test_separator_and_line_ends_never_stand_in_a_value(self):
        text, _reasons = payload(
            replace(PAYEE, name="АНО | ДПО\n«Центр»"),
            1,
            "Оплата|Sum=1\r\nза обучение",
        )
        self.assertIn("|Name=АНО ДПО «Центр»|", text)
        self.assertEqual(text.count("|Sum="), 1)
        self.assertEqual(text.count("|"), 9)

    def test_long_purpose_and_bank_are_cut(self):
        text, _reasons = payload(replace(PAYEE, bank="Б" * 60), 1, "щ" * 300)
        values = dict(part.split("=", 1) for part in text.split("|")[1:])
        self.assertEqual(len(values["Purpose"]), 210)
        self.assertEqual(len(values["BankName"]), 45)

    def test_wrong_requisites_give_no_code_but_the_reason(self):
        cases = {
            payment_qr.NO_NAME: {"name": " "},
            payment_qr.LONG_NAME: {"name": "Ю" * 100},
            payment_qr.BAD_ACCOUNT: {"account": "40703810300000000123"},
            payment_qr.NO_BANK: {"bank": ""},
            payment_qr.BAD_BIK: {"bik": "44525225"},
            payment_qr.BAD_CORR_ACCOUNT: {"corr_account": ""},
            payment_qr.BAD_INN: {"inn": "9901000011"},
            payment_qr.BAD_KPP: {"kpp": "99010100"},
        }
        for reason, vals in cases.items():
            with self.subTest(reason=reason):
                text, reasons = payload(replace(PAYEE, **vals), 45000, PURPOSE)
                self.assertIsNone(text)
                self.assertEqual(reasons, [reason])

    def test_nothing_to_pay_gives_no_code(self):
        for amount in (0, -5, "0.004"):
            self.assertEqual(payload(PAYEE, amount, PURPOSE), (None, [payment_qr.BAD_AMOUNT]))

    def test_entrepreneur_has_no_kpp(self):
        text, reasons = payload(replace(PAYEE, inn="990300000331", kpp=""), 1, PURPOSE)
        self.assertFalse(reasons)
        self.assertNotIn("KPP=", text)

    def test_treasury_accounts_have_no_key(self):
        treasury = replace(
            PAYEE,
            account="03224643990000000001",
            bik="004525988",
            corr_account="40102810545370000003",
        )
        self.assertFalse(payload(treasury, 1, PURPOSE)[1])
        self.assertEqual(
            payload(replace(treasury, corr_account=""), 1, PURPOSE)[1],
            [payment_qr.BAD_CORR_ACCOUNT],
        )

    def test_keys_of_accounts(self):
        self.assertTrue(russian_bank.is_account("40602810700000000025", "049805746"))
        self.assertFalse(russian_bank.is_account("40602810600000000025", "049805746"))
        self.assertTrue(russian_bank.is_corr_account(PAYEE.corr_account, PAYEE.bik))
        self.assertFalse(russian_bank.is_corr_account(PAYEE.corr_account, "044525226"))

    def test_image_holds_the_modules_of_the_code(self):
        """The picture is the code itself, with a quiet zone of four modules."""
        modules = matrix(TEXT)
        prefix, content = image(TEXT).split(",")
        self.assertEqual(prefix, "data:image/png;base64")
        picture = Image.open(io.BytesIO(base64.b64decode(content))).convert("1")
        step = picture.width // len(modules)
        seen = [
            [not picture.getpixel((x * step + step // 2, y * step + step // 2)) for x in row]
            for y, row in ((y, range(len(modules))) for y in range(len(modules)))
        ]
        self.assertEqual(seen, modules)
        self.assertFalse(any(map(any, modules[:4])))
