from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from ...reports.offer import figures
from ...reports.offer.document_lines import order_rows
from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestContract(DocumentsCommon, HttpCase):
    """The contract of training and the offer accepted by payment (Правила № 1441)."""

    def test_contract_holds_what_the_rules_require(self):
        self._name_trainees(self.order, 3, "Андреева Анна Петровна", "Белов Борис Ильич")
        pages = self._pdf("contract", self.order, self.specialist)
        self.assertTrue(self.order.ais_contract_number)
        self.assertHolds(
            " ".join(pages),
            f"№ {self.order.ais_contract_number}",
            "АНО ДПО «Пример»",
            "директора Иванова Ивана Ивановича",
            "Л035-1",
            "Правилами оказания платных образовательных услуг",
            "45 000 (Сорок пять тысяч) рублей 00 копеек",
            "дополнительная профессиональная программа повышения квалификации",
            "очная",
            "удостоверение о повышении квалификации",
            "Порядок изменения и расторжения договора",
            "Увеличение стоимости услуг после заключения договора не допускается",
        )
        self.assertIn("Андреева Анна Петровна", pages[-1])
        self.assertIn("будет назван позднее", pages[-1])

    def test_contract_is_numbered_once_and_not_by_a_reader(self):
        self.order.action_ais_assign_contract()
        number = self.order.ais_contract_number
        self.assertRegex(number, r"^Д-\d{4}-\d{4}$")
        self.order.action_ais_assign_contract()
        self.assertEqual(self.order.ais_contract_number, number)
        other = self._make_order()
        other.action_ais_assign_contract()
        self.assertNotEqual(other.ais_contract_number, number)
        cancelled = self._make_order(state="cancel")
        with self.assertRaises(UserError):
            cancelled.action_ais_assign_contract()

    def test_offer_and_own_text_of_conditions(self):
        self.order.ais_contract_kind = "offer"
        self.company.ais_offer_terms = "<p>Наши особые условия</p>"
        text = self._text("contract", self.order)
        self.assertHolds(
            text,
            "Договор-оферта",
            "Предложение адресовано: ООО «Ромашка»",
            "Акцептом настоящей оферты",
            "Срок действия оферты: до",
            "Наши особые условия",
            "Адреса и реквизиты сторон",
        )
        self.assertNotIn("..", text)
        self.assertNotIn("Порядок изменения и расторжения", text)
        self.order.ais_contract_kind = "person"
        text = self._text("contract", self.order)
        self.assertHolds(text, "Заказчик (Обучающийся)", "Порядок изменения и расторжения")

    def test_empty_requisites_and_long_names_print_with_dashes(self):
        self.company.write(
            {
                "vat": False,
                "ais_signer_name": False,
                "ais_license_number": False,
                "ais_contract_law": False,
            },
        )
        self.company.partner_id.bank_ids.active = False
        self.company.ais_bank_account_id = False
        self.course.name = "Обеспечение безопасности персональных данных " * 5
        bare = self._make_order(user_id=False)
        for report, shown in (
            ("commercial_offer", "Лицензия —"),
            ("contract", "Р/с —"),
            ("trainee_list", "Слушатели называются Заказчиком до начала обучения"),
        ):
            with self.subTest(report=report):
                self.assertHolds(self._text(report, bare), shown)

    def test_words_agree_with_whoever_signs(self):
        self.assertEqual(figures.acting("директора Ивановой Анны Петровны"), "действующей")
        self.assertEqual(figures.acting("директора Иванова Ивана Ивановича"), "действующего")
        self.assertEqual(figures.acting(False), "действующего(-ей)")
        self.client.write({"vat": "9901000010", "ais_kpp": False})
        self.assertEqual(figures.party(self.client)["numbers"], "ИНН\u00a09901000010")

    def test_line_that_is_taken_off_is_not_printed(self):
        self.order.order_line.copy({"order_id": self.order.id, "product_uom_qty": 0})
        self.assertEqual(len(order_rows(self.order)), 1)
