import io
from datetime import timedelta
from unittest.mock import patch

from pypdf import PdfReader

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from ...reports.offer import figures
from ...tools import payment_qr
from ..common import AisCommon


class DocumentsCommon(AisCommon):
    """A training centre with its requisites, a client, an order of three seats."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rub = cls.env.ref("base.RUB")
        cls.rub.active = True
        cls.bank = cls.env["res.bank"].create(
            {
                "name": "ПАО СБЕРБАНК",
                "bic": "044525225",
                "ais_corr_account": "30101810400000000225",
                "country": cls.env.ref("base.ru").id,
            },
        )
        cls.company.write(
            {
                "name": "АНО ДПО «Пример»",
                "country_id": cls.env.ref("base.ru").id,
                "city": "Москва",
                "vat": "9901000010",
                "ais_kpp": "990101001",
                "ais_signer_name": "Иванов И. И.",
                "ais_signer_genitive": "директора Иванова Ивана Ивановича",
                "ais_license_number": "Л035-1",
                "ais_license_authority": "Департамент образования",
            },
        )
        cls.company.ais_bank_account_id = cls.env["res.partner.bank"].create(
            {
                "acc_number": "40703810300000000777",
                "partner_id": cls.company.partner_id.id,
                "bank_id": cls.bank.id,
            },
        )
        cls.pricelist = cls.env["product.pricelist"].create(
            {"name": "Рубли", "currency_id": cls.rub.id},
        )
        cls.course.description = "<p>Модуль «Угрозы»</p>"
        cls.group.price_unit = 15000
        cls.person = cls.env["res.partner"].create(
            {
                "name": "Гусева Елена Павловна",
                "parent_id": cls.client.id,
                "function": "Начальник отдела кадров",
            },
        )
        cls.order = cls._make_order()

    @classmethod
    def _make_order(cls, **vals):
        line = {
            "product_id": cls.course.product_id.id,
            "ais_group_id": cls.group.id,
            "product_uom_qty": 3,
            "price_unit": 15000,
            "tax_ids": [Command.set(cls.company._ais_exempt_tax().ids)],
        }
        return cls.env["sale.order"].create(
            {
                "partner_id": cls.client.id,
                "user_id": cls.specialist.id,
                "pricelist_id": cls.pricelist.id,
                "order_line": [Command.create({**line, **vals.pop("line", {})})],
                **vals,
            },
        )

    def _name_trainees(self, order, seats, *names):
        booking = self._book(seats, group=order.order_line.ais_group_id)
        self._name(booking, *names)
        booking.sudo().sale_line_id = order.order_line[0]

    def _invoice(self, order=None, term=None):
        order = order or self.order
        move = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": order.partner_id.id,
                "currency_id": self.rub.id,
                "invoice_date": self.company.ais_today(),
                "invoice_payment_term_id": term and term.id,
                "invoice_user_id": self.specialist.id,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": line.product_id.id,
                            "name": line.name,
                            "quantity": line.product_uom_qty,
                            "price_unit": line.price_unit,
                            "tax_ids": [Command.set(line.tax_ids.ids)],
                            "sale_line_ids": [Command.set(line.ids)],
                        },
                    )
                    for line in order.order_line
                ],
            },
        )
        move.action_post()
        return move

    def _pdf(self, report, records, user=None):
        """Texts of the pages of a report that is really printed."""
        reports = self.env["ir.actions.report"].with_user(user or self.env.user)
        content, _kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(
            f"ais_sales.{report}",
            records.ids,
        )
        pages = PdfReader(io.BytesIO(content)).pages
        return [" ".join(page.extract_text().split()) for page in pages]

    def assertHolds(self, text, *parts):
        for part in parts:
            self.assertIn(part, text)
        self.assertNotIn("False", text)


@tagged("post_install", "-at_install")
class TestOfferDocuments(DocumentsCommon, HttpCase):
    """The specialist prints what the client is offered and signs."""

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
        (text,) = self._pdf("commercial_offer", self.order)
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
            self._pdf("commercial_offer", self.order, self.specialist)
        (text,) = self._pdf("commercial_offer", self.order, self.head)
        contract = " ".join(self._pdf("contract", self.order))
        self.assertHolds(text, "Основание скидки", "Положение о скидках, п. 3", "40 500,00")
        self.assertHolds(contract, "Положение о скидках, п. 3")

    def test_another_currency_is_printed_in_figures(self):
        self.assertEqual(figures.in_words(500, self.env.ref("base.USD")), "500,00\u00a0USD")
        self.assertEqual(figures.in_words(500, self.rub), "Пятьсот рублей 00 копеек")

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
        text = " ".join(self._pdf("contract", self.order))
        self.assertHolds(text, "Договор-оферта", "Акцептом настоящей оферты", "Наши особые условия")
        self.assertNotIn("Порядок изменения и расторжения", text)
        self.order.ais_contract_kind = "person"
        text = " ".join(self._pdf("contract", self.order))
        self.assertHolds(text, "Заказчик (Обучающийся)", "Порядок изменения и расторжения")

    def test_sixty_trainees_stand_on_several_pages_each_once(self):
        big = self._make_group(seats=60)
        order = self._make_order(line={"ais_group_id": big.id, "product_uom_qty": 60})
        names = [f"Слушатель {number:02d} Иванович" for number in range(60)]
        self._name_trainees(order, 60, *names)
        pages = self._pdf("trainee_list", order)
        text = " ".join(pages)
        self.assertGreater(len(pages), 1)
        for name in names:
            self.assertEqual(text.count(name), 1, name)
        for page in pages[:-1]:
            self.assertIn("Фамилия, имя, отчество", page)
        self.assertIn("60 слушателей", text)

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
                self.assertHolds(" ".join(self._pdf(report, bare)), shown)

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

    def test_numbers_begin_anew_each_year_and_are_the_company_s_own(self):
        company = self.env["res.company"].create({"name": "Филиал"})
        today = self.company.ais_today()
        for year in (today.year, today.year + 1):
            number = company._ais_next_document_number("ais.act", today.replace(year=year, day=1))
            self.assertEqual(number, f"А-{year}-0001")
        self.assertRegex(self.order.name, r"^КП-\d{4}-\d{5}$")


@tagged("post_install", "-at_install")
class TestInvoiceDocuments(DocumentsCommon, HttpCase):
    """The accountant and the specialist print invoices and acts."""

    def test_invoice_can_be_paid_by_what_is_printed(self):
        self.order.action_ais_assign_contract()
        move = self._invoice()
        (text,) = self._pdf("invoice_document", move, self.accountant)
        self.assertHolds(
            text,
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
        (page,) = self._pdf("invoice_document", move)
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
        (text,) = self._pdf("invoice_document", move)
        self.assertHolds(text, "Оплата частями", "18 000,00 руб.", "13 500,00 руб.")
        self.assertEqual(len(move._ais_instalments()), 3)

    def test_purpose_of_payment_never_is_too_long(self):
        self.order.ais_contract_number = "Д-" + "9" * 200
        purpose = self.env["report.ais_sales.invoice_document"]._purpose(self._invoice())
        self.assertLessEqual(len(purpose), payment_qr.PURPOSE_MAX)
        self.assertIn("НДС не облагается", purpose)

    def test_credit_note_asks_nobody_to_pay(self):
        move = self._invoice()
        note = move._reverse_moves([{"invoice_date": move.invoice_date}])
        note.action_post()
        (text,) = self._pdf("invoice_document", note)
        self.assertHolds(text, "Корректировочный документ", f"счёт № {move.name}")
        for word in ("Счёт на оплату", "QR-код", "Всего к оплате", "Банк получателя"):
            self.assertNotIn(word, text)

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
            self._pdf("act", move)
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

    def test_requisites_of_a_bank_are_checked(self):
        for vals in ({"bic": "12345"}, {"ais_corr_account": "301"}):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                self.bank.write(vals)
        self.bank.ais_corr_account = "30101810500000000225"
        self.assertTrue(self.bank._onchange_ais_corr_account()["warning"])
        account = self.company.ais_bank_account_id
        self.assertFalse(account._onchange_ais_account_key())
        account.acc_number = "40703810900000000777"
        self.assertTrue(account._onchange_ais_account_key()["warning"])
        foreign = self.env["res.bank"].create({"name": "Bank", "bic": "DEUTDEFF"})
        self.assertTrue(foreign)

    def test_settings_tell_what_the_code_lacks(self):
        settings = self.env["res.config.settings"].create({})
        self.assertFalse(settings.ais_qr_missing)
        self.bank.ais_corr_account = False
        self.assertTrue(self.env["res.config.settings"].create({}).ais_qr_missing)
