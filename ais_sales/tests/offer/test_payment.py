from datetime import timedelta

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import OfferCommon


@tagged("post_install", "-at_install")
class TestPayment(OfferCommon):
    """What is paid is seen on the booking, the order, the inquiry and the group (2.14)."""

    def setUp(self):
        super().setUp()
        self.order = self._offer(3)
        self.order.opportunity_id = self.lead
        self.order.action_confirm()
        self.booking = self.order.ais_booking_ids
        self.invoice = self.order.invoice_ids

    def _states(self):
        return (
            self.booking.payment_state,
            self.order.ais_payment_state,
            self.lead.ais_payment_state,
        )

    def test_accountant_makes_the_credit_note_of_cancelled_seats(self):
        order = self._offer(2)
        order.action_confirm()
        order.ais_booking_ids.action_cancel("client_refused")
        wizard = self.env["sale.advance.payment.inv"].with_user(self.accountant)
        wizard = wizard.with_context(active_model="sale.order", active_ids=order.ids).create({})
        wizard.create_invoices()
        note = order.invoice_ids.filtered(lambda move: move.move_type == "out_refund")
        note.with_user(self.accountant).action_post()
        self.assertEqual(note.amount_total, order.invoice_ids[0].amount_total)

    def test_part_payment_and_the_rest_roll_up(self):
        self.assertEqual(self._states(), ("invoiced",) * 3)
        self._pay(self.invoice, 30000)
        self.assertEqual(self._states(), ("partial",) * 3)
        self.assertEqual((self.booking.amount_paid, self.group.revenue_paid), (30000, 30000))
        self.assertEqual(self.booking.amount_unpaid, 60000)
        self._pay(self.invoice)
        self.assertEqual(self._states(), ("paid",) * 3)
        self.assertEqual((self.group.seats_paid, self.group.revenue_paid), (3, 90000))

    def _write_off(self, invoice, amount):
        """The accountant gives a debt up by a miscellaneous entry."""
        invoice = invoice.with_env(self.env)
        debt = invoice.line_ids.filtered(lambda one: one.account_type == "asset_receivable")
        entry = self.env["account.move"].create(
            {
                "move_type": "entry",
                "date": invoice.date,
                "line_ids": [
                    Command.create(
                        {"account_id": account.id, "partner_id": debt.partner_id.id, **sums}
                    )
                    for account, sums in (
                        (debt.account_id, {"credit": amount}),
                        (invoice.invoice_line_ids.account_id, {"debit": amount}),
                    )
                ],
            },
        )
        entry.action_post()
        (debt | entry.line_ids.filtered("credit")).reconcile()
        self.env.flush_all()
        self.env.invalidate_all()

    def test_debt_that_is_written_off_is_not_paid(self):
        self._write_off(self.invoice, 90000)
        self.assertEqual(self.invoice.amount_residual, 0)
        self.assertEqual(self._states(), ("invoiced",) * 3)
        self.assertEqual((self.booking.amount_paid, self.order.ais_amount_paid), (0, 0))
        self.assertEqual((self.group.seats_paid, self.group.revenue_paid), (0, 0))

    def test_rest_that_is_written_off_leaves_the_order_partly_paid(self):
        self._pay(self.invoice, 60000)
        self._write_off(self.invoice, 30000)
        self.assertEqual(self._states(), ("partial",) * 3)
        self.assertEqual((self.booking.amount_paid, self.booking.amount_unpaid), (60000, 30000))

    def test_what_is_written_off_is_looked_up_once_for_all_orders(self):
        counts = []
        for count in (2, 4):
            orders = self.env["sale.order"].union(*(self._offer(1) for _n in range(count)))
            orders = orders.with_env(self.env)
            orders.action_confirm()
            for invoice in orders.invoice_ids:
                self._pay(invoice)
            bookings = orders.ais_booking_ids
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            orders._compute_ais_payment()
            bookings._compute_payment()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        # the shares of a line are looked up for each order, the sums written off are not
        self.assertLessEqual(counts[1] - counts[0], 4)

    def test_money_kept_after_a_full_credit_note_pays_nothing(self):
        self._pay(self.invoice)
        self.booking.with_user(self.head).action_cancel("client_refused")
        self._credit_note()
        self.assertEqual(self.order.amount_total, 0)
        self.assertEqual(self._states()[:2], ("none", "none"))
        self.assertEqual((self.booking.amount_paid, self.order.ais_amount_paid), (0, 0))

    def test_order_that_is_credited_unpaid_is_not_paid(self):
        self.booking.with_user(self.head).action_cancel("client_refused")
        self._credit_note()
        self.assertEqual(self.invoice.amount_residual, 0)
        self.assertEqual((self.order.amount_total, self._states()[:2]), (0, ("none", "none")))

    def test_accountant_is_told_sums_as_they_are_written(self):
        self._pay(self.invoice, 30000)
        self.booking.with_user(self.head).action_cancel("client_refused")
        notices = self.order.activity_ids
        note = notices.filtered(lambda one: "credit note" in (one.summary or "")).note
        money = self.booking.currency_id.format
        self.assertIn(f"paid {money(30000)} of {money(90000)}", note.replace("&nbsp;", "\xa0"))

    def test_prices_of_an_invoice_in_the_books_stay(self):
        line = self.invoice.invoice_line_ids.with_user(self.accountant)
        for name, value in (("price_unit", 1), ("quantity", 1), ("discount", 50)):
            with self.assertRaisesRegex(UserError, "is in the books"):
                line.write({name: value})
        line.write({"name": "Обучение троих", "quantity": 3})
        line.move_id.button_draft()
        line.price_unit = 29000
        line.move_id.action_post()
        self.assertEqual(self.booking.amount_invoiced, 87000)

    def test_credit_note_takes_the_payment_state_back(self):
        self._pay(self.invoice)
        self._credit_note()
        self.assertEqual(self.booking.amount_invoiced, 0)
        self.assertEqual(self._states()[:2], ("none", "none"))
        self.assertEqual((self.booking.amount_paid, self.order.ais_amount_paid), (0, 0))

    def _credit_note(self):
        wizard = (
            self.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=self.invoice.ids)
            .create({"journal_id": self.invoice.journal_id.id, "reason": "Отказ"})
        )
        refund = self.env["account.move"].browse(wizard.refund_moves()["res_id"])
        refund.action_post()

    def test_prepayment_of_the_whole_order_is_shared_among_its_bookings(self):
        self.company.ais_invoice_policy = "manual"
        order = self._offer(2)
        order.order_line.create(
            {
                "order_id": order.id,
                "product_id": self.other_group.product_id.id,
                "product_uom_qty": 6,
                "ais_group_id": self.other_group.id,
            },
        )
        order.action_confirm()
        wizard = (
            self.env["sale.advance.payment.inv"]
            .with_context(active_model="sale.order", active_ids=order.ids)
            .create({"advance_payment_method": "percentage", "amount": 50})
        )
        wizard.create_invoices()
        prepayment = order.invoice_ids
        prepayment.sudo().action_post()
        self._pay(prepayment)
        small, big = order.ais_booking_ids.sorted("seats")
        self.assertEqual((small.amount_paid, big.amount_paid), (30000, 90000))
        self.assertEqual((small.payment_state, big.payment_state), ("partial", "partial"))
        final = order.sudo()._create_invoices(final=True)
        final.action_post()
        self.assertEqual(final.amount_total, 120000)
        self._pay(final)
        self.assertEqual((small.payment_state, big.payment_state), ("paid", "paid"))
        self.assertEqual((small.amount_paid, big.amount_paid), (60000, 180000))

    def test_several_invoices_of_a_booking_add_up(self):
        self._pay(self.invoice)
        self.order.order_line.product_uom_qty = 5
        self.assertEqual(self.booking.payment_state, "partial")
        second = self.order.sudo()._create_invoices()
        second.action_post()
        self.assertEqual(second.amount_total, 60000)
        self._pay(second)
        self.assertEqual(self.booking.payment_state, "paid")

    def test_one_payment_for_several_invoices(self):
        other = self._offer(1, group=self.other_group)
        other.action_confirm()
        invoices = self.invoice | other.invoice_ids
        wizard = (
            self.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=invoices.ids)
            .create({"group_payment": True})
        )
        wizard.action_create_payments()
        self.env.flush_all()
        self.assertEqual(
            (self.booking | other.ais_booking_ids).mapped("payment_state"), ["paid"] * 2
        )

    def _soon(self, rule):
        self.company.write({"ais_prepayment_rule": rule, "ais_prepayment_days": 3})
        group = self._make_group(days=1, enroll_until=self.company.ais_today() + timedelta(days=1))
        order = self._offer(2, group=group)
        order.action_confirm()
        return group, order.ais_booking_ids

    def test_unpaid_seats_are_flagged_before_the_start(self):
        group, booking = self._soon("flag")
        self._run_cron("ais.booking", "_cron_check_prepayment")
        self.assertTrue(booking.is_unpaid_late)
        [notice] = self._activities(booking, self.specialist)
        money = booking.currency_id.format(booking.amount_unpaid)
        self.assertIn(f"To be paid: {money}", notice.note.replace("&nbsp;", "\xa0"))
        self.assertSeats(group, confirmed=2)
        self._pay(booking.order_id.invoice_ids)
        self._run_cron("ais.booking", "_cron_check_prepayment")
        self.assertFalse(booking.is_unpaid_late)

    def test_unpaid_seats_are_set_free_where_the_setting_says_so(self):
        group, booking = self._soon("release")
        self._run_cron("ais.booking", "_cron_check_prepayment")
        self.assertEqual((booking.state, booking.cancel_reason), ("cancelled", "not_paid"))
        self.assertSeats(group, taken=0)

    def test_seats_with_a_letter_of_guarantee_or_a_part_payment_stay(self):
        group, booking = self._soon("release")
        booking.write(
            {
                "has_guarantee_letter": True,
                "guarantee_number": "17-п",
                "guarantee_date": self.company.ais_today(),
            },
        )
        other = self._offer(1, group=group, client=self.client_2)
        other.action_confirm()
        self._pay(other.invoice_ids, 1000)
        self._run_cron("ais.booking", "_cron_check_prepayment")
        self.assertSeats(group, confirmed=3)
        self.assertEqual(
            (booking.is_unpaid_late, other.ais_booking_ids.is_unpaid_late),
            (False, True),
        )

    def test_seats_that_are_paid_later_by_agreement_stay(self):
        group, booking = self._soon("release")
        invoice = booking.order_id.invoice_ids.sudo()
        invoice.button_draft()
        invoice.invoice_payment_term_id = self.env.ref("account.account_payment_term_30days")
        invoice.action_post()
        self._run_cron("ais.booking", "_cron_check_prepayment")
        self.assertEqual((booking.state, booking.is_unpaid_late), ("confirmed", False))
        self.assertSeats(group, confirmed=2)

    def test_order_in_another_currency_keeps_books_in_roubles(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        own = self.company.currency_id
        if euro == own:
            self.skipTest("the company keeps its books in euros")
        self.env["res.currency.rate"].search([("currency_id", "=", euro.id)]).unlink()
        self.env["res.currency.rate"].create(
            {"currency_id": euro.id, "rate": 0.01, "name": "2020-01-01"},
        )
        pricelist = self.env["product.pricelist"].create({"name": "EUR", "currency_id": euro.id})
        order = (
            self.env["sale.order"]
            .with_user(self.specialist)
            .create(
                {
                    "partner_id": self.client.id,
                    "pricelist_id": pricelist.id,
                    "user_id": self.specialist.id,
                    "order_line": [
                        (
                            0,
                            0,
                            {
                                "product_id": self.group.product_id.id,
                                "product_uom_qty": 2,
                                "ais_group_id": self.group.id,
                            },
                        ),
                    ],
                },
            )
        )
        self.assertEqual(order.amount_total, 600)
        order.action_confirm()
        booking = order.ais_booking_ids
        self.assertEqual((booking.amount_total, booking.amount_invoiced), (60000, 60000))
        self._pay(order.invoice_ids)
        self.assertEqual(booking.payment_state, "paid")
