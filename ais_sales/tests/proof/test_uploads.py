import base64
import resource
import time

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...tools import frdo_file, table_read
from ..corporate.people_common import PeopleCommon
from ..receivable.bank_common import BankCommon
from .hostile_files import HEADING, MB, hostile, workbook

# a file is read or refused within these; measured on a busy machine they are a tenth of it
SECONDS = 60
MEMORY_MB = 400
FORMULAS = ("=1+1", "=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(1)", "\t=1")


@tagged("post_install", "-at_install")
class TestUploads(BankCommon, PeopleCommon):
    """A hostile file is refused in words; nothing is half done, and the server lives on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.trainee = cls.env["ais.trainee"].create(
            {"booking_id": cls.booking.id, "name": "Иванов Иван"},
        )
        cls.files = hostile()

    def _imports(self):
        """Windows that take files: (model, who, values, method)."""
        order = {"corporate_order_id": self.order.id}
        journal = {"journal_id": self.journal.id}
        return (
            ("ais.client.import", self.specialist, {}, "action_read"),
            ("ais.trainee.import", self.specialist, order, "action_read"),
            ("ais.lms.import", self.training_office, {"group_id": self.group.id}, "action_read"),
            ("ais.bank.load", self.accountant, journal, "import_file"),
        )

    def _counts(self):
        models = ("res.partner", "ais.trainee", "ais.bank.import", "ais.attendance")
        return [self.env[model].search_count([]) for model in models]

    def _upload(self, model, user, vals, method, content, name):
        window = self.env[model].with_user(user)
        window = window.create({**vals, "file": base64.b64encode(content), "file_name": name})
        getattr(window, method)()

    def test_every_import_refuses_in_words(self):
        before, memory = self._counts(), _memory()
        for model, user, vals, method in self._imports():
            for number, (what, content) in enumerate(self.files.items()):
                name = ("список.xlsx", "список.csv", "список.txt")[number % 3]
                with self.subTest(model=model, file=what):
                    begun = time.monotonic()
                    with self.assertRaises(UserError) as refused, self.env.cr.savepoint():
                        self._upload(model, user, vals, method, content, name)
                    self.assertGreater(len(str(refused.exception)), 15)
                    self.assertLess(time.monotonic() - begun, SECONDS)
        self.assertEqual(self._counts(), before)
        self.assertLess(_memory() - memory, MEMORY_MB)

    def test_template_of_the_register_is_no_bomb(self):
        memory = _memory()
        columns, _own = self.env["ais.frdo.column"]._columns()
        for what, content in self.files.items():
            window = self.env["ais.frdo.export"].with_user(self.training_office)
            window = window.create({"template": base64.b64encode(content)})
            with self.subTest(what), self.assertRaises(UserError) as refused:
                window._layout(columns)
            if window.template:
                self.assertGreater(len(str(refused.exception)), 15)
        self.assertLess(_memory() - memory, MEMORY_MB)

    def test_what_is_no_file_at_all_is_refused(self):
        for model, user, vals, method in self._imports():
            window = self.env[model].with_user(user)
            with self.subTest(model), self.assertRaises(UserError):
                window = window.create({**vals, "file": b"@@@", "file_name": "x.xlsx"})
                getattr(window, method)()

    def test_pasted_zeros_and_half_letters_break_no_window(self):
        text = "ФИО\tЧасы\tОрганизация\tИНН\nИванов\x00 Иван\ud800\t5\tООО\t1"
        for model, user, vals, method in self._imports()[:3]:
            window = self.env[model].with_user(user).create({**vals, "text": text})
            self.assertNotIn("\x00", window.text)
            getattr(window, method)()
        paste = self.env["ais.trainee.paste"].with_user(self.specialist)
        paste = paste.create({"booking_id": self.booking_2.id, "trainee_text": "Петров\x00 Пётр"})
        paste.action_add()
        self.assertEqual(self.booking_2.trainee_ids.name, "Петров Пётр")

    def test_formulas_of_a_file_are_texts_and_are_never_computed(self):
        rows = table_read.read_table(workbook(HEADING, FORMULAS))
        self.assertEqual(rows[1][:6], [" ".join(text.split()) for text in FORMULAS])

    def test_limits_hold_for_a_plain_file_too(self):
        rows = [HEADING] + [("Иванов Иван", "ООО", "1", "a@b.ru", 1)] * 3000
        self.assertEqual(len(table_read.read_table(workbook(*rows))), 3001)
        swollen = b"PK\x03\x04" + b"x" * (21 * MB)
        with self.assertRaises(table_read.TableError) as refused:
            table_read.read_table(swollen)
        self.assertEqual(refused.exception.reason, table_read.TOO_BIG)
        with self.assertRaises(frdo_file.TemplateError) as refused:
            frdo_file.read_layout(swollen, [])
        self.assertEqual(refused.exception.reason, frdo_file.TOO_BIG)


def _memory():
    """The most memory that this process has ever taken, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
