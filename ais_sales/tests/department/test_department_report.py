import io
from datetime import timedelta

import openpyxl

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import AisCommon


@tagged("post_install", "-at_install")
class TestDepartmentReport(AisCommon):
    """The head reports to the director, whose remark comes back as an assignment (2.5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env.ref("sales_team.team_sales_department")
        cls.team.member_ids = cls.specialist
        cls.team.write({"ais_director_id": cls.director.id, "ais_deputy_id": cls.deputy.id})
        cls.director.email = "director@example.com"
        cls.deputy.email = False
        cls.today = cls.company.ais_today()
        cls.monday = cls.today - timedelta(days=cls.today.weekday())
        cls.reports = cls.env["ais.department.report"]

    def _make(self, **vals):
        return self.reports.with_user(self.head).create(
            {
                "kind": "week",
                "date_from": self.monday,
                **vals,
            },
        )

    def _line(self, report, fact):
        return report.line_ids.filtered(lambda line: line.fact == fact)

    def test_the_figures_are_those_of_the_period_beside_the_one_before(self):
        self._book(4).action_confirm()
        report = self._make()
        line = self._line(report, "seats_confirmed")
        self.assertEqual((line.value, line.previous, line.change_text), (4, 0, "+4"))
        line.comment = "Большая группа"
        self._book(1)
        report.action_refresh()
        self.assertEqual(self._line(report, "seats_held").value, 5)
        self.assertEqual(line.comment, "Большая группа", "the head's words stay")
        for one in report.line_ids:
            action = one.action_open_records()
            self.env[action["res_model"]].with_user(self.head).search_count(action["domain"])

    def test_it_goes_to_the_director_with_pdf_and_spreadsheet_and_stays(self):
        report = self._make(summary="Всё хорошо")
        report.action_send()
        self.assertEqual(report.state, "sent")
        message = report.message_ids.filtered("attachment_ids")
        self.assertEqual(message.partner_ids, self.director.partner_id)
        names = sorted(name.rpartition(".")[2] for name in message.attachment_ids.mapped("name"))
        # tests print no PDF: it is the page that would be printed
        self.assertEqual(names, ["html", "xlsx"])
        with self.assertRaises(ValidationError):
            report.summary = "Иначе"
        with self.assertRaises(ValidationError):
            report.line_ids[0].comment = "Иначе"
        with self.assertRaises(UserError):
            report.action_send()
        with self.assertRaises(UserError):
            report.unlink()
        report.with_user(self.director).action_read()
        self.assertEqual((report.state, report.read_by_id), ("read", self.director))

    def test_a_remark_becomes_an_assignment_of_the_head(self):
        report = self._make()
        line = self._line(report, "contacts_missed")
        with self.assertRaises(UserError):
            line.with_user(self.director).action_remark()
        report.action_send()
        with self.assertRaises(AccessError):
            line.with_user(self.head).action_remark()
        wizard = self.env["ais.report.remark"].with_user(self.director)
        wizard = wizard.with_context(default_line_id=line.id).create(
            {"remark": "Почему <пропущены>?", "user_id": self.head.id},
        )
        wizard.action_give()
        request = line.request_ids
        self.assertEqual((request.kind, request.user_id), ("assignment", self.head))
        self.assertEqual((request.author_id, request.state), (self.director, "submitted"))
        self.assertIn("&lt;пропущены&gt;", request.description)
        self.assertIn("Почему", line.remark_text)
        self.assertEqual(report.remark_count, 1)

    def test_it_sends_itself_at_its_hour_and_only_once(self):
        self.company.write(
            {
                "ais_director_report": "week",
                "ais_director_report_weekday": str(min(self.today.weekday(), 4)),
                "ais_director_report_hour": 0,
            },
        )
        if self.today.weekday() > 4:
            self.assertIsNone(self.reports._span_due(self.company))
            return
        self._run_cron("ais.department.report", "_cron_send")
        last_week = [("date_from", "=", self.monday - timedelta(days=7))]
        report = self.reports.search(last_week)
        self.assertEqual((report.state, report.user_id), ("sent", self.head))
        sent_at = report.sent_at
        self._run_cron("ais.department.report", "_cron_send")
        self.assertEqual(report.sent_at, sent_at)

    def test_only_the_head_makes_it(self):
        for user in (self.specialist, self.director):
            with self.assertRaises(AccessError):
                self.reports.with_user(user).create(
                    {"kind": "week", "date_from": self.monday},
                )
        report = self._make()
        with self.assertRaises(AccessError):
            report.line_ids[0].value = 100
        with self.assertRaises(AccessError):
            report.state = "read"

    def test_what_is_printed_is_what_is_shown(self):
        report = self._make(summary="Главное: набор растёт")
        html = str(
            self.env["ir.actions.report"]._render_qweb_html(
                "ais_sales.department_report",
                report.ids,
            )[0],
            "utf-8",
        )
        self.assertIn("Главное: набор растёт", html)
        self.assertIn(self.specialist.name, html)
        content, _kind = self.env["ir.actions.report"]._render_xlsx(
            "ais_sales.department_report_xlsx",
            report.ids,
            None,
        )
        book = openpyxl.load_workbook(io.BytesIO(content))
        self.assertEqual(book.sheetnames, ["Показатели", "Сотрудники"])
        told = {row[1]: row[2] for row in book["Показатели"].iter_rows(min_row=4, values_only=True)}
        line = self._line(report, "inquiries")
        name = report.with_context(lang="ru_RU")._facts_told()["inquiries"][2]
        self.assertEqual(told[name], line.value)
