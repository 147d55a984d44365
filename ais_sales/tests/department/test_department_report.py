import io
from datetime import date, datetime, timedelta
from unittest.mock import patch

import openpyxl

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import AisCommon
from ..rpc import REFUSED, RpcCase

INVALID = "odoo.exceptions.ValidationError"
WEEK = timedelta(days=6)


@tagged("post_install", "-at_install")
class TestDepartmentReport(RpcCase, AisCommon):
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
            for user in (self.head, self.deputy, self.director):
                records = self.env[action["res_model"]].with_user(user)
                records.search(action["domain"], limit=1)

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
        self._run_cron("ais.department.report", "_cron_send")
        last_week = [("date_from", "=", self.monday - timedelta(days=7))]
        report = self.reports.search(last_week)
        self.assertEqual((report.state, report.user_id), ("sent", self.head))
        self.assertFalse(report.sending_ids.user_id, "the system itself sent it")
        self.assertEqual(report.sending_ids.partner_ids, self.director.partner_id)
        sent_at = report.sent_at
        self._run_cron("ais.department.report", "_cron_send")
        self.assertEqual(report.sent_at, sent_at)

    def test_its_hour_is_the_company_s_and_a_missed_day_is_made_up_for(self):
        self.company.write({"ais_director_report_hour": 12, "ais_director_report_weekday": "1"})
        week = ("week", date(2026, 3, 2), date(2026, 3, 8))
        month = ("month", date(2026, 2, 1), date(2026, 2, 28))
        for kind, moment, expected in (
            ("week", datetime(2026, 3, 9, 15), None),
            ("week", datetime(2026, 3, 10, 11, 59), None),
            ("week", datetime(2026, 3, 10, 12), week),
            ("week", datetime(2026, 3, 12, 9), week),
            ("week", datetime(2026, 3, 14, 9), None),
            ("month", datetime(2026, 3, 1, 15), None),
            ("month", datetime(2026, 3, 2, 12), month),
            ("month", datetime(2026, 3, 20, 12), None),
        ):
            self.company.ais_director_report = kind
            with (
                self.subTest(kind=kind, moment=moment),
                patch.object(type(self.company), "_ais_now", lambda _self, at=moment: at),
            ):
                self.assertEqual(self.reports._span_due(self.company), expected)

    def test_a_lost_letter_is_sent_again_and_both_are_on_record(self):
        report = self._make()
        with self.assertRaises(UserError):
            report.action_send_again()
        report.action_send()
        self.assertEqual(report.sending_ids.mail_state, "waiting")
        sent_at = report.sent_at
        report.action_send_again()
        self.assertEqual(len(report.sending_ids), 2)
        self.assertEqual(report.sending_ids.user_id, self.head)
        self.assertEqual(report.sent_at, sent_at, "the report is of its first sending")
        with self.assertRaises(AccessError):
            report.with_user(self.director).action_send_again()
        report.sending_ids[0].message_id.sudo().notification_ids.notification_status = "exception"
        report.sending_ids.invalidate_recordset()
        self.assertEqual(set(report.sending_ids.mapped("mail_state")), {"waiting", "failed"})

    def test_how_things_stood_is_taken_from_the_report_before(self):
        first = self._make(date_from=self.monday - timedelta(days=7))
        self.assertFalse(self._line(first, "debts_overdue").has_previous)
        self.assertEqual(self._line(first, "debts_overdue").previous_text, "–")
        self._line(first, "debts_overdue").sudo().value = 500
        first.action_send()
        self._line(first, "debts_overdue").sudo().value = 700
        line = self._line(self._make(), "debts_overdue")
        self.assertEqual((line.has_previous, line.previous), (True, 700))
        self.assertTrue(self._line(line.report_id, "paid").has_previous)

    def test_it_is_on_the_week_or_month_in_which_the_day_lies(self):
        make = self.reports.with_user(self.head).create
        self.assertEqual(make({}).date_from, self.monday - timedelta(days=7))
        week = make({"date_from": self.today})
        self.assertEqual((week.date_from, week.date_to), (self.monday, self.monday + WEEK))
        month = make({"kind": "month", "date_from": date(2026, 2, 17)})
        self.assertEqual((month.date_from, month.date_to), (date(2026, 2, 1), date(2026, 2, 28)))
        self.assertTrue(self._line(month, "plan_paid").has_previous)

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

    def test_each_role_does_its_own_through_rpc(self):
        report, line, sending = (
            "ais.department.report",
            "ais.department.report.line",
            "ais.department.report.sending",
        )
        self._log_in(self.head)
        [made] = self._call(report, "create", [{"kind": "week", "date_from": str(self.monday)}])
        lines = self.reports.browse(made).line_ids.ids
        self._call(line, "write", lines[:1], {"comment": "Всё хорошо"})
        for model, ids, vals in (
            (line, lines[:1], {"value": 1_000_000}),
            (line, lines[:1], {"previous": 0, "has_previous": False}),
            (report, [made], {"state": "read"}),
            (report, [made], {"people": [{"name": "Я", "paid": 1}]}),
            (report, [made], {"words": []}),
            (report, [made], {"missing_names": ""}),
        ):
            self._refused(REFUSED, model, "write", ids, vals)
        self._refused(REFUSED, line, "create", [{"report_id": made, "fact": "x"}])
        self._refused(REFUSED, sending, "create", [{"report_id": made}])
        self._refused(REFUSED, report, "action_read", [made])
        self._call(report, "action_send", [made])
        self._refused(INVALID, line, "write", lines[:1], {"comment": "Иначе"})
        self._log_in(self.director)
        self._refused(REFUSED, report, "action_send_again", [made])
        self._refused(REFUSED, report, "write", [made], {"summary": "Иначе"})
        self._call(report, "action_read", [made])
        self.assertEqual(len(self._call(sending, "search", [["report_id", "=", made]])), 1)
        self._call(line, "action_open_records", lines[:1])
        for user in (self.specialist, self.accountant, self.training_office):
            self._log_in(user)
            for model in (report, line, sending):
                self._refused(REFUSED, model, "search_read", [], ["display_name"])

    def test_what_is_printed_is_what_is_shown(self):
        own = (
            self.env["ais.activity.report"]
            .with_user(self.specialist)
            .create(
                {"kind": "week", "date_from": self.monday, "comment": "=Сделано"},
            )
        )
        own.action_submit()
        report = self._make(summary="Главное: набор растёт")
        own.with_user(self.head).return_with("Подробнее")
        own.comment = "Переписано"
        html = str(
            self.env["ir.actions.report"]._render_qweb_html(
                "ais_sales.department_report",
                report.ids,
            )[0],
            "utf-8",
        )
        self.assertIn("Главное: набор растёт", html)
        self.assertIn(self.specialist.name, html)
        self.assertIn("=Сделано", html)
        self.assertNotIn("Переписано", html, "what was reported stays")
        self.assertIn(self.specialist.name, report.people_table)
        content, _kind = self.env["ir.actions.report"]._render_xlsx(
            "ais_sales.department_report_xlsx",
            report.ids,
            None,
        )
        book = openpyxl.load_workbook(io.BytesIO(content))
        self.assertEqual(book.sheetnames, ["Показатели", "Сотрудники", "Слова сотрудников"])
        self.assertIn("=Сделано", [cell.value for cell in book["Слова сотрудников"]["C"]])
        told = {row[1]: row[3] for row in book["Показатели"].iter_rows(min_row=4, values_only=True)}
        line = self._line(report, "inquiries")
        name = report.with_context(lang="ru_RU")._facts_told()["inquiries"][2]
        self.assertEqual(told[name], line.value)
