from odoo import api, fields, models

from ...tools.read_committed import entry_reads_committed


class BookingMove(models.TransientModel):
    """Seats of an order move: the price they keep or take, and what follows from it (2.8)."""

    _inherit = "ais.booking.move"

    is_ordered = fields.Boolean(compute="_compute_ordered")
    is_invoiced = fields.Boolean(compute="_compute_ordered")
    take_price = fields.Boolean(
        "Take the price of the new group",
        help="The difference of seats that are invoiced becomes an invoice or a credit note.",
    )
    difference = fields.Monetary(compute="_compute_difference")
    currency_id = fields.Many2one(related="booking_ids.currency_id")

    @api.depends("booking_ids")
    def _compute_ordered(self):
        for wizard in self:
            # sudo: whether there is an order in force, whoever keeps it
            ordered = wizard.booking_ids.filtered(lambda one: one.sudo().order_id.state == "sale")
            wizard.is_ordered = bool(ordered)
            wizard.is_invoiced = any(booking._ais_is_invoiced() for booking in ordered)

    @api.depends("booking_ids", "group_id")
    def _compute_difference(self):
        for wizard in self:
            wizard.difference = sum(
                booking.seats
                * (wizard.group_id.price_unit - booking.price_unit)
                * (1 - booking.discount / 100)
                for booking in wizard.booking_ids
                if wizard.group_id
            )

    @entry_reads_committed
    def action_move(self):
        self.ensure_one()
        if not self.take_price:
            return super().action_move()
        self.booking_ids.action_move(self.group_id, take_price=True)
        return {"type": "ir.actions.act_window_close"}
