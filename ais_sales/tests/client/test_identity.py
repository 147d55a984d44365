from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged

from ...tools import russian_ids as ids
from ..common import AisCommon


@tagged("post_install", "-at_install")
class TestIdentifiers(TransactionCase):
    """Russian identifiers, without a database (2.16)."""

    def test_inn_of_organisations_and_persons(self):
        self.assertEqual(ids.read_inn("7707083893"), ("7707083893", None))
        self.assertEqual(ids.read_inn("7707 083 893"), ("7707083893", None))
        self.assertEqual(ids.read_inn("366220664163"), ("366220664163", None))
        self.assertEqual(ids.read_inn("7707083890")[1], ids.BAD_CHECKSUM)
        self.assertEqual(ids.read_inn("0000000000")[1], ids.BAD_CHECKSUM)
        self.assertEqual(ids.read_inn("77070838")[1], ids.BAD_LENGTH)
        self.assertEqual(ids.read_inn("7707O83893")[1], ids.NOT_DIGITS)
        # digits of another script are no digits here
        self.assertEqual(ids.read_inn("٧٧٠٧٠٨٣٨٩٣")[1], ids.NOT_DIGITS)

    def test_kpp_ogrn_and_snils(self):
        self.assertEqual(ids.read_kpp("773601001"), ("773601001", None))
        self.assertEqual(ids.read_kpp("7736ab001"), ("7736AB001", None))
        self.assertEqual(ids.read_kpp("77360100")[1], ids.BAD_LENGTH)
        self.assertEqual(ids.read_kpp("A73601001")[1], ids.BAD_FORM)
        self.assertEqual(ids.read_ogrn("1027700132195"), ("1027700132195", None))
        self.assertEqual(ids.read_ogrn("1027700132196")[1], ids.BAD_CHECKSUM)
        self.assertEqual(ids.read_snils("11223344595"), ("112-233-445 95", None))
        self.assertEqual(ids.read_snils("112-233-445 96")[1], ids.BAD_CHECKSUM)
        self.assertEqual(ids.read_snils("001-001-998 00"), ("001-001-998 00", None))

    def test_a_letter_greets_by_name_and_patronymic(self):
        partners = self.env["res.partner"]
        for name, greeting in (
            ("Антонов Сергей Ильич", "Сергей Ильич"),
            ("Алиев Руслан Гасан оглы", "Руслан Гасан оглы"),
            ("Кира Координатова", "Кира Координатова"),
            ("Анна Мария Петрова", "Анна Мария Петрова"),
            ("Иванова", "Иванова"),
        ):
            with self.subTest(name):
                self.assertEqual(partners.new({"name": name})._ais_greeting_name(), greeting)
        self.assertEqual(partners._ais_greeting_name(), "")

    def test_names_are_one_whatever_the_form_and_the_quotes(self):
        for name in (
            "ООО «Ромашка»",
            "ромашка, ООО",
            '  Общество с ограниченной ответственностью "РОМАШКА"',
        ):
            self.assertEqual(ids.name_key(name), "ромашка", name)
        self.assertEqual(ids.name_key("АО «Ёлки-Палки»"), ids.name_key("АО Елки палки"))
        self.assertEqual(ids.name_key("ООО"), "ооо")
        self.assertEqual(ids.name_key(None), "")


@tagged("post_install", "-at_install")
class TestIdentity(AisCommon):
    """A card with a wrong number is refused, and the reason is told (2.16)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.ru")

    def _refused(self, text, **vals):
        with self.assertRaisesRegex(ValidationError, text):
            self.env["res.partner"].with_user(self.specialist).create(
                {"name": "Проверка", "is_company": True, **vals},
            )

    def test_wrong_values_are_refused_with_the_reason(self):
        self._refused("check digits", vat="7707083890")
        self._refused("10 digits", vat="77070838")
        self._refused("9 characters", ais_kpp="12345")
        self._refused("check digits", company_registry="1027700132196")
        self._refused("not a phone number", phone="12")
        self._refused("not an e-mail", email="ivanov@")
        self._refused("check digits", is_company=False, ais_snils="112-233-445 96")

    def test_right_values_are_stored_one_way(self):
        client = self.env["res.partner"].create(
            {
                "name": "Проверка",
                "is_company": True,
                "vat": "7707083893",
                "ais_kpp": " 7736 01001",
                "phone": "8 (495) 123-45-67",
            },
        )
        self.assertEqual(client.ais_kpp, "773601001")
        self.assertEqual(client.phone_sanitized, "+74951234567")

    def test_other_countries_keep_their_own_numbers(self):
        client = self.env["res.partner"].create(
            {"name": "Firma", "vat": "BE0477472701", "country_id": self.env.ref("base.be").id},
        )
        self.assertEqual(client.vat, "BE0477472701")
