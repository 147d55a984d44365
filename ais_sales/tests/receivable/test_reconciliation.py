import io
from datetime import timedelta

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common import DebtCommon


@tagged("post_install", "-at_install")
class TestReconciliation(DebtCommon, HttpCase):
    """The act says what the ledger says, and keeps saying it once it is sent."""

    def setUp(self):
        super().setUp()
        self.old = self._invoice(700, overdue=100)
        self.act_invoice = self._invoice(1000, overdue=10)
        self.act_invoice.write({"ais_act_number": "57", "ais_act_date": self.today})
        self._invoice(200, overdue=5, kind="out_refund")
        self._pay(300)

    def _act(self, user=None, **vals):
        return (
            self.env["ais.reconciliation.act"]
            .with_user(user or self.accountant)
            .create(
                {
                    "client_id": self.client.id,
                    "date_from": self.today - timedelta(days=60),
                    "date_to": self.today,
                    **vals,
                },
            )
        )

    def test_balances_are_the_ledger_s(self):
        act = self._act()
        self.assertEqual((act.opening, act.debit, act.credit), (700, 1000, 500))
        self.assertEqual(act.closing, 1200)
        self.assertEqual(act.closing, self.client.credit)
        self.assertEqual(act.closing_words, "Одна тысяча двести рублей 00 копеек")
        names = act.line_ids.mapped("name")
        self.assertIn(f"Реализация (акт № 57 от {self.today:%d.%m.%Y})", names)
        self.assertTrue(any(name.startswith("Оплата (п/п") for name in names))

    def test_branches_and_cards_of_the_same_inn_are_part_of_it(self):
        branch = self.env["res.partner"].create({"name": "Филиал", "parent_id": self.client.id})
        self._invoice(50, overdue=1, client=branch)
        self.assertEqual(self._act().closing, 1250)
        self.client.vat = "7707083893"
        twin = self._make_client("Ромашка, второй филиал")
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_partner SET vat = '7707083893' WHERE id = %s", (twin.id,))
        self.env.invalidate_all()
        self._invoice(25, overdue=1, client=twin)
        self.assertEqual(self._act().closing, 1250)
        self.assertEqual(self._act(has_same_inn=True).closing, 1275)

    def test_sent_act_keeps_its_figures(self):
        act = self._act()
        act.action_sent()
        self._invoice(5000, overdue=1)
        self.assertEqual(act.closing, 1200)
        with self.assertRaises(UserError):
            act.action_fill()
        with self.assertRaises(UserError):
            act.date_to = self.today + timedelta(days=1)
        with self.assertRaises(AccessError):
            act.closing = 1
        with self.assertRaises(AccessError):
            act.line_ids[:1].debit = 1
        with self.assertRaises(UserError):
            act.unlink()

    def test_signed_only_when_differences_are_resolved(self):
        act = self._act()
        with self.assertRaises(UserError):
            act.action_signed()
        act.action_sent()
        act.action_difference()
        act.difference_ids = [(0, 0, {"document": "Акт 57", "our_amount": 1000})]
        with self.assertRaises(UserError):
            act.action_signed()
        act.difference_ids.is_resolved = True
        act.action_signed()
        self.assertEqual((act.state, act.signed_on), ("signed", self.today))

    def test_signed_act_is_reopened_only_with_a_reason_that_stays(self):
        act = self._act()
        act.action_sent()
        act.action_draft()
        act.action_sent()
        act.action_signed()
        with self.assertRaisesRegex(UserError, "why it is reopened"):
            act.action_draft()
        with self.assertRaises(AccessError):
            act.with_user(self.specialist).action_draft("Исправлен акт 57")
        with self.assertRaises(AccessError):
            act.reopen_reason = "Исправлен акт 57"
        self.assertEqual(act.state, "signed")
        self.env["ais.reconciliation.reopen"].with_user(self.head).create(
            {"act_id": act.id, "reason": "Исправлен акт 57"},
        ).action_reopen()
        self.assertEqual((act.state, act.signed_on), ("draft", False))
        # the chatter is written at the end of the transaction
        self.env.cr.precommit.run()
        notes = self.env["mail.tracking.value"].search([("mail_message_id.res_id", "=", act.id)])
        self.assertIn("Исправлен акт 57", notes.mapped("new_value_char"))
        with self.assertRaises(UserError):
            act.unlink()

    def test_number_is_of_the_year_of_the_act_and_made_as_other_numbers_are(self):
        last_year = self.today.replace(month=1, day=1) - timedelta(days=1)
        act = self._act(date=last_year)
        self.assertIn(f"-{last_year.year}-", act.name)
        sequences = self.env["ir.sequence"].search_count(
            [("code", "=", "ais.reconciliation.act"), ("company_id", "=", self.company.id)],
        )
        self.assertEqual(sequences, 1)

    def test_numbers_run_by_company_and_year(self):
        first, second = self._act(), self._act()
        self.assertIn(str(self.today.year), first.name)
        self.assertEqual(int(second.name[-4:]) - int(first.name[-4:]), 1)
        other = self.env["res.company"].create({"name": "Второй центр"})
        self.env.user.company_ids |= other
        acts = self.env["ais.reconciliation.act"].with_company(other)
        third = acts.create({"client_id": self.client.id, "company_id": other.id})
        self.assertTrue(third.name.endswith("0001"))

    def test_specialist_reads_own_clients_acts_and_makes_none(self):
        act = self._act()
        self.assertEqual(act.with_user(self.specialist).closing, 1200)
        self.assertFalse(act.with_user(self.specialist_2).has_access("read"))
        with self.assertRaises(AccessError):
            self._act(self.specialist)
        self.assertTrue(act.with_user(self.director).has_access("read"))
        self.assertFalse(act.with_user(self.director).has_access("write"))

    def test_letter_with_the_act_makes_it_sent(self):
        act = self._act()
        action = act.action_mail()
        composer = (
            self.env["mail.compose.message"]
            .with_user(self.accountant)
            .with_context(**action["context"])
            .create({"subject": "Акт", "body": "Акт", "template_id": False})
        )
        composer._action_send_mail()
        self.assertEqual(act.state, "sent")

    def test_spreadsheet_has_both_halves(self):
        act = self._act()
        report = self.env.ref("ais_sales.ais_reconciliation_xlsx_report")
        content, _kind = report._render_xlsx(report, act.ids, {})
        sheet = load_workbook(io.BytesIO(content)).active
        last = 6 + len(act.line_ids) + 2
        self.assertEqual((sheet.cell(6, 3).value, sheet.cell(6, 8).value), (700, 700))
        self.assertEqual((sheet.cell(last, 3).value, sheet.cell(last, 8).value), (1200, 1200))
        signature = sheet.cell(last + 5, 5).value
        self.assertTrue(signature.startswith("Руководитель ____"), signature)

    def test_papers_are_printed(self):
        act = self._act()
        reports = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, kind = reports._render_qweb_pdf("ais_sales.reconciliation_act", act.ids)
        self.assertEqual((kind, content[:4]), ("pdf", b"%PDF"))
        notices = self.env["ais.dunning.notice"]
        (notice,) = notices._make(
            self.company,
            notices._group_due(notices._find_due(self.company, self.client.ids))[:1],
        )
        content, kind = reports._render_qweb_pdf("ais_sales.dunning_letter", notice.ids)
        self.assertEqual((kind, content[:4]), ("pdf", b"%PDF"))
