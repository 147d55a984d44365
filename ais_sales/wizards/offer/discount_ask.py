from odoo import fields, models


class DiscountAsk(models.TransientModel):
    """Ask for a discount above one's own limit (2.8)."""

    _name = "ais.discount.ask"
    _inherit = ["ais.window.mixin"]
    _description = "Ask for a discount"

    order_id = fields.Many2one("sale.order", required=True, readonly=True)
    discount = fields.Float("Discount, %", related="order_id.ais_discount_max")
    amount_total = fields.Monetary(related="order_id.amount_total")
    currency_id = fields.Many2one(related="order_id.currency_id")
    reason_id = fields.Many2one(
        related="order_id.ais_discount_reason_id",
        readonly=False,
        string="Ground",
    )
    note = fields.Text("Why", required=True)

    def action_ask(self):
        """Ask, and tell those who decide."""
        self.ensure_one()
        self.order_id._ais_ask_discount(self.note)
        return {"type": "ir.actions.act_window_close"}
