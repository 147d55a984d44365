from odoo import api, fields, models


class Booking(models.Model):
    """What the seats cost and whether they are paid."""

    _inherit = "ais.booking"

    price_unit = fields.Float(
        "Price per seat",
        compute="_compute_price_unit",
        aggregator="avg",
        store=True,
        readonly=False,
        precompute=True,
        min_display_digits="Product Price",
        tracking=True,
        help="The group's own price, else the client's pricelist, else the course's price.",
    )
    discount = fields.Float("Discount, %", digits="Discount", tracking=True, aggregator="avg")
    amount_total = fields.Monetary(
        "Total",
        compute="_compute_amount_total",
        store=True,
        precompute=True,
    )
    sale_line_id = fields.Many2one(
        "sale.order.line",
        "Order line",
        index="btree_not_null",
        copy=False,
        ondelete="set null",
        check_company=True,
    )
    payment_state = fields.Selection(
        [
            ("none", "Not invoiced"),
            ("invoiced", "Invoiced"),
            ("partial", "Partly paid"),
            ("paid", "Paid"),
        ],
        compute="_compute_payment_state",
        store=True,
        precompute=True,
        copy=False,
        help="State of the invoices of the order line.",
    )

    _discount_ok = models.Constraint(
        "CHECK (discount >= 0 AND discount <= 100)",
        "A discount is between 0 and 100 %.",
    )
    _price_ok = models.Constraint("CHECK (price_unit >= 0)", "The price cannot be negative.")

    @api.depends("group_id", "partner_id", "seats")
    def _compute_price_unit(self):
        for booking in self:
            if booking.state in ("confirmed", "done") and booking.price_unit:
                # agreed with the client: a move does not change it by itself
                booking.price_unit = booking.price_unit
            else:
                booking.price_unit = booking._get_list_price()

    @api.depends("seats", "price_unit", "discount")
    def _compute_amount_total(self):
        for booking in self:
            booking.amount_total = self._get_total(
                booking.seats,
                booking.price_unit,
                booking.discount,
                booking.currency_id or self.env.company.currency_id,
            )

    @api.depends(
        "sale_line_id.invoice_lines.move_id.state",
        "sale_line_id.invoice_lines.move_id.payment_state",
    )
    def _compute_payment_state(self):
        for booking in self:
            moves = booking.sale_line_id.invoice_lines.move_id.filtered(
                lambda move: move.state == "posted" and move.move_type == "out_invoice",
            )
            states = set(moves.mapped("payment_state"))
            if not moves:
                booking.payment_state = "none"
            elif states <= {"paid", "in_payment"}:
                booking.payment_state = "paid"
            elif states & {"paid", "in_payment", "partial"}:
                booking.payment_state = "partial"
            else:
                booking.payment_state = "invoiced"

    def _get_total(self, seats, price_unit, discount, currency):
        return currency.round(seats * price_unit * (1 - (discount or 0.0) / 100))

    def _has_pricelists(self):
        return self.env["res.groups"]._is_feature_enabled("product.group_product_pricelist")

    def _get_list_price(self):
        """Price of one seat for this client, before the discount."""
        group = self.group_id
        if not self._has_pricelists():
            return group.price_unit
        # sudo: the price is asked for, not the pricelist
        product = group.sudo().product_id
        if not product or group.price_unit != product.lst_price:
            return group.price_unit
        pricelist = self.partner_id.with_company(group.company_id).property_product_pricelist
        if not pricelist:
            return group.price_unit
        return pricelist.sudo()._get_product_price(  # sudo: as above
            product,
            self.seats or 1,
            currency=group.currency_id,
            date=fields.Datetime.now(),
        )
