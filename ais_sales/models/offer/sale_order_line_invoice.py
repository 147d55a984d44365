from odoo import api, fields, models

# links of ours, and what Odoo computes: of the line's order, its price, its invoices
SYSTEM_FIELDS = {
    "ais_split_from_id",
    "ais_shifted_qty",
    "ais_difference_of_id",
    "ais_is_course",
    "ais_course_id",
    "ais_booking_id",
    "ais_booking_state",
    "state",
    "currency_id",
    "price_subtotal",
    "price_total",
    "price_tax",
    "invoice_lines",
    "invoice_status",
    "qty_invoiced",
    "qty_to_invoice",
    "untaxed_amount_invoiced",
    "untaxed_amount_to_invoice",
}


class SaleOrderLine(models.Model):
    """Which part of which invoice is for which line, seats taken apart included (2.14)."""

    _name = "sale.order.line"
    _inherit = ["sale.order.line", "ais.system.fields.mixin"]

    ais_split_from_id = fields.Many2one(
        "sale.order.line",
        "Split off",
        index="btree_not_null",
        copy=False,
        readonly=True,
        help="The line whose invoice has the seats of this one.",
    )
    ais_shifted_qty = fields.Float(
        "Seats of another line's invoice",
        copy=False,
        readonly=True,
        help="Below zero: invoiced with this line, gone to another one.",
    )

    @api.model
    def _ais_system_fields(self):
        # Odoo's own flows write some of them as their user, who has none of our roles then and
        # is held to orders without training (see sale_order_fixed.py)
        if not self.env.user.has_group("ais_sales.group_specialist"):
            return super()._ais_system_fields()
        return super()._ais_system_fields() | SYSTEM_FIELDS

    @api.depends("ais_shifted_qty")
    def _compute_qty_invoiced(self):
        return super()._compute_qty_invoiced()

    def _prepare_qty_invoiced(self):
        quantities = super()._prepare_qty_invoiced()
        for line in self:
            if line.ais_shifted_qty:
                quantities[line] = quantities[line] + line.ais_shifted_qty
        return quantities

    def _ais_invoice_shares(self):
        """Lines of posted invoices that this line's seats are invoiced with.

        :return: list of (account.move.line, share of it that belongs to this line)
        """
        if not self:
            return []
        self.ensure_one()
        shares = self._ais_own_shares()
        for difference in self._ais_differences():
            shares += difference._ais_own_shares()
        return shares + self._ais_prepayment_shares()

    def _ais_own_shares(self):
        own = (self | self.ais_split_from_id)._ais_posted_items()
        if not self.ais_shifted_qty:
            return [(item, 1.0) for item in own]
        quantity = self._ais_quantity(own)
        mine = quantity + self.ais_shifted_qty
        if self.ais_split_from_id:
            mine = self.ais_shifted_qty + self._ais_quantity(self._ais_posted_items())
        share = mine / quantity if quantity else 0.0
        return [(item, share) for item in own]

    @api.model
    def _ais_quantity(self, items):
        return sum(-item.move_id.direction_sign * item.quantity for item in items)

    def _ais_shift_invoiced(self, part):
        """Give another line, split off this one, its seats of this line's invoice."""
        shifted = min(part.product_uom_qty, max(self.qty_invoiced - self.product_uom_qty, 0))
        if shifted:
            self.ais_shifted_qty -= shifted
            part.write(
                {
                    "ais_shifted_qty": shifted,
                    "ais_split_from_id": (self.ais_split_from_id or self).id,
                },
            )

    @api.model
    def _ais_payments(self, asked):
        """What is invoiced and paid of several records.

        :param list asked: of (shares, currency, total), as `_ais_payment` takes them
        :return: list of its results in the same order
        """
        moves = self.env["account.move"].union(
            *(item.move_id for shares, _currency, _total in asked for item, _share in shares),
        )
        written_off = moves._ais_written_off()
        return [self._ais_payment(*one, written_off) for one in asked]

    @api.model
    def _ais_payment(self, shares, currency, total, written_off):
        """What of invoice lines is invoiced and paid, and what that makes of a sum.

        :param list shares: of `_ais_invoice_shares`
        :param currency: res.currency of the result
        :param float total: the sum that is to be paid
        :param dict written_off: of `_ais_written_off`
        :return: (invoiced, paid, payment state); a refund that is not paid out is not taken off,
            and a debt that the accountant has written off is not paid
        """
        invoiced = paid = 0.0
        for item, share in shares:
            move = item.move_id
            amount = -move.direction_sign * item.price_total * share
            if move.currency_id != currency:
                day = move.invoice_date or move.date
                amount = move.currency_id._convert(amount, currency, move.company_id, day)
            unpaid = move.amount_residual + written_off.get(move.id, 0.0)
            left = unpaid / move.amount_total if move.amount_total else 0.0
            invoiced += amount
            paid += amount * (1 - left)
        invoiced, paid = currency.round(invoiced), currency.round(paid)
        compare = currency.compare_amounts
        is_credited = any(item.move_id.move_type == "out_refund" for item, _share in shares)
        if is_credited and compare(invoiced, 0) <= 0:
            # all is taken back: what was paid and not paid out is the client's credit
            paid, state = min(paid, 0.0), "none"
        elif not shares or (compare(invoiced, 0) <= 0 and compare(total, 0) > 0):
            state = "none"
        elif compare(paid, max(invoiced, total)) >= 0:
            state = "paid"
        else:
            state = "partial" if compare(paid, 0) > 0 else "invoiced"
        return invoiced, paid, state

    def _ais_prepayment_shares(self):
        """This line's share of the prepayments of the whole order."""
        lines = self.order_id.order_line
        prepaid = lines.filtered("is_downpayment")._ais_posted_items()
        if not prepaid:
            return []
        total = sum(lines.filtered(lambda line: not line.is_downpayment).mapped("price_total"))
        share = self.price_total / total if total else 0.0
        return [(item, share) for item in prepaid]

    def _ais_posted_items(self):
        return self.invoice_lines.filtered(lambda item: item.move_id.state == "posted")
