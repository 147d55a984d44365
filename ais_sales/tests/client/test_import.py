import base64
import io

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...tools import table_read
from ..common import AisCommon

HEAD = "Организация;ИНН;КПП;Телефон;E-mail;Контактное лицо"


@tagged("post_install", "-at_install")
class TestClientImport(AisCommon):
    """A spreadsheet of clients: good rows enter, bad ones come back with the reason (2.16)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.ru")

    def _import(self, content, name="клиенты.csv", **vals):
        wizard = self.env["ais.client.import"].with_user(self.specialist).create(vals)
        if isinstance(content, bytes):
            wizard.write({"file": base64.b64encode(content), "file_name": name})
        else:
            wizard.text = content
        wizard.action_read()
        return wizard

    def _enter(self, wizard):
        step = {"finished": False}
        while not step["finished"]:
            step = wizard.enter_batch()
        return step

    def _result(self, wizard):
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.result_file)))
        return [list(row) for row in book.active.iter_rows(values_only=True)]

    def _clients(self, name):
        return self.env["res.partner"].search([("name", "=", name)])

    def test_good_rows_enter_and_bad_ones_say_why(self):
        wizard = self._import(
            f"{HEAD}\nООО «Ландыш»;7707083893;773601001;8 495 123-45-67;info@landysh.example;"
            "Иванова А. А.\n"
            "ООО «Плохой»;7707083890;;;;\n;;;;;\nООО «Без цифр»;;;12;почта;\n",
        )
        self.assertEqual((wizard.row_count, wizard.bad_count), (3, 2))
        self.assertIn("check digits", wizard.preview)
        self.assertFalse(self._clients("ООО «Ландыш»"), "nothing is entered by reading")
        self._enter(wizard)
        client = self._clients("ООО «Ландыш»")
        self.assertEqual(client.user_id, self.specialist)
        self.assertEqual(client.child_ids.name, "Иванова А. А.")
        self.assertFalse(self._clients("ООО «Плохой»") | self._clients("ООО «Без цифр»"))
        rows = self._result(wizard)
        self.assertEqual([row[0] for row in rows[1:]], [2, 3, 5])
        self.assertIn("not a phone number", rows[3][2])
        self.assertIn("not an e-mail", rows[3][2])

    def test_known_clients_are_not_entered_twice(self):
        self.client.write({"vat": "7707083893"})
        text = (
            f"{HEAD}\nДругое имя;7707083893;;;;\nООО «Новый»;;;;new@new.example;\n"
            "Новый;;;;new@new.example;\n"
        )
        wizard = self._import(text)
        self._enter(wizard)
        self.assertEqual((wizard.entered_count, wizard.known_count), (1, 2))
        rows = self._result(wizard)
        self.assertIn(self.specialist.name, rows[1][2])
        self.assertIn("row 3", rows[3][2])
        again = self._import(text)
        self._enter(again)
        self.assertEqual(again.entered_count, 0)

    def test_encodings_and_separators_of_real_files(self):
        row = "ООО «Кодировка»;;;;;"
        for content in (
            f"{HEAD}\n{row}".encode("cp1251"),
            f"{HEAD}\n{row}".encode("utf-8-sig"),
            f"{HEAD}\r\n{row}".replace(";", "\t").encode("utf-16"),
            f"{HEAD}\n{row}".replace(";", ",").encode(),
        ):
            wizard = self._import(content)
            self.assertEqual(wizard.rows[0][2]["name"], "ООО «Кодировка»")

    def test_spreadsheet_with_numbers_and_lost_zeros(self):
        book = openpyxl.Workbook()
        book.active.append(["Выгрузка из 1С"])
        book.active.append(["Наименование", "ИНН", "КПП"])
        book.active.append(["МУП «Теплосеть»", 101000007, 10101001])
        buffer = io.BytesIO()
        book.save(buffer)
        wizard = self._import(buffer.getvalue(), "выгрузка.xlsx")
        values, reasons = wizard.rows[0][2], wizard.rows[0][3]
        self.assertEqual(values["ais_kpp"], "010101001")
        self.assertEqual(values["vat"], "0101000007")
        self.assertFalse(reasons)

    def test_formulas_leave_as_text(self):
        wizard = self._import(f'{HEAD}\n"=HYPERLINK(""http://evil.example"")";;;;;\n+7;77;;;;\n')
        self._enter(wizard)
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.result_file)))
        for row in book.active.iter_rows():
            for cell in row:
                self.assertNotEqual(cell.data_type, "f", cell.value)

    def test_hostile_files_are_refused_whole(self):
        for content in (
            b"PK\x03\x04 not a zip",
            b"\x00\x01\x02",
            f"{HEAD}\n{'x' * 5_000_000};;;;;".encode(),
            b"",
            "просто текст без шапки".encode(),
        ):
            with self.subTest(content[:20]), self.assertRaises(UserError):
                self._import(content or "  ")
        with self.assertRaises(table_read.TableError):
            table_read.read_table("a\n" * (table_read.MAX_ROWS + 1))

    def test_one_refused_row_keeps_the_others(self):
        # what reading has let through the card itself still refuses
        wizard = self._import(f"{HEAD}\nООО «Первый»;;;;;\nООО «Второй»;;;;;\n")
        rows = wizard.rows
        rows[0][2]["email"] = "не почта"
        wizard.rows = rows
        self._enter(wizard)
        self.assertTrue(self._clients("ООО «Второй»"))
        self.assertFalse(self._clients("ООО «Первый»"))
        self.assertIn("не почта", self._result(wizard)[1][2])
