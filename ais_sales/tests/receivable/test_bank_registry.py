import io

import openpyxl

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .bank_common import INN, INN_2, PaidCommon


@tagged("post_install", "-at_install")
class TestBankRegistry(PaidCommon):
    """A registry of payments is a table (2.14)."""

    def test_registry_in_xlsx_is_imported(self):
        book = openpyxl.Workbook()
        for row in (
            ("Реестр платежей",),
            ("№", "Дата", "Сумма", "Плательщик", "ИНН", "Назначение платежа"),
            (1, fields.Date.to_date("2026-11-16"), 45000, "ООО Ромашка", INN, "сч. 145"),
            ("2", "16.11.2026", "18 000,00 руб.", "АО Василёк", INN_2, "сч. 146"),
            ("Итого", None, 63000),
        ):
            book.active.append(row)
        buffer = io.BytesIO()
        book.save(buffer)
        imported = self._load(content=buffer.getvalue(), name="реестр.xlsx", user=self._one_bank())
        self.assertEqual((imported.kind, imported.posted_count), ("table", 2))
        self.assertEqual((self.invoice | self.invoice_2).mapped("payment_state"), ["paid"] * 2)
        self.assertEqual(imported.line_ids.journal_id, self.journal)

    def test_sum_that_a_spreadsheet_has_computed_is_read(self):
        book = openpyxl.Workbook()
        book.active.append(("Дата", "Сумма", "ИНН", "Назначение"))
        # 45000.10 that comes of a formula, as a spreadsheet keeps it
        book.active.append(("16.11.2026", 45000.100000000006, INN, "сч. 145"))
        buffer = io.BytesIO()
        book.save(buffer)
        imported = self._load(content=buffer.getvalue(), name="р.xlsx", user=self._one_bank())
        self.assertEqual(imported.line_ids.amount, 45000.1)

    def _one_bank(self):
        """Only one bank journal is left: it is the registry's."""
        others = self.env["account.journal"].search(
            [("type", "=", "bank"), ("id", "!=", self.journal.id)],
        )
        others.active = False
        return self.accountant

    def test_registry_with_a_mistake_is_refused_whole(self):
        user = self._one_bank()
        head = (
            "Дата;Номер;Сумма;Плательщик;ИНН;Назначение\n16.11.2026;1;45000;Р;9902000020;сч 145\n"
        )
        for row, text in (
            ("вчера;2;10;Р;;\n", "Row 3.*вчера"),
            ("16.11.2026;2;много;Р;;\n", "Row 3.*много"),
            ("16.11.2026;2;10;Р;12ab;\n", "Row 3.*INN"),
            ("16.11.9999;2;10;Р;;\n", "Row 3.*9999"),
            ("16.11.2026;2;-10;Р;;\n", "Row 3.*-10"),
            ("16.11.2026;2;NaN;Р;;\n", "Row 3.*NaN"),
            ("16.11.2026;2;1e3;Р;;\n", "Row 3.*1e3"),
            ("16.11.2026;2;\u0661\u0660;Р;;\n", "Row 3.*is not a sum"),
            ("16.11.2026;2;10;Р;\u0661\u0660" + "0" * 8 + ";\n", "Row 3.*INN"),
        ):
            with self.assertRaisesRegex(UserError, text):
                self._load(content=(head + row).encode(), name="реестр.csv", user=user)
        with self.assertRaisesRegex(UserError, "heading"):
            self._load(content=b"a;b\n1;2", name="x.csv", user=user)
        self.assertEqual(self.invoice.payment_state, "not_paid")
        self.assertEqual(self._load(content=head.encode(), name="р.csv", user=user).posted_count, 1)
