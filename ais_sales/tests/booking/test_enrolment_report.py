import io
from datetime import timedelta

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, HttpCase, tagged

from ...reports.russian import currency_word
from ..common import ROLES, AisCommon


@tagged("post_install", "-at_install")
class TestEnrolmentReport(AisCommon, HttpCase):
    """The head prints the enrolment of groups and takes it to a meeting, or into a spreadsheet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"name": "АНО «Вектор»", "vat": "7707083893", "phone": "+7 495 1234567"})
        cls.direction_2 = cls.env["ais.direction"].create({"name": "Охрана труда", "sequence": 99})
        cls.course_2 = cls.env["ais.course"].create(
            {
                "name": "Работы на высоте",
                "code": "ВЫС-Т",
                "direction_id": cls.direction_2.id,
                "hours": 16,
                "list_price": 8000.5,
                "seats_min": 2,
                "seats_max": 5,
            },
        )
        cls.high_group = cls._make_group(
            seats=5,
            days=45,
            course_id=cls.course_2.id,
            seats_min=2,
        )

    def setUp(self):
        super().setUp()
        # two specialists: 90 000 held, 60 000 confirmed, 30 000 on the waiting list
        self._book(3)
        self._book(2, state="confirmed", user=self.specialist_2, client=self.client_2)
        self._book(1, state="waitlist")
        self._book(5, state="confirmed", group=self.high_group)
        self.groups = self.group | self.other_group | self.high_group

    def _wizard(self, user=None, **vals):
        today = self.company.ais_today()
        return (
            self.env["ais.enrolment.report"]
            .with_user(user or self.head)
            .create(
                {
                    "date_from": today,
                    "date_to": today + timedelta(days=90),
                    "direction_ids": [(6, 0, (self.direction | self.direction_2).ids)],
                    **vals,
                },
            )
        )

    def _xlsx(self, ids, data=None, user=None):
        report = self.env["ir.actions.report"].with_user(user or self.head)
        content, kind = report._render("ais_sales.enrolment_xlsx", ids, data or {})
        self.assertEqual(kind, "xlsx")
        return load_workbook(io.BytesIO(content)), load_workbook(
            io.BytesIO(content), data_only=True
        )

    def _rows(self, sheet, first="Группа"):
        """The table under the head as {first cell: {head: value}}, and the totals."""
        rows = iter(sheet.iter_rows(values_only=True))
        head = next(row for row in rows if row[0] == first)
        return {row[0]: dict(zip(head, row, strict=True)) for row in rows if row[0]}

    def _pdf(self, ids, data=None, user=None):
        report = self.env["ir.actions.report"].with_user(user or self.head)
        content, kind = report.with_context(force_report_rendering=True)._render_qweb_pdf(
            "ais_sales.enrolment_report",
            ids,
            data=data,
        )
        self.assertEqual(kind, "pdf")
        pages = PdfReader(io.BytesIO(content)).pages
        return [" ".join(page.extract_text().split()) for page in pages]

    def test_spreadsheet_tells_seats_and_money_of_each_group(self):
        _formulas, values = self._xlsx(self.groups.ids)
        row = self._rows(values["Набор групп"])[self.group.code]
        self.assertEqual(row["Курс"], "Защита персональных данных")
        self.assertEqual(row["Направление"], "Безопасность-тест")
        self.assertEqual(row["Состояние"], "идёт набор")
        self.assertEqual(row["Начало"].date(), self.group.date_start)
        self.assertEqual(row["Окончание"].date(), self.group.date_end)
        self.assertEqual(
            [row[name] for name in ("Мин. мест", "Мест", "Удержано", "Подтверждено")],
            [4, 10, 3, 2],
        )
        self.assertEqual((row["Очередь"], row["Свободно"], row["Заполнение"]), (1, 5, 0.5))
        self.assertEqual(row["Выручка ожидаемая"], 150000)
        self.assertEqual(row["Выручка подтверждённая"], 60000)
        self.assertEqual(row["Валюта"], self.company.currency_id.name)

    def test_spreadsheet_is_ready_to_work_with(self):
        formulas, _values = self._xlsx(self.groups.ids)
        sheet = formulas["Набор групп"]
        self.assertEqual(sheet.freeze_panes, "B6")
        self.assertEqual(sheet.auto_filter.ref, "A5:P8")
        self.assertEqual(sheet["M6"].number_format, "0%")
        self.assertEqual(sheet["E6"].number_format, "dd.mm.yyyy")
        self.assertGreater(sheet.column_dimensions["B"].width, 30)

    def test_totals_are_formulas_with_their_values(self):
        formulas, values = self._xlsx(self.groups.ids)
        sheet = self._rows(formulas["Набор групп"])["Итого"]
        self.assertEqual(sheet["Мест"], "=SUBTOTAL(9,$H$6:$H$8)")
        total = self._rows(values["Набор групп"])["Итого"]
        self.assertEqual((total["Мест"], total["Удержано"], total["Подтверждено"]), (25, 3, 7))
        self.assertEqual(total["Заполнение"], 0.4)
        self.assertEqual(total["Выручка ожидаемая"], 190002.5)
        self.assertEqual(total["Выручка подтверждённая"], 100002.5)

    def test_directions_have_a_sheet_of_their_own(self):
        formulas, values = self._xlsx(self.groups.ids)
        rows = self._rows(values["По направлениям"], "Направление")
        self.assertEqual(list(rows), ["Безопасность-тест", "Охрана труда", "Итого"])
        self.assertEqual([row["Групп"] for row in rows.values()], [2, 1, 3])
        self.assertEqual([row["Мест"] for row in rows.values()], [20, 5, 25])
        self.assertEqual(rows["Охрана труда"]["Выручка ожидаемая"], 40002.5)
        self.assertEqual(rows["Охрана труда"]["Заполнение"], 1)
        self.assertEqual(rows["Итого"]["Выручка подтверждённая"], 100002.5)
        formula = formulas["По направлениям"]["D4"].value
        self.assertTrue(formula.startswith("=SUMPRODUCT"), formula)

    def test_name_that_begins_like_a_formula_stays_a_name(self):
        for index, name in enumerate(("=1+1", "+7 495", "-5", "@SUM(A1)", "{=1}", "http://x.y")):
            self.direction.name = name
            self.course.name = name
            self.group.code = f"{name}-{index}"
            formulas, _values = self._xlsx(self.group.ids)
            for sheet, column in (("Набор групп", "ABC"), ("По направлениям", "A")):
                row = 6 if sheet == "Набор групп" else 4
                for letter in column:
                    cell = formulas[sheet][f"{letter}{row}"]
                    self.assertEqual(cell.data_type, "s", cell.value)
                    self.assertTrue(cell.value.startswith(name))
                    self.assertFalse(cell.hyperlink)

    def test_money_of_two_currencies_is_not_added_up(self):
        abroad = self.env["res.company"].create(
            {"name": "Vector Ltd", "currency_id": self.env.ref("base.CHF").id},
        )
        self.head.company_ids |= abroad
        course = self.env["ais.course"].create(
            {
                "name": "Abroad",
                "code": "ABR",
                "hours": 16,
                "list_price": 500,
                "company_id": abroad.id,
            },
        )
        group = self._make_group(course_id=course.id)
        self.env["ais.booking"].with_context(
            allowed_company_ids=(self.company | abroad).ids,
        ).create(
            {"group_id": group.id, "partner_id": self.client.id, "seats": 2, "state": "confirmed"},
        )
        both = (self.company | abroad).ids
        report = self.env["ir.actions.report"].with_user(self.head)
        content, _kind = report.with_context(allowed_company_ids=both)._render(
            "ais_sales.enrolment_xlsx",
            (self.groups | group).ids,
            {},
        )
        rows = self._rows(load_workbook(io.BytesIO(content), data_only=True)["Набор групп"])
        self.assertFalse(rows["Итого"]["Выручка ожидаемая"])
        self.assertEqual(rows["Итого, CHF"]["Выручка ожидаемая"], 1000)
        own = f"Итого, {currency_word(self.company.currency_id)}"
        self.assertEqual(rows[own]["Выручка ожидаемая"], 190002.5)
        html, _kind = report.with_context(allowed_company_ids=both)._render_qweb_html(
            "ais_sales.enrolment_report",
            (self.groups | group).ids,
        )
        html = html.decode()
        self.assertIn("Организации: АНО «Вектор», Vector Ltd", html)
        self.assertIn("1\u00a0000,00\u00a0CHF", html)

    def test_specialist_sees_the_whole_sum_and_no_client(self):
        _formulas, values = self._xlsx(self.group.ids, user=self.specialist)
        self.assertEqual(self._rows(values["Набор групп"])["Итого"]["Выручка ожидаемая"], 150000)
        text = " ".join(self._pdf(self.group.ids, user=self.specialist))
        self.assertNotIn("Василёк", text)

    def test_money_is_asked_for_once_however_many_groups(self):
        mixin = self.env["ais.enrolment.mixin"]
        groups = self.groups
        groups.mapped("code")
        self.env.flush_all()
        with self.assertQueryCount(1):
            mixin._enrolment_money(groups)

    def test_paper_has_letterhead_filters_totals_and_numbered_pages(self):
        wizard = self._wizard(course_id=self.course.id, direction_ids=False)
        action = wizard.action_print_pdf()
        pages = self._pdf(None, data=action["data"])
        text = pages[0]
        for part in (
            "АНО «Вектор»",
            "ИНН 7707083893",
            "Набор групп",
            f"с {wizard.date_from:%d.%m.%Y} по {wizard.date_to:%d.%m.%Y}",
            "Курс: Защита персональных данных",
            self.group.code,
            "Итого по направлению, групп: 2",
            "Всего групп: 2",
            "150 000",
            "Стр. 1 из 1",
        ):
            self.assertIn(part, text)
        self.assertNotIn(self.high_group.code, text)

    def test_long_report_is_cut_into_pages_with_heads(self):
        groups = self.groups
        for days in range(60):
            groups |= self._make_group(days=20 + days)
        pages = self._pdf(groups.ids)
        self.assertGreater(len(pages), 1)
        text = " ".join(pages)
        for number, page in enumerate(pages, 1):
            self.assertIn("Заполн.", page)
            self.assertIn(f"Стр. {number} из {len(pages)}", page)
        for group in groups:
            self.assertEqual(text.count(group.code), 1, group.code)
        self.assertIn("Безопасность-тест (продолжение)", pages[1])
        self.assertIn("Всего групп: 63", pages[-1])

    def test_reports_are_offered_in_the_list_of_groups(self):
        bindings = self.env["ir.actions.actions"].with_user(self.specialist)
        names = {
            self.env["ir.actions.report"].browse(report["id"]).report_name
            for report in bindings.get_bindings("ais.course.group")["report"]
        }
        self.assertLessEqual(
            {"ais_sales.enrolment_report", "ais_sales.enrolment_xlsx", "ais_sales.group_sheet"},
            names,
        )

    def test_period_is_this_month_and_two_more(self):
        form = Form(self.env["ais.enrolment.report"].with_user(self.head))
        today = self.company.ais_today()
        self.assertEqual(form.date_from, today.replace(day=1))
        self.assertEqual((form.date_to + timedelta(days=1)).day, 1)
        self.assertEqual((form.date_to.month - today.month) % 12, 2)

    def test_filters_choose_the_groups(self):
        find = self._wizard()._find_groups
        self.assertEqual(find(), self.groups)
        wizard = self._wizard(date_to=self.group.date_start)
        self.assertEqual(wizard._find_groups(), self.group)
        wizard = self._wizard(direction_ids=[(6, 0, self.direction_2.ids)])
        self.assertEqual(wizard._find_groups(), self.high_group)
        self.assertEqual(wizard.group_count, 1)
        self.high_group.action_guarantee()
        wizard = self._wizard(has_guaranteed=False)
        self.assertEqual(wizard._find_groups(), self.group | self.other_group)
        nothing = {f"has_{state}": False for state in ("open", "guaranteed", "running", "done")}
        self.assertEqual(self._wizard(**nothing)._find_groups(), self.groups)
        self.assertEqual(
            self._wizard(course_id=self.course_2.id)._find_groups(),
            self.high_group,
        )

    def test_course_of_another_direction_is_let_go(self):
        form = Form(self.env["ais.enrolment.report"].with_user(self.head))
        form.course_id = self.course
        form.direction_ids.add(self.direction_2)
        self.assertFalse(form.course_id)

    def test_show_groups_opens_what_will_be_printed(self):
        action = self._wizard().action_show_groups()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]), self.groups)
        self.assertEqual(action["views"][0][1], "list")
        self.assertFalse(action["context"])

    def test_nothing_found_is_said_before_printing(self):
        wizard = self._wizard(date_to=self.company.ais_today())
        for method in ("action_print_pdf", "action_export_xlsx", "action_show_groups"):
            with self.assertRaisesRegex(UserError, "Widen the period"):
                getattr(wizard, method)()

    def test_printed_all_the_same_it_says_there_are_no_groups(self):
        data = {"wizard_id": self._wizard(date_to=self.company.ais_today()).id}
        self.assertIn("По этим условиям групп нет.", self._pdf(None, data=data)[0])
        _formulas, values = self._xlsx(None, data=data)
        self.assertIn("По этим условиям групп нет.", self._rows(values["Набор групп"]))

    def test_period_that_ends_before_it_begins_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "ends before it begins"):
            self._wizard(date_to=self.company.ais_today() - timedelta(days=1))

    def test_every_role_prints_it(self):
        for role in ROLES:
            user = getattr(self, role)
            with self.subTest(role=role):
                wizard = self._wizard(user)
                data = wizard.action_export_xlsx()["data"]
                _formulas, values = self._xlsx(None, data=data, user=user)
                total = self._rows(values["Набор групп"])["Итого"]
                self.assertEqual(total["Выручка ожидаемая"], 190002.5)
                text = " ".join(self._pdf(None, wizard.action_print_pdf()["data"], user))
                self.assertIn("Всего групп: 3", text)
                self.assertEqual(wizard.action_show_groups()["res_model"], "ais.course.group")

    def test_browser_gets_both_files(self):
        self.authenticate(self.head.login, self.head.login)
        data = f'options={{"wizard_id": {self._wizard().id}}}&context={{}}'
        response = self.url_open(f"/report/xlsx/ais_sales.enrolment_xlsx?{data}")
        sheet = load_workbook(io.BytesIO(response.content), data_only=True)["Набор групп"]
        self.assertEqual(self._rows(sheet)["Итого"]["Мест"], 25)
        ids = ",".join(map(str, self.groups.ids))
        response = self.url_open(f"/report/xlsx/ais_sales.enrolment_xlsx/{ids}")
        self.assertEqual(response.content[:2], b"PK")
        response = self.url_open(f"/report/html/ais_sales.enrolment_report?{data}")
        self.assertIn("Всего групп: 3", response.text)
