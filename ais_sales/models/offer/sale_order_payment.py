from odoo import api, fields, models


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
        [
            ("none", "Not invoiced"),
            ("invoiced", "Invoiced"),
            ("partial", "Partly paid"),
            ("paid", "Paid"),
        ],
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
            items = order.sudo().order_line._ais_posted_items()
            invoiced = paid = 0.0
            for item in items:
                move = item.move_id
                amount = move.currency_id._convert(
                    -move.direction_sign * item.price_total,
                    order.currency_id,
                    order.company_id,
                    move.invoice_date or move.date,
                )
                left = move.amount_residual / move.amount_total if move.amount_total else 0.0
                invoiced += amount
                paid += amount * (1 - left)
            order.ais_amount_paid = paid
            order.ais_payment_state = order._ais_get_payment_state(invoiced, paid, bool(items))

    def _ais_get_payment_state(self, invoiced, paid, is_invoiced):
        currency = self.currency_id or self.env.company.currency_id
        if not is_invoiced or (currency.compare_amounts(invoiced, 0) <= 0 and self.amount_total):
            return "none"
        if currency.compare_amounts(paid, max(invoiced, self.amount_total)) >= 0:
            return "paid"
        return "partial" if currency.compare_amounts(paid, 0) > 0 else "invoiced"
