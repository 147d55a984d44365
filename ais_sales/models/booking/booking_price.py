from odoo import api, fields, models


class Booking(models.Model):
    """What the seats cost."""

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
        help="Of the order line, if there is one; else the group's own price, the client's"
        " pricelist or the course's price.",
    )
    discount = fields.Float(
        "Discount, %",
        digits="Discount",
        tracking=True,
        aggregator="avg",
        help="From the group's price, in per cent. Above your limit make a proposal"
        " and ask for approval.",
    )
    amount_total = fields.Monetary(
        "Total",
        compute="_compute_amount_total",
        store=True,
        precompute=True,
        help="Seats at their price, the discount taken off.",
    )
    sale_line_id = fields.Many2one(
        "sale.order.line",
        "Order line",
        index="btree_not_null",
        copy=False,
        ondelete="set null",
        check_company=True,
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
