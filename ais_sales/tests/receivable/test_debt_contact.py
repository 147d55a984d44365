from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import DebtCommon


@tagged("post_install", "-at_install")
class TestDebtContact(DebtCommon):
    """Talks about debts, what was promised, and what the money says of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoice = cls._invoice(1000, overdue=20)

    def _promise(self, amount=1000, days=3, ago=0, user=None):
        return (
            self.env["ais.debt.contact"]
            .with_user(user or self.specialist)
            .create(
                {
                    "client_id": self.client.id,
                    "user_id": (user or self.specialist).id,
                    "date": self.today - timedelta(days=ago),
                    "result": "promised",
                    "promise_amount": amount,
                    "promise_date": self.today + timedelta(days=days),
                },
            )
        )

    def test_promise_is_kept_as_soon_as_it_is_paid(self):
        promise = self._promise()
        self._pay(400)
        self.assertEqual((promise.promise_state, promise.promise_paid), ("open", 400))
        self._pay(600)
        self.assertEqual((promise.promise_state, promise.promise_paid), ("kept", 1000))

    def test_what_was_paid_before_the_promise_does_not_keep_it(self):
        self._pay(1000, date=self.today - timedelta(days=1))
        promise = self._promise()
        self._run_cron("ais.debt.contact", "_cron_promises")
        self.assertEqual((promise.promise_state, promise.promise_paid), ("open", 0))

    def test_promise_is_broken_after_its_day_not_on_it(self):
        due_today = self._promise(days=0, ago=2)
        self._run_cron("ais.debt.contact", "_cron_promises")
        self.assertEqual(due_today.promise_state, "open")
        passed = self._promise(days=-1, ago=5)
        self._run_cron("ais.debt.contact", "_cron_promises")
        self.assertEqual(passed.promise_state, "broken")
        summaries = self._activities(self.client, self.specialist).mapped("summary")
        self.assertIn("Promise to pay is broken", summaries)

    def test_promise_is_kept_in_part(self):
        promise = self._promise(days=-1, ago=5)
        self._pay(300, date=self.today - timedelta(days=2))
        self.assertEqual((promise.promise_state, promise.promise_paid), ("partly", 300))

    def test_debt_that_is_written_off_keeps_no_promise(self):
        promise = self._promise(days=0)
        general = self.env["account.journal"].create(
            {"name": "Операции-тест", "code": "AISO", "type": "general"},
        )
        self._pay(1000, invoice=self.invoice, books={**self.books, "payments": general})
        self.assertEqual(self.invoice.payment_state, "paid")
        self._run_cron("ais.debt.contact", "_cron_promises")
        self.assertEqual((promise.promise_state, promise.promise_paid), ("open", 0))

    def test_our_credit_note_counts_as_paid(self):
        promise = self._promise()
        self._invoice(1000, overdue=-10, kind="out_refund")
        self.assertEqual((promise.promise_state, promise.promise_paid), ("kept", 1000))

    def test_money_after_the_day_does_not_keep_a_promise(self):
        promise = self._promise(days=-2, ago=5)
        self._pay(1000, date=self.today)
        self.assertEqual(promise.promise_state, "broken")

    def test_promise_for_a_day_before_the_talk_is_refused(self):
        with self.assertRaises(ValidationError):
            self._promise(days=-1)

    def test_next_step_lands_in_the_specialist_s_list(self):
        contact = self._promise(days=3)
        activity = self._activities(self.client, self.specialist)
        self.assertEqual(activity.date_deadline, contact.next_date)
        self.assertGreater(contact.next_date, contact.promise_date)

    def test_dispute_needs_a_reason_and_marks_the_invoices(self):
        dialog = (
            self.env["ais.debt.result"]
            .with_user(self.specialist)
            .create(
                {
                    "client_id": self.client.id,
                    "result": "disputes",
                    "move_ids": [(6, 0, self.invoice.ids)],
                },
            )
        )
        self.invoice.invoice_user_id = self.specialist
        with self.assertRaises(UserError):
            dialog.action_save()
        dialog.note = "Обучили двоих, а не троих"
        dialog.action_save()
        self.assertTrue(self.invoice.ais_is_disputed)
        self.assertEqual(self.invoice.ais_dispute_reason, dialog.note)

    def test_dialog_comes_filled_in(self):
        row = (
            self.env["ais.debtor"]
            .with_user(self.specialist)
            .search(
                [("client_id", "=", self.client.id)],
            )
        )
        context = row.action_note_promise()["context"]
        dialog = self.env["ais.debt.result"].with_user(self.specialist).with_context(**context)
        dialog.create({}).action_save()
        contact = self.client.ais_debt_contact_ids
        self.assertEqual((contact.promise_amount, contact.result), (1000, "promised"))
        self.assertEqual(contact.move_ids, self.invoice)
        self.assertEqual(contact.user_id, self.specialist)

    def test_nobody_writes_what_became_of_a_promise_nor_a_colleague_s_talk(self):
        promise = self._promise()
        with self.assertRaises(AccessError):
            promise.with_user(self.specialist).promise_state = "kept"
        self.assertTrue(promise.with_user(self.accountant).note is not None)
        with self.assertRaises(AccessError):
            promise.with_user(self.accountant).note = "Исправлено"
        self.assertFalse(promise.with_user(self.specialist_2).has_access("read"))
        self.assertTrue(promise.with_user(self.head).has_access("write"))
        self.assertFalse(promise.with_user(self.director).has_access("write"))

    def test_what_was_promised_stays_as_noted(self):
        promise = self._promise(days=-1, ago=5)
        self._run_cron("ais.debt.contact", "_cron_promises")
        self.assertEqual(promise.promise_state, "broken")
        for user in (self.specialist, self.head):
            for name, value in (
                ("promise_amount", 1),
                ("promise_date", self.today + timedelta(days=9)),
                ("date", self.today - timedelta(days=30)),
                ("user_id", self.specialist_2.id),
                ("client_id", self.client_2.id),
                ("result", "other"),
            ):
                with self.assertRaisesRegex(UserError, "stays as it was noted"):
                    promise.with_user(user).write({name: value})
        promise.with_user(self.specialist).write(
            {"note": "Обещал директор", "promise_amount": 1000, "result": "promised"},
        )
        self.assertEqual((promise.note, promise.promise_state), ("Обещал директор", "broken"))

    def test_talk_without_a_promise_is_corrected_but_made_no_promise(self):
        talk = (
            self._promise()
            .with_user(self.specialist)
            .create(
                {"client_id": self.client.id, "result": "other"},
            )
        )
        talk.write({"result": "not_reached", "date": self.today - timedelta(days=1)})
        with self.assertRaisesRegex(UserError, "as a new talk"):
            talk.write(
                {"result": "promised", "promise_amount": 1, "promise_date": self.today},
            )

    def test_pause_and_permit_need_a_reason_in_words(self):
        pauses = self.env["ais.debt.pause"].with_user(self.head)
        vals = {"client_id": self.client.id, "until": self.today}
        with self.assertRaisesRegex(ValidationError, "are paused"):
            pauses.create({**vals, "reason": " "})
        self.assertTrue(pauses.create({**vals, "reason": "Ждём акт"}))
        with self.assertRaisesRegex(UserError, "bookings in debt"):
            self.client.with_user(self.head).write(
                {"ais_debt_permit_until": self.today, "ais_debt_permit_reason": " "},
            )

    def test_each_role_sees_the_debts_that_are_its_business(self):
        self._invoice(500, 10, self.client_2)
        clients = self.client | self.client_2
        for model in ("ais.receivable", "ais.debtor"):
            for user, seen in (
                (self.specialist, self.client),
                (self.specialist_2, self.client_2),
                (self.head, clients),
                (self.accountant, clients),
                (self.deputy, clients),
                (self.director, clients),
            ):
                with self.subTest(model=model, user=user.login):
                    rows = (
                        self.env[model]
                        .with_user(user)
                        .search(
                            [("client_id", "in", clients.ids)],
                        )
                    )
                    self.assertEqual(rows.client_id, seen)
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.training_office).search([])


@tagged("post_install", "-at_install")
class TestCreditControl(DebtCommon):
    """A client overdue beyond the limits gets no new seats from a specialist."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._invoice(5000, overdue=40)
        cls.company.write(
            {"ais_credit_control": True, "ais_credit_days": 30, "ais_credit_amount": 1000},
        )

    def test_specialist_is_refused_and_told_who_owes_how_much(self):
        with self.assertRaises(UserError) as caught:
            self._book(1)
        for part in ("Ромашка", self.company.currency_id.format(5000), "head of sales"):
            self.assertIn(part, str(caught.exception))
        self.assertSeats(self.group, taken=0)

    def test_waiting_list_and_other_clients_are_free(self):
        waiting = self._book(1, state="waitlist")
        self._book(1, user=self.specialist_2, client=self.client_2)
        with self.assertRaises(UserError):
            waiting.action_hold()

    def test_held_before_the_debt_is_not_confirmed(self):
        self.company.ais_credit_control = False
        booking = self._book(1)
        self.company.ais_credit_control = True
        with self.assertRaises(UserError):
            booking.with_user(self.specialist).action_confirm()

    def test_head_books_and_may_allow(self):
        self._book(1, user=self.head)
        with self.assertRaises(AccessError):
            self.client.with_user(self.specialist).ais_debt_permit_until = self.today
        with self.assertRaises(UserError):
            self.client.with_user(self.head).ais_debt_permit_until = self.today
        self.client.with_user(self.head).write(
            {"ais_debt_permit_until": self.today, "ais_debt_permit_reason": "Письмо директора"},
        )
        self._book(1)
        self.client.ais_debt_permit_until = self.today - timedelta(days=1)
        with self.assertRaises(UserError):
            self._book(1)

    def test_below_the_limits_nothing_is_refused(self):
        self.company.ais_credit_days = 40
        self._book(1)
        self.company.write({"ais_credit_days": 30, "ais_credit_amount": 5000})
        self._book(1)
