from odoo import api, fields, models

PAYMENT_STATES = [
    ("none", "Not invoiced"),
    ("invoiced", "Invoice issued"),
    ("partial", "Partly paid"),
    ("paid", "Paid"),
]


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
        PAYMENT_STATES,
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
        # sudo: a specialist books and sees what is paid, without a right to the invoices
        lines = self.sudo().sale_line_id
        asked = [
            (
                booking.sudo().sale_line_id._ais_invoice_shares(),  # sudo: as above
                booking.currency_id or self.env.company.currency_id,
                booking.amount_total,
            )
            for booking in self
        ]
        for booking, payment in zip(self, lines._ais_payments(asked), strict=True):
            booking.amount_invoiced, booking.amount_paid, booking.payment_state = payment

    @api.depends("amount_total", "amount_paid")
    def _compute_amount_unpaid(self):
        for booking in self:
            booking.amount_unpaid = booking.amount_total - booking.amount_paid
