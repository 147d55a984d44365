from odoo import api, fields, models


class Booking(models.Model):
    """What of the seats is invoiced and paid (2.14)."""

    _inherit = "ais.booking"

    amount_invoiced = fields.Monetary(
        "Invoiced",
        compute="_compute_payment",
        store=True,
        precompute=True,
        copy=False,
        help="By posted invoices, credit notes taken off.",
    )
    amount_paid = fields.Monetary(
        "Paid",
        compute="_compute_payment",
        store=True,
        precompute=True,
        copy=False,
        help="Part payments included; a prepayment of the whole order is shared among its lines.",
    )
    amount_unpaid = fields.Monetary(
        "To be paid",
        compute="_compute_amount_unpaid",
        help="Of the total, not only of what is invoiced.",
    )
    payment_state = fields.Selection(
        [
            ("none", "Not invoiced"),
            ("invoiced", "Invoiced"),
            ("partial", "Partly paid"),
            ("paid", "Paid"),
        ],
        compute="_compute_payment",
        store=True,
        precompute=True,
        copy=False,
        index=True,
        help="By the invoices of the order line and the prepayments of its order.",
    )

    @api.depends(
        "amount_total",
        "sale_line_id.order_id.order_line.price_total",
        "sale_line_id.order_id.order_line.invoice_lines.price_total",
        "sale_line_id.order_id.order_line.invoice_lines.move_id.state",
        "sale_line_id.order_id.order_line.invoice_lines.move_id.amount_residual",
        "sale_line_id.order_id.order_line.invoice_lines.move_id.payment_state",
    )
    def _compute_payment(self):
        for booking in self:
            # sudo: a specialist books and sees what is paid, without a right to the invoices
            invoiced, paid, is_invoiced = booking.sudo()._get_payment()
            booking.amount_invoiced = invoiced
            booking.amount_paid = paid
            booking.payment_state = booking._get_payment_state(invoiced, paid, is_invoiced)

    @api.depends("amount_total", "amount_paid")
    def _compute_amount_unpaid(self):
        for booking in self:
            booking.amount_unpaid = booking.amount_total - booking.amount_paid

    def _get_payment(self):
        """Money of the booking.

        :return: (invoiced, paid, whether there is a posted invoice), in the company's currency
        """
        line = self.sale_line_id
        currency = self.currency_id or self.env.company.currency_id
        invoiced = paid = 0.0
        is_invoiced = False
        for item, share in line._ais_invoice_shares():
            move = item.move_id
            is_invoiced = True
            amount = -move.direction_sign * item.price_total * share
            if move.currency_id != currency:
                day = move.invoice_date or move.date
                amount = move.currency_id._convert(amount, currency, move.company_id, day)
            left = move.amount_residual / move.amount_total if move.amount_total else 0.0
            invoiced += amount
            paid += amount * (1 - left)
        return currency.round(invoiced), currency.round(paid), is_invoiced

    def _get_payment_state(self, invoiced, paid, is_invoiced):
        compare = (self.currency_id or self.env.company.currency_id).compare_amounts
        if not is_invoiced or (compare(invoiced, 0) <= 0 and compare(self.amount_total, 0) > 0):
            return "none"
        if compare(paid, self.amount_total) >= 0 and compare(paid, invoiced) >= 0:
            return "paid"
        return "partial" if compare(paid, 0) > 0 else "invoiced"
