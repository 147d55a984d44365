from odoo import api, fields, models

from ..booking.booking_payment import PAYMENT_STATES


class SaleOrder(models.Model):
    """What of an order is invoiced and paid (2.14)."""

    _inherit = "sale.order"

    ais_amount_paid = fields.Monetary(
        "Paid by the client",
        compute="_compute_ais_payment",
        store=True,
        copy=False,
        help="By the order's invoices, part payments included.",
    )
    ais_payment_state = fields.Selection(
        PAYMENT_STATES,
        "Payment State",
        compute="_compute_ais_payment",
        store=True,
        copy=False,
        help="By all invoices of the order.",
    )

    @api.depends(
        "amount_total",
        "order_line.invoice_lines.price_total",
        "order_line.invoice_lines.move_id.state",
        "order_line.invoice_lines.move_id.amount_residual",
        "order_line.invoice_lines.move_id.payment_state",
    )
    def _compute_ais_payment(self):
        # sudo: a specialist sees what is paid, without a right to the invoices
        orders = self.sudo()
        asked = [
            (
                [(item, 1.0) for item in order.order_line._ais_posted_items()],
                order.currency_id or self.env.company.currency_id,
                order.amount_total,
            )
            for order in orders
        ]
        payments = orders.order_line._ais_payments(asked)
        for order, (_invoiced, paid, state) in zip(self, payments, strict=True):
            order.ais_amount_paid, order.ais_payment_state = paid, state
