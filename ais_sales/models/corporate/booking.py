from odoo import api, fields, models


class Booking(models.Model):
    """Seats of a corporate order (2.22)."""

    _inherit = "ais.booking"

    corporate_order_id = fields.Many2one(
        "ais.corporate.order",
        compute="_compute_corporate_order_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        copy=False,
        check_company=True,
        ondelete="set null",
    )

    @api.depends("sale_line_id.order_id.ais_corporate_order_id")
    def _compute_corporate_order_id(self):
        for booking in self:
            # sudo: the order of the seats, whoever keeps it
            order = booking.sudo().sale_line_id.order_id.ais_corporate_order_id
            booking.corporate_order_id = order or booking.corporate_order_id
