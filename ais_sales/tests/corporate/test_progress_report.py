import io

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..offer.documents_common import DocumentsCommon
from .progress_common import ProgressCommon


@tagged("post_install", "-at_install")
class TestProgressReport(ProgressCommon, HttpCase):
    """The progress report on paper and as a spreadsheet (2.24)."""

    _text = DocumentsCommon._text
    _pdf = DocumentsCommon._pdf
    _pages = DocumentsCommon._pages
    assertHolds = DocumentsCommon.assertHolds

    def _workbook(self, report, records, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.specialist)
        content, kind = reports._render_xlsx(f"ais_sales.{report}", records.ids, {})
        self.assertEqual(kind, "xlsx")
        return load_workbook(io.BytesIO(content))

    def test_order_is_reported_with_its_summary_and_people(self):
        text = self._text("order_progress", self.order, self.specialist)
        self.assertHolds(
            text,
            "Отчёт о ходе обучения",
            "ООО «Ромашка»",
            "№ Д-501",
            "Кира Координатова",
            "94 из 200",
            self.group_1.code,
            self.group_2.code,
            "Авдеев Ян",
            "сдано",
            "Инженер",
            self.branch.name,
        )
        self.assertIn("background-color: #2e7d46", self._html("order_progress", self.order))

    def _html(self, report, records):
        reports = self.env["ir.actions.report"]
        return reports._render_qweb_html(f"ais_sales.{report}", records.ids)[0].decode()

    def test_neither_snils_nor_birth_date_nor_contacts_are_printed(self):
        self.people[0].write({"snils": "900-800-701 50", "birth_date": "1990-03-04"})
        self.people[0].write({"phone": "+7 900 111-22-33", "email": "avdeev@example.com"})
        text = self._text("order_progress", self.order, self.training_office)
        cells = "\n".join(
            str(cell.value)
            for sheet in self._workbook("order_progress_xlsx", self.order)
            for row in sheet.iter_rows()
            for cell in row
        )
        for secret in ("900-800-701", "1990", "111-22-33", "avdeev"):
            self.assertNotIn(secret, text)
            self.assertNotIn(secret, cells)

    def test_sixty_people_of_three_groups_each_once_with_headings(self):
        big = self._order(contract_number="Д-600").sudo()
        names = []
        for number in range(3):
            group = self._make_group(seats=20, days=30 + number)
            part = [f"Слушатель {number}{at:02d} Константинович" for at in range(20)]
            self._seat(group, self.client, *part, order=big)
            names += part
        pages = self._pdf("order_progress", big, self.specialist)
        text = " ".join(pages)
        for name in names:
            self.assertEqual(text.count(name), 1, name)
        for page in pages:
            self.assertIn("Фамилия, имя, отчество", page)
        self.assertIn("(продолжение)", text)

    def test_order_without_people_and_client_without_orders(self):
        empty = self._order()
        self.assertIn("Слушатели пока не названы", self._text("order_progress", empty))
        book = self._workbook("order_progress_xlsx", empty)
        self.assertEqual(book.sheetnames, ["Слушатели", "По группам", "По филиалам"])
        with self.assertRaisesRegex(UserError, "no people in running corporate orders"):
            self._text("client_progress", self.client_2, self.specialist_2)

    def test_client_report_is_of_all_orders(self):
        second = self._order(contract_number="Д-502")
        self._seat(self.groups[2], self.branch, "Зимин Глеб", order=second.sudo())
        text = self._text("client_progress", self.client, self.specialist)
        self.assertHolds(text, "Зимин Глеб", "Авдеев Ян", self.groups[2].code)
        self.assertNotIn("Авдеев Ян", self._text("client_progress", self.branch, self.specialist))

    def test_spreadsheet_has_people_with_filter_and_frozen_heading(self):
        self.people[0].name = "=1+1"
        book = self._workbook("order_progress_xlsx", self.order)
        sheet = book["Слушатели"]
        head = next(row for row in range(1, 20) if sheet.cell(row, 2).value == "Договор")
        titles = [cell.value for cell in sheet[head]]
        self.assertEqual(sheet.freeze_panes, f"B{head + 1}")
        self.assertEqual(sheet.auto_filter.ref, f"A{head}:P{head + 6}")
        column = {title: at for at, title in enumerate(titles, 1)}
        name = sheet.cell(head + 3, column["Фамилия, имя, отчество"])
        self.assertIn("=1+1", [sheet.cell(r, name.column).value for r in range(head, head + 7)])
        self.assertEqual(name.data_type, "s")
        self.assertEqual(sheet.cell(head + 1, column["Часов по плану"]).value, 40)
        self.assertEqual(
            sheet.cell(head + 1, column["Начало"]).value.date(), self.group_1.date_start
        )

    def test_spreadsheet_sums_up_groups_and_branches(self):
        book = self._workbook("order_progress_xlsx", self.order)
        for title, rows in (("По группам", 2), ("По филиалам", 2)):
            sheet = book[title]
            column = {cell.value: cell.column for cell in sheet[3]}
            people = column["Слушателей"]
            self.assertEqual(
                [sheet.cell(3 + at, people).value for at in range(1, rows + 1)], [3, 3]
            )
            letter = sheet.cell(4 + rows, people).coordinate.rstrip("0123456789")
            self.assertEqual(sheet.cell(4 + rows, people).value, f"=SUM({letter}4:{letter}5)")
            self.assertEqual(sheet.cell(4, column["Пройдено часов"]).value, 90)
            self.assertEqual(sheet.cell(5, column["Выбыли"]).value, 1)

    def test_roles(self):
        for user in (self.head, self.training_office, self.deputy, self.director):
            self.assertIn("Авдеев", self._text("order_progress", self.order, user))
            self.assertTrue(self._workbook("client_progress_xlsx", self.client, user).sheetnames)
        for user in (self.accountant, self.specialist_2):
            with self.assertRaises(AccessError):
                self._workbook("order_progress_xlsx", self.order, user)
            with self.assertRaises(AccessError):
                self._text("order_progress", self.order, user)
