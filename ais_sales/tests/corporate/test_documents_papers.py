import io

import openpyxl
from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestDocumentsPapers(DocumentsCommon, HttpCase):
    """Registers of documents are printed in Russian (2.24)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.ais_full_name = "АНО ДПО «Учебный центр (пример)»"
        cls.issued = cls.documents.create(
            [{"trainee_id": trainee.id} for trainee in cls.anna | cls.petr],
        )

    def _pdf(self, name, records, user=None):
        report = self.env["ir.actions.report"].with_user(user or self.training_office)
        content, _kind = report.with_context(force_report_rendering=True)._render_qweb_pdf(
            f"ais_sales.{name}", records.ids
        )
        pages = PdfReader(io.BytesIO(content)).pages
        return [" ".join(page.extract_text().split()) for page in pages]

    def _book(self, **vals):
        vals = {"date_from": self.today, "date_to": self.today, **vals}
        return self.env["ais.document.book"].with_user(self.training_office).create(vals)

    def test_hand_over_sheet_of_a_group_is_signed_by_each(self):
        action = self.group.with_user(self.training_office).action_print_hand_over_sheet()
        self.assertEqual(action["report_name"], "ais_sales.hand_over_sheet")
        (text,) = self._pdf("hand_over_sheet", self.issued)
        for part in (
            "Ведомость выдачи документов",
            self.group.code,
            "Иванова Анна Петровна",
            "Петров Пётр Сергеевич",
            "удостоверение о повышении квалификации",
            self.issued[0].registration_number,
            self.issued[0]._full_number(),
            "Подпись получателя",
            "Всего документов: 2.",
            "Стр. 1 из 1",
        ):
            self.assertIn(part, text)

    def test_transfer_act_names_the_order_and_the_coordinator(self):
        coordinator = self.env["res.partner"].create(
            {
                "name": "Орлова Ольга",
                "parent_id": self.client.id,
                "function": "начальник отдела обучения",
            },
        )
        order = self.env["ais.corporate.order"].create(
            {
                "partner_id": self.client.id,
                "coordinator_id": coordinator.id,
                "contract_number": "Д-77",
                "contract_date": "2026-03-12",
            },
        )
        self.booking.corporate_order_id = order
        order.with_user(self.specialist).action_print_transfer_act()
        (text,) = self._pdf("transfer_act", self.issued, self.specialist)
        for part in (
            "Акт приёма-передачи документов",
            "АНО ДПО «Учебный центр (пример)»",
            "ООО «Ромашка»",
            "Орлова Ольга, начальник отдела обучения",
            "№ Д-77 от 12 марта 2026 г.",
            "Иванова Анна Петровна",
            "Всего передано документов: 2",
        ):
            self.assertIn(part, text)

    def test_sixty_documents_go_over_pages_with_a_head_on_each(self):
        group = self._make_group(seats=70)
        booking = self._book_seats(group, 60)
        issued = self._issue(booking.trainee_ids)
        for name in ("hand_over_sheet", "transfer_act"):
            pages = self._pdf(name, issued)
            self.assertGreater(len(pages), 1)
            text = " ".join(pages)
            for number, page in enumerate(pages, 1):
                self.assertIn(f"Стр. {number} из {len(pages)}", page)
            self.assertIn("Рег. №", pages[1])
            for number in range(60):
                self.assertEqual(text.count(f"Номер{number:03}"), 1, name)

    def _book_seats(self, group, seats):
        booking = self.env["ais.booking"].create(
            {
                "group_id": group.id,
                "partner_id": self.client.id,
                "user_id": self.specialist.id,
                "seats": seats,
                "state": "confirmed",
                "trainee_ids": [
                    (0, 0, {"name": f"Слушатель Номер{n:03}", "education_level": "higher"})
                    for n in range(seats)
                ],
            },
        )
        self._end_training(group)
        self._finish(booking.trainee_ids)
        return booking

    def test_register_book_keeps_spoilt_and_replaced_documents(self):
        first, second = self.issued
        first.spoil("Опечатка")
        duplicate = second.issue_duplicate("lost")
        book = self._book()
        self.assertEqual(book.action_print()["report_name"], "ais_sales.document_book")
        (text,) = self._pdf("document_book", book)
        for part in (
            "Книга регистрации выданных документов",
            first.registration_number,
            "бланк испорчен: Опечатка",
            "заменён дубликатом",
            "взамен №",
            duplicate.registration_number,
        ):
            self.assertIn(part, text)

    def test_register_book_as_a_spreadsheet_has_real_dates(self):
        self.issued[1].hand_over(self.today, "person")
        report = self.env["ir.actions.report"].with_user(self.training_office)
        content, kind = report._render_xlsx("ais_sales.document_book_xlsx", self._book().ids, {})
        self.assertEqual(kind, "xlsx")
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
        self.assertEqual(len(rows), 2)
        self.assertEqual(rows[0][1], self.issued[0].registration_number)
        self.assertEqual(rows[0][2].date(), self.today)
        self.assertEqual(rows[0][7], 40)
        self.assertIn("лично", rows[1][11])

    def test_empty_period_is_refused_in_words(self):
        with self.assertRaisesRegex(UserError, "No documents were issued"):
            self._book(date_from="2020-01-01", date_to="2020-01-31").action_print()
        with self.assertRaisesRegex(UserError, "ends before it begins"):
            self._book(date_to="2020-01-01").action_export()
        with self.assertRaisesRegex(UserError, "no issued documents to print"):
            self.other_group.with_user(self.training_office).action_print_hand_over_sheet()
