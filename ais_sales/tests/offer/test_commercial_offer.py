from datetime import timedelta

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from ...reports.offer import figures
from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestCommercialOffer(DocumentsCommon, HttpCase):
    """«Коммерческое предложение»: what a client is offered (2.8)."""

    def test_proposal_tells_everything_a_client_asks(self):
        self.order.write(
            {
                "ais_contact_id": self.person.id,
                "ais_intro": "Обучить отдел до проверки",
                "ais_has_programme": True,
                "validity_date": self.company.ais_today() + timedelta(days=14),
                "ais_variant_group_ids": [Command.set((self.group | self.other_group).ids)],
            },
        )
        pages = self._pdf("commercial_offer", self.order, self.specialist)
        self.assertHolds(
            " ".join(pages),
            f"Коммерческое предложение № {self.order.name}",
            "Уважаемая Елена Павловна!",
            "Начальник отдела кадров",
            "ООО «Ромашка»",
            "Обучить отдел до проверки",
            "Защита персональных данных",
            "повышение квалификации, код ПДН-Т",
            "45 000,00 руб.",
            "Сорок пять тысяч рублей 00 копеек",
            "НДС не облагается на основании пп. 14 п. 2 ст. 149 НК РФ",
            "удостоверение о повышении квалификации",
            "Л035-1",
            "Варианты на выбор",
            self.other_group.code,
            "Иванов И. И.",
        )
        self.assertIn("Модуль «Угрозы»", pages[-1])

    def test_taxed_services_print_the_tax_and_not_the_exemption(self):
        tax = self.env["account.tax"].create(
            {"name": "НДС 22 %", "amount": 22, "type_tax_use": "sale"},
        )
        self.order.order_line.tax_ids = tax
        text = self._text("commercial_offer", self.order)
        self.assertHolds(text, "9 900,00", "54 900,00 руб.")
        self.assertNotIn("не облагается", text)
        self.order.order_line.tax_ids = False
        self.assertEqual(figures.tax_text(self.order), "Без НДС")

    def test_ground_of_a_discount_is_printed(self):
        self.order.order_line.discount = 10
        self.order.ais_discount_reason_id = self.env["ais.discount.reason"].create(
            {"name": "Положение о скидках, п. 3"},
        )
        with self.assertRaises(UserError):
            self._text("commercial_offer", self.order, self.specialist)
        text = self._text("commercial_offer", self.order, self.head)
        contract = self._text("contract", self.order, self.head)
        self.assertHolds(text, "Основание скидки", "Положение о скидках, п. 3", "40 500,00")
        self.assertHolds(contract, "Положение о скидках, п. 3")

    def test_another_currency_is_printed_in_figures(self):
        self.assertEqual(figures.in_words(500, self.env.ref("base.USD")), "500,00\u00a0USD")
        self.assertEqual(figures.in_words(500, self.rub), "Пятьсот рублей 00 копеек")

    def test_several_proposals_at_once(self):
        other = self._make_order()
        pages = self._pdf("commercial_offer", self.order | other)
        self.assertIn(self.order.name, pages[0])
        self.assertIn(other.name, pages[1])

    def test_letter_of_the_proposal(self):
        template = self.order._ais_offer_template()
        self.assertEqual(
            template.report_template_ids,
            self.env.ref("ais_sales.report_commercial_offer"),
        )
        body = template._render_field("body_html", self.order.ids)[self.order.id]
        self.assertIn(self.order.name, body)
