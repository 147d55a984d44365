from odoo import api, fields, models
from odoo.fields import Domain


def not_paid_yet(env):
    return env._("Seats are not paid and the training begins soon")


class Booking(models.Model):
    """Seats are paid before the training begins; what becomes of the others is a setting (2.14)."""

    _inherit = "ais.booking"

    is_unpaid_late = fields.Boolean(
        "Not paid in time",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The day by which the seats were to be paid has come.",
    )

    @api.model
    def _questions_answered_by(self, state):
        more = [not_paid_yet] if state == "cancelled" else []
        return super()._questions_answered_by(state) + more

    def _cron_check_prepayment(self):
        """Flag or release seats that are not paid in time before the start. Safe to run twice."""
        bookings = self._in_staff_language()
        # Companies are few, and each has its own calendar and rule.
        for company in self.env["res.company"].search(Domain.TRUE):
            own = [("company_id", "=", company.id)]
            settled = [*own, ("is_unpaid_late", "=", True), ("payment_state", "=", "paid")]
            self.search(settled).is_unpaid_late = False
            if company.ais_prepayment_rule == "none":
                continue
            last = company.ais_working_day(company.ais_prepayment_days)
            domain = [
                *own,
                ("state", "=", "confirmed"),
                ("payment_state", "!=", "paid"),
                ("has_guarantee_letter", "=", False),
                ("is_unpaid_late", "=", False),
                ("date_start", ">=", company.ais_today()),
                ("date_start", "<=", last),
            ]
            # those who pay later are found again
            resume = f"ais_sales.prepayment_checked_{company.id}"
            if not bookings._run_in_batches(domain, "_end_prepayment", resume=resume):
                return

    def _end_prepayment(self):
        late = self.filtered(lambda booking: booking.payment_state != "paid")
        late -= late._paid_later()
        released = late.filtered(
            lambda booking: (
                booking.company_id.ais_prepayment_rule == "release"
                and booking.payment_state != "partial"
            ),
        )
        flagged = late - released
        if flagged:
            flagged.is_unpaid_late = True
        if released:
            released.write({"state": "cancelled", "cancel_reason": "not_paid"})
        late._notify_staff(
            [
                (
                    booking,
                    booking.user_id | booking.user_id.sale_team_id.user_id,
                    self.env._("Seats are set free: not paid in time")
                    if booking in released
                    else not_paid_yet(self.env),
                    self.env._(
                        "To be paid: %s.",
                        booking.currency_id.format(booking.amount_unpaid),
                    ),
                    None,
                )
                for booking in late
            ],
        )

    def _paid_later(self):
        """Those whose invoices are not due yet: payment after the training was agreed."""
        if not self:
            return self
        # sudo: terms of payment are read, not the invoices
        items = self.sudo().sale_line_id.order_id.order_line.invoice_lines.move_id.line_ids
        waiting = items.filtered(
            lambda item: (
                item.account_type == "asset_receivable"
                and item.parent_state == "posted"
                and not item.reconciled
            ),
        )
        today = fields.Date.context_today(self)
        orders = self.env["sale.order"]
        for move, open_items in waiting.grouped("move_id").items():
            if min(open_items.mapped("date_maturity")) > today:
                orders |= move.invoice_line_ids.sale_line_ids.order_id
        return self.filtered(lambda booking: booking.sudo().order_id in orders)
