from datetime import timedelta

from psycopg2 import errors

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import DebtCommon


@tagged("post_install", "-at_install")
class TestDunning(DebtCommon):
    """Who is reminded of what, once, and never of what is paid."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.ais_dunning = True

    def setUp(self):
        super().setUp()
        # PDF is another story: no wkhtmltopdf here
        self.patch(
            self.registry["ir.actions.report"],
            "_render_qweb_pdf",
            lambda report, *args, **kwargs: (b"%PDF-", "pdf"),
        )

    def _remind(self):
        self._run_cron("ais.dunning.notice", "_cron_dunning")
        return self._notices()

    def _notices(self, client=None):
        return self.env["ais.dunning.notice"].search(
            [("client_id", "=", (client or self.client).id)],
            order="id",
        )

    def _let_pass(self, days):
        """The days go by: what was done is older, what is owed is more overdue."""
        self.env.flush_all()
        self.env.cr.execute("UPDATE ais_dunning_notice SET date = date - %s", (days,))
        self.env.cr.execute(
            "UPDATE account_move_line SET date_maturity = date_maturity - %s",
            (days,),
        )
        self.env.invalidate_all()

    def test_one_letter_with_all_invoices_of_the_level(self):
        invoices = self._invoice(1000, 3) | self._invoice(500, 9)
        self._invoice(200, 2)
        notice = self._remind()
        self.assertEqual((notice.level_id, notice.state), (self.soft, "sent"))
        self.assertEqual(notice.line_ids.move_id, invoices)
        self.assertEqual(notice.amount, 1500)
        self.assertEqual(notice.mail_id.state, "outgoing")
        self.assertIn("Здравствуйте", notice.mail_id.body_html)
        self.assertEqual(notice.mail_id.recipient_ids, self.client)

    def test_client_reads_his_own_language(self):
        self.client.lang = "en_US"
        self._invoice(1000, 3)
        mail = self._remind().mail_id
        self.assertIn("reminder of your payment", mail.body_html)
        self.assertNotIn("Здравствуйте", mail.body_html)

    def test_no_level_twice_and_no_claim_at_once(self):
        self._invoice(1000, 100)
        self.assertEqual(self._remind().level_id, self.soft)
        self.assertEqual(len(self._remind()), 1, "the next level waits for its days")
        self._let_pass(7)
        self.assertEqual(self._remind().mapped("level_id"), self.soft | self.second)

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_a_level_twice(self):
        self._invoice(1000, 5)
        line = self._remind().line_ids
        with self.assertRaises(errors.UniqueViolation), self.env.cr.savepoint():
            line.copy()

    def test_second_reminder_takes_the_act_along_and_tells_the_specialist(self):
        self._invoice(1000, 20)
        self._remind()
        self._let_pass(7)
        second = self._remind()[1]
        self.assertEqual((second.act_id.state, second.act_id.closing), ("sent", 1000))
        self.assertEqual(len(second.mail_id.attachment_ids), 1)
        self.assertTrue(self._activities(self.client, self.specialist))

    def test_claim_waits_for_the_head(self):
        self.company.ais_penalty_percent = 0.1
        (self.soft | self.second).active = False
        self._invoice(1000, 50)
        claim = self._remind()
        self.assertEqual((claim.state, claim.penalty), ("to_approve", 50))
        self.assertFalse(claim.mail_id)
        for user in (self.specialist, self.accountant):
            with self.assertRaises(AccessError):
                claim.with_user(user).action_approve()
        with self.assertRaises(UserError):
            claim.with_user(self.accountant).action_send()
        claim.with_user(self.head).action_approve()
        self.assertEqual((claim.state, claim.approved_by_id), ("sent", self.head))
        # the claim and the copy of its invoice
        self.assertEqual(len(claim.mail_id.attachment_ids), 2)

    def test_director_approves_too(self):
        (self.soft | self.second).active = False
        self._invoice(1000, 50)
        claim = self._remind()
        claim.with_user(self.director).action_approve()
        self.assertEqual(claim.state, "sent")

    def test_paid_before_the_approval_is_not_claimed(self):
        (self.soft | self.second).active = False
        invoice = self._invoice(1000, 50)
        claim = self._remind()
        self._pay(1000, invoice=invoice)
        claim.with_user(self.head).action_approve()
        self.assertEqual(claim.state, "cancelled")
        self.assertFalse(claim.mail_id)

    def test_paid_between_selection_and_sending(self):
        invoice = self._invoice(1000, 5)
        kept = self._invoice(300, 5)
        notices = self.env["ais.dunning.notice"]
        due = notices._group_due(notices._find_due(self.company, self.client.ids))
        made = notices._make(self.company, due)
        self._pay(1000, invoice=invoice)
        made._send()
        self.assertEqual((made.state, made.amount), ("sent", 300))
        self.assertEqual(made.line_ids.filtered(lambda one: not one.is_void).move_id, kept)

    def test_money_not_matched_yet_counts(self):
        self._invoice(1000, 5)
        self._pay(1000)
        self.assertFalse(self._remind())

    def test_disputed_paused_and_promised_are_left_alone(self):
        invoice = self._invoice(1000, 5)
        invoice.with_user(self.accountant).action_ais_dispute("Не те даты")
        self.assertFalse(self._remind())
        invoice.with_user(self.accountant).action_ais_end_dispute()
        pause = (
            self.env["ais.debt.pause"]
            .with_user(self.specialist)
            .create(
                {
                    "client_id": self.client.id,
                    "until": self.today + timedelta(days=5),
                    "reason": "Ждём финансирования",
                },
            )
        )
        self.assertFalse(self._remind())
        pause.action_end()
        self.assertEqual(pause.ended_by_id, self.specialist)
        promise = self.env["ais.debt.contact"].create(
            {
                "client_id": self.client.id,
                "result": "promised",
                "promise_amount": 1000,
                "promise_date": self.today + timedelta(days=2),
            },
        )
        self.assertFalse(self._remind())
        promise.promise_state = "broken"
        self.assertEqual(self._remind().state, "sent")

    def test_client_without_e_mail_is_told_to_the_specialist(self):
        self.client.email = False
        self._invoice(1000, 5)
        notice = self._remind()
        self.assertEqual(notice.state, "failed")
        self.assertTrue(self._activities(self.client, self.specialist))
        self.client.email = "found@example.com"
        notice.with_user(self.specialist).action_send()
        self.assertEqual(notice.state, "sent")

    def test_what_is_unticked_is_not_sent(self):
        self._invoice(1000, 5)
        self._invoice(1000, 5, self.client_2)
        self.client_2.email = "second@example.com"
        action = self.env["ais.dunning.preview"].with_user(self.accountant).action_preview()
        previews = self.env["ais.dunning.preview"].with_user(self.accountant)
        preview = previews.browse(action["res_id"])
        lines = preview.line_ids.filtered(
            lambda line: line.client_id in self.client | self.client_2,
        )
        self.assertEqual(lines.client_id, self.client | self.client_2)
        (preview.line_ids - lines).is_ticked = False
        lines.filtered(lambda line: line.client_id == self.client).is_ticked = False
        preview.action_send()
        self.assertFalse(self._notices())
        self.assertEqual(self._notices(self.client_2).state, "sent")

    def test_specialist_previews_own_clients_only(self):
        self._invoice(1000, 5)
        self._invoice(1000, 5, self.client_2)
        previews = self.env["ais.dunning.preview"].with_user(self.specialist)
        lines = previews.browse(previews.action_preview()["res_id"]).line_ids
        self.assertIn(self.client, lines.client_id)
        self.assertNotIn(self.client_2, lines.client_id)

    def test_switched_off_nothing_is_sent(self):
        self.company.ais_dunning = False
        self._invoice(1000, 5)
        self.assertFalse(self._remind())

    def test_selection_takes_one_query_whatever_the_number_of_invoices(self):
        for size in (1, 10):
            for _n in range(size):
                self._invoice(100, 5)
            self.env["ais.dunning.notice"]._find_due(self.company)
            with self.assertQueryCount(1):
                self.env["ais.dunning.notice"]._find_due(self.company)
