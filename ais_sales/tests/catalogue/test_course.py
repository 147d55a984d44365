from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import AisCommon


@tagged("post_install", "-at_install")
class TestCourse(AisCommon):
    """Courses, their hours, price and tax (2.11)."""

    def _course(self, **vals):
        return self.env["ais.course"].with_user(self.head).create({"name": "Курс", **vals})

    def test_course_makes_its_product_without_vat(self):
        product = self.course.product_id
        self.assertEqual((product.type, product.service_tracking), ("service", "ais_course"))
        self.assertEqual(product.lst_price, 30000)
        tax = product.taxes_id
        self.assertTrue(tax.ais_is_exempt)
        self.assertEqual(tax.amount, 0)
        self.assertIn("ст. 149", str(tax.invoice_legal_notes))

    def test_course_can_be_sold_on_an_order(self):
        order = (
            self.env["sale.order"]
            .with_user(self.specialist)
            .create(
                {
                    "partner_id": self.client.id,
                    "order_line": [
                        (0, 0, {"product_id": self.course.product_id.id, "product_uom_qty": 3})
                    ],
                },
            )
        )
        order.action_confirm()
        self.assertEqual((order.amount_untaxed, order.amount_tax), (90000, 0))
        self.assertEqual(order.order_line.qty_invoiced, 3)

    def test_note_of_the_tax_follows_the_settings(self):
        self.company.ais_vat_note = "НДС не облагается (новая статья)"
        self.assertIn("новая статья", str(self.company._ais_exempt_tax().invoice_legal_notes))

    def test_hours_of_each_kind(self):
        for kind, hours in (("advanced", 15), ("retraining", 249), ("seminar", 0)):
            with self.assertRaisesRegex(ValidationError, f"“Курс” has {hours} academic hours"):
                self._course(kind=kind, hours=hours)
        with self.assertRaisesRegex(ValidationError, "at least 16"):
            self.course.hours = 15
        for kind, hours in (("advanced", 16), ("retraining", 250), ("seminar", 4)):
            self.assertTrue(self._course(kind=kind, hours=hours))

    def test_document_follows_the_kind(self):
        self.assertEqual(self._course(kind="retraining", hours=256).document_kind, "diploma")
        self.assertEqual(self._course(kind="seminar", hours=8).document_kind, "attendance")

    def test_price_of_the_course_is_the_product_s(self):
        course = self._course(hours=20, list_price=5000)
        course.list_price = 6000
        self.assertEqual(course.product_id.lst_price, 6000)

    def test_course_with_groups_is_not_deleted(self):
        with self.assertRaisesRegex(UserError, "has groups"):
            self.course.with_user(self.head).unlink()

    def test_archived_course_archives_its_product(self):
        course = self._course(hours=20)
        course.action_archive()
        self.assertFalse(course.product_id.active)

    def test_copy_of_a_course_has_its_own_product(self):
        copy = self.course.with_user(self.head).copy()
        self.assertTrue(copy.product_id)
        self.assertNotEqual(copy.product_id, self.course.product_id)
        self.assertEqual(copy.list_price, 30000)


@tagged("post_install", "-at_install")
class TestSeries(AisCommon):
    """Make a series of groups from a course: every second Monday until …"""

    def test_every_second_monday(self):
        start = fields.Date.to_date("2031-01-01")
        form = Form(
            self.env["ais.group.series"]
            .with_user(self.head)
            .with_context(default_course_id=self.course.id),
        )
        form.date_start = start
        form.weekday = "0"
        form.every_weeks = 2
        form.duration = 3
        form.date_until = start + timedelta(days=40)
        self.assertEqual(form.group_count, 3)
        self.assertIn("06.01.2031", form.preview)
        self.assertNotIn("20.01.2031 (", form.preview)
        form.weekday = "6"
        self.assertIn("05.01.2031 (day off)", form.preview)
        form.weekday = "0"
        action = form.save().action_make()
        groups = self.env["ais.course.group"].search(action["domain"])
        self.assertEqual(
            groups.mapped("date_start"),
            [fields.Date.to_date(day) for day in ("2031-01-06", "2031-01-20", "2031-02-03")],
        )
        self.assertEqual(groups[0].date_end, fields.Date.to_date("2031-01-08"))
        self.assertEqual(set(groups.mapped("seats_max")), {10})

    def test_no_date_or_too_many_are_refused(self):
        vals = {
            "course_id": self.course.id,
            "date_start": "2031-01-01",
            "date_until": "2030-01-01",
            "every_weeks": 1,
        }
        series = self.env["ais.group.series"].with_user(self.head)
        with self.assertRaisesRegex(UserError, "No group"):
            series.create(vals).action_make()
        with self.assertRaisesRegex(UserError, "too many"):
            series.create({**vals, "date_until": "2035-01-01"}).action_make()

    def test_figures_that_make_no_series_are_told_apart(self):
        today = self.company.ais_today()
        vals = {"course_id": self.course.id, "date_until": today + timedelta(days=60)}
        series = self.env["ais.group.series"].with_user(self.head)
        for wrong, words in (
            ({"date_start": today - timedelta(days=1)}, "in the past"),
            ({"every_weeks": 0}, "one week or more"),
            ({"seats_max": -5}, "at least one seat"),
            ({"seats_min": 7, "seats_max": 6}, "not above"),
            ({"duration": 0}, "at least one day"),
        ):
            with self.subTest(wrong), self.assertRaisesRegex(UserError, words):
                series.create({**vals, **wrong}).action_make()


@tagged("post_install", "-at_install")
class TestGroup(AisCommon):
    """A group's dates and limits."""

    def test_a_board_begins_with_the_columns_where_the_work_is(self):
        def columns(model, domain):
            board = self.env[model].with_context(read_group_expand=True)
            groups = board.web_read_group(domain, ["state"])["groups"]
            return [(one["state"], one["__count"]) for one in groups]

        one = [("id", "=", self.group.id)]
        expected = [("open", 1), ("guaranteed", 0), ("running", 0)]
        self.assertEqual(columns("ais.course.group", one), expected)
        self.group.state = "draft"
        found = columns("ais.course.group", one)
        self.assertEqual(found, [("draft", 1), ("open", 0), ("guaranteed", 0), ("running", 0)])
        nothing = [("id", "=", 0)]
        self.assertEqual(columns("ais.booking", nothing), [("hold", 0), ("confirmed", 0)])

    def test_dates_that_make_no_sense(self):
        for vals in (
            {"date_end": self.group.date_start - timedelta(days=1)},
            {"seats_min": 11},
            {"price_unit": -1},
        ):
            with (
                self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.group.write(vals)
                self.env.flush_all()
        with self.assertRaisesRegex(ValidationError, "enrolment cannot go on"):
            self.group.enroll_until = self.group.date_end + timedelta(days=1)
        self.group.enroll_until = self.group.date_start
        with self.assertRaisesRegex(ValidationError, "decision date is after the start"):
            self.group.decision_date = self.group.date_start + timedelta(days=1)

    def test_enrolment_and_decision_follow_the_start(self):
        self.assertEqual(self.group.enroll_until, self.group.date_start - timedelta(days=1))
        self.assertLess(self.group.decision_date, self.group.date_start - timedelta(days=6))

    def test_code_is_unique(self):
        self.assertNotEqual(self.group.code, self.other_group.code)
        self.assertTrue(self.group.code.startswith("ПДН-Т-"))
