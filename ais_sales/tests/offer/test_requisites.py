from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestRequisites(DocumentsCommon):
    """Requisites and numbers of the papers are checked where they are entered."""

    def test_numbers_begin_anew_each_year_and_are_the_company_s_own(self):
        company = self.env["res.company"].create({"name": "Филиал"})
        today = self.company.ais_today()
        for year in (today.year, today.year + 1):
            number = company._ais_next_document_number("ais.act", today.replace(year=year, day=1))
            self.assertEqual(number, f"А-{year}-0001")
        self.assertRegex(self.order.name, r"^КП-\d{4}-\d{5}$")

    def test_requisites_of_a_bank_are_checked(self):
        for vals in ({"bic": "12345"}, {"ais_corr_account": "301"}):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                self.bank.write(vals)
        self.bank.ais_corr_account = "30101810500000000225"
        self.assertTrue(self.bank._onchange_ais_corr_account()["warning"])
        account = self.company.ais_bank_account_id
        self.assertFalse(account._onchange_ais_account_key())
        account.acc_number = "40703810900000000777"
        self.assertTrue(account._onchange_ais_account_key()["warning"])
        foreign = self.env["res.bank"].create({"name": "Bank", "bic": "DEUTDEFF"})
        self.assertTrue(foreign)

    def test_settings_tell_what_the_code_lacks(self):
        settings = self.env["res.config.settings"].create({})
        self.assertFalse(settings.ais_qr_missing)
        self.bank.ais_corr_account = False
        self.assertTrue(self.env["res.config.settings"].create({}).ais_qr_missing)

    def test_papers_do_not_wait_for_scripts_that_they_have_not(self):
        reports = self.env["ir.actions.report"]
        command = reports._build_wkhtmltopdf_args(False, False)
        own = reports.with_context(ais_no_scripts=True)
        self.assertEqual(command[command.index("--javascript-delay") + 1], "1000")
        command = own._build_wkhtmltopdf_args(False, False)
        self.assertEqual(command[command.index("--javascript-delay") + 1], "0")
        self.env["ir.config_parameter"].set_param("report.print_delay", "500")
        command = own._build_wkhtmltopdf_args(False, False)
        self.assertEqual(command[command.index("--javascript-delay") + 1], "500")
