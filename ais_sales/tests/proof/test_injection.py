import base64
import io
import json

import openpyxl
from markupsafe import Markup

from odoo.tests import tagged

from ..corporate.documents_common import DocumentsCommon
from ..offer.common import OfferCommon
from ..receivable.common import DebtCommon
from .poison import LIVE, POISON, poison

# made by buttons of their own, printed in the tests of their rooms
PAPERS = (
    *("ais.order.addendum", "ais.destruction.act", "ais.regulation.digest"),
    *("ais.training.order", "ais.dunning.notice"),
)


@tagged("post_install", "-at_install")
class TestInjection(OfferCommon, DebtCommon, DocumentsCommon):
    """A hostile text stays a text: on paper, in a letter, on a desk, in a spreadsheet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        scene = cls()
        cls.order = cls.env["ais.corporate.order"].create(
            {"partner_id": cls.client.id, "user_id": cls.specialist.id},
        )
        cls.booking.corporate_order_id = cls.order
        cls.offer = scene._offer(2, group=cls.other_group)
        cls.invoice = cls._invoice(1000, overdue=40, invoice_user_id=cls.specialist.id)
        cls.act = cls.env["ais.reconciliation.act"].create(
            {
                "client_id": cls.client.id,
                "date_from": cls.today.replace(month=1, day=1),
                "date_to": cls.today,
            },
        )
        cls.env["ais.consent"].create({"partner_id": cls.client.id, "purpose": "processing"})
        cls.report = cls.env["ais.department.report"].create({"kind": "week"})
        for author in (cls.specialist, cls.head):
            cls.env["ais.request"].with_user(author).create(
                {"kind": "information", "subject": "Списки", "user_id": cls.director.id},
            ).action_submit()
        cls.count = poison(cls.env)

    def test_papers_show_it_as_text(self):
        reports = self.env["ir.actions.report"].search(
            [("report_name", "=like", "ais_sales.%"), ("report_type", "=", "qweb-pdf")],
        )
        printed = 0
        for report in reports.filtered(lambda one: not self.env[one.model]._transient):
            for record in self._printed(report.model):
                html = report._render_qweb_html(report.report_name, record.ids)[0].decode()
                printed += 1
                with self.subTest(report.report_name):
                    self.assertIn("x7731", html)
                    self.assertFalse(LIVE.search(html))
                    self.assertNotIn("49АО", html)
        self.assertGreater(printed, 8)
        self.assertGreater(self.count, 500)

    def _printed(self, model):
        known = {
            "sale.order": self.offer,
            "ais.course.group": self.group,
            "ais.corporate.order": self.order,
            "ais.reconciliation.act": self.act,
            "ais.department.report": self.report,
        }
        if model in ("account.move", "res.partner", *PAPERS):
            return ()
        return known.get(model, self.env[model].search([], limit=1))

    def test_letters_show_it_as_text(self):
        names = self.env["ir.model.data"].search(
            [("module", "=", "ais_sales"), ("model", "=", "mail.template")],
        )
        written = 0
        for template in self.env["mail.template"].browse(names.mapped("res_id")):
            for record in self.env[template.model].search([], limit=2):
                body = template._generate_template(record.ids, ("body_html",))[record.id]
                written += 1
                with self.subTest(template.name):
                    self.assertFalse(LIVE.search(body["body_html"] or ""))
        self.assertGreater(written, 8)

    def test_desks_give_texts_and_no_pages(self):
        desks = {"specialist": self.specialist, "head": self.head, "director": self.director}
        for role, user in desks.items():
            desk = getattr(self.env["ais.desk"].with_user(user), f"{role}_desk")()
            self.assertIn("x7731", json.dumps(desk, default=str))
            with self.subTest(role):
                self.assertFalse(any(isinstance(one, Markup) for one in _leaves(desk)))

    def test_fields_of_pages_are_cleaned_when_written(self):
        for record, name in ((self.booking, "note"), (self.course, "description")):
            record.sudo()[name] = f"<p>{POISON}</p><a href='javascript:x()'>x</a>"
            record.flush_recordset()
            record.invalidate_recordset()
            self.assertFalse(LIVE.search(record[name].replace("=&quot;", "=")))
            self.assertNotIn("javascript:", record[name])

    def test_spreadsheets_hold_it_as_text(self):
        books = dict(self._reports())
        window = self.env["ais.trainee.import"].create({"corporate_order_id": self.order.id})
        books["blank"] = base64.b64decode(window.blank_file)
        window = self.env["ais.client.import"].create(
            {"text": f"Организация\tИНН\n{POISON}\t@SUM(1)\n-1+1\t+7"},
        )
        window.action_read()
        books["import"] = window._result_xlsx()
        found = dict.fromkeys(books, 0)
        for name, content in books.items():
            for sheet in openpyxl.load_workbook(io.BytesIO(content)):
                for cell in (cell for row in sheet.iter_rows() for cell in row):
                    text = str(cell.value or "")
                    if "x7731" in text or text in ("@SUM(1)", "-1+1", "+7"):
                        found[name] += 1
                        self.assertNotEqual(cell.data_type, "f", (name, cell.coordinate))
                        self.assertFalse(cell.hyperlink, (name, cell.coordinate))
        silent = {name for name, count in found.items() if not count}
        # one has figures only, the other codes of groups
        self.assertLessEqual(silent, {"department_report_xlsx", "blank"})

    def _reports(self):
        made = {
            "enrolment_xlsx": self.group,
            "order_progress_xlsx": self.order,
            "client_progress_xlsx": self.client,
            "department_report_xlsx": self.report,
            "reconciliation_xlsx": self.act,
        }
        reports = self.env["ir.actions.report"]
        for name, record in made.items():
            content, _kind = reports._render(f"ais_sales.{name}", record.ids, {})
            yield name, content


def _leaves(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from _leaves(one)
    else:
        yield value
