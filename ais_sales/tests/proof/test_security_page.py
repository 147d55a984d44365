import re
from pathlib import Path

from odoo.tests import TransactionCase, tagged

from .security_page import NOTES, page

ADDON = Path(__file__).parents[2]


@tagged("post_install", "-at_install")
class TestSecurityPage(TransactionCase):
    """What SECURITY.md says of rights is what the system does."""

    def test_page_is_as_the_system_is(self):
        written = (ADDON.parent / "SECURITY.md").read_text(encoding="utf-8")
        for line, expected in zip(written.splitlines(), page(self.env).splitlines(), strict=False):
            self.assertEqual(line, expected, "SECURITY.md is out of date: run dev/security")
        self.assertEqual(written, page(self.env), "SECURITY.md is out of date: run dev/security")

    def test_page_names_tests_that_exist(self):
        named = re.findall(r"`(tests/[\w/.]+)`", NOTES.read_text(encoding="utf-8"))
        missing = [name for name in named if not (ADDON / name).exists()]
        self.assertFalse(missing)
        self.assertTrue(named)
