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
        "Payment",
        compute="_compute_ais_payment",
        store=True,
        copy=False,
    )

    @api.depends(
        "amount_total",
        "order_line.invoice_lines.price_total",
        "order_line.invoice_lines.move_id.state",
        "order_line.invoice_lines.move_id.amount_residual",
        "order_line.invoice_lines.move_id.payment_state",
    )
    def _compute_ais_payment(self):
        for order in self:
            # sudo: a specialist sees what is paid, without a right to the invoices
            lines = order.sudo().order_line
            currency = order.currency_id or self.env.company.currency_id
            _invoiced, order.ais_amount_paid, order.ais_payment_state = lines._ais_payment(
                [(item, 1.0) for item in lines._ais_posted_items()],
                currency,
                order.amount_total,
            )
