from odoo import api, fields, models

from .sale_order_line_seats import FROM_BOOKING


class SaleOrderLine(models.Model):
    """The difference of price of seats that moved after they were invoiced (2.8).

    It is a line without seats of its own: so much more, or less, for each seat of the line it
    belongs to. It has as many seats and the same discount as that line, whatever becomes of them.
    """

    _inherit = "sale.order.line"

    ais_difference_of_id = fields.Many2one(
        "sale.order.line",
        "Difference of price of",
        index="btree_not_null",
        copy=False,
        readonly=True,
        ondelete="cascade",
    )

    @api.depends("ais_difference_of_id")
    def _compute_ais_is_course(self):
        result = super()._compute_ais_is_course()
        self.filtered("ais_difference_of_id").ais_is_course = False
        return result

    def write(self, vals):
        result = super().write(vals)
        shared = {"product_uom_qty", "discount"} & vals.keys()
        if shared:
            for line in self:
                differences = line._ais_differences()
                if differences:
                    differences._ais_write_unlocked({name: line[name] for name in shared})
        return result

    def _ais_seat_price(self):
        """Price of a seat before the discount in the company's currency, differences included."""
        self.ensure_one()
        return self.currency_id._convert(
            self.price_unit + self._ais_price_difference(),
            self.company_id.currency_id,
            self.company_id,
            (self.order_id.date_order or fields.Datetime.now()).date(),
        )

    def _ais_price_difference(self):
        """By how much a seat costs more than its line says, before the discount."""
        return sum(self._ais_differences().mapped("price_unit"))

    def _ais_differences(self):
        return self.order_id.order_line.filtered(lambda line: line.ais_difference_of_id in self)

    def _ais_create_difference(self, name, difference):
        """Add a difference to each seat of this line.

        :param str name: what is printed
        :param float difference: of a seat, before the discount
        :return: the new line
        """
        lines = self.with_context(ais_line_sync=FROM_BOOKING, sale_no_log_for_new_lines=True)
        return lines.create(
            {
                "order_id": self.order_id.id,
                "product_id": self.product_id.id,
                "name": name,
                "product_uom_qty": self.product_uom_qty,
                "price_unit": difference,
                "discount": self.discount,
                "ais_difference_of_id": self.id,
                "ais_group_id": False,
                "tax_ids": [(6, 0, self.tax_ids.ids)],
            },
        )
