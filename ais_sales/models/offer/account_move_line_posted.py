from odoo import models
from odoo.exceptions import UserError

# what makes the price of a line
PRICE = ("price_unit", "quantity", "discount", "product_id", "product_uom_id")


class AccountMoveLine(models.Model):
    """An invoice in the books says what the books say; what is paid is reckoned by it (2.14)."""

    _inherit = "account.move.line"

    def write(self, vals):
        """Odoo keeps the entry of a posted invoice, but not the prices that it prints.

        :raise UserError: the price of a line of a posted customer invoice of an order is changed
        """
        if not self.env.su and any(name in vals for name in PRICE):
            self._ais_check_posted_price(vals)
        return super().write(vals)

    def _ais_check_posted_price(self, vals):
        moves = self.env["account.move"]
        for line in self:
            if (
                line.parent_state == "posted"
                and line.move_id.is_sale_document()
                and line.sale_line_ids
                and any(moves._field_will_change(line, vals, name) for name in PRICE)
            ):
                raise UserError(
                    self.env._(
                        "%s is in the books: its prices and quantities stay. Make a credit note,"
                        " or reset it to draft first.",
                        line.move_id.name,
                    ),
                )
