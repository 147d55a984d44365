from odoo import api, fields, models
from odoo.exceptions import AccessError


class Booking(models.Model):
    """Seats of a corporate order; seats of a group that is one client's own (2.22)."""

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
            line = booking.sudo().sale_line_id
            booking.corporate_order_id = (
                line.order_id.ais_corporate_order_id if line else booking.corporate_order_id
            )

    @api.constrains("corporate_order_id", "partner_id")
    def _check_corporate_order(self):
        for booking in self.filtered("corporate_order_id"):
            # sudo: whose order it is, not what it says
            booking.corporate_order_id.sudo()._check_belongs(booking.partner_id)

    @api.model_create_multi
    def create(self, vals_list):
        bookings = super().create(vals_list)
        bookings._check_may_fill(bookings.corporate_order_id)
        # sudo: the checklist follows the seats
        bookings.corporate_order_id.sudo()._add_missing_documents()
        return bookings

    def write(self, vals):
        if "corporate_order_id" in vals:
            self._check_not_closed(vals["corporate_order_id"])
            # sudo: seats and the order that sold them go together, whoever keeps it
            sold = self.sudo().sale_line_id.order_id
            sold.filtered(
                lambda order: order.ais_corporate_order_id.id != vals["corporate_order_id"],
            ).ais_corporate_order_id = vals["corporate_order_id"]
        result = super().write(vals)
        if {"corporate_order_id", "group_id", "state"} & vals.keys():
            # sudo: as above
            self.corporate_order_id.sudo()._add_missing_documents()
        return result

    def _check_not_closed(self, order_id):
        # sudo: the stages of orders
        orders = self.sudo().corporate_order_id
        new = orders.browse(order_id or [])
        orders._check_seats_stay(new)
        self._check_may_fill(new - orders)

    def _check_may_fill(self, orders):
        """Seats come into an order that is not closed, by who keeps it.

        :raise AccessError: the order is a colleague's
        """
        for order in orders.sudo(False):
            order.sudo().browse()._check_seats_stay(order.sudo())  # sudo: its stage
            if not self.env.su and not order._filtered_access("read"):
                raise AccessError(
                    self.env._("This corporate order is kept by another specialist."),
                )

    def _complete_precomputed_vals(self, vals, group):
        result = super()._complete_precomputed_vals(vals, group)
        if not vals.get("sale_line_id"):
            vals.setdefault("corporate_order_id", False)
        return result

    def _check_vals(self, vals):
        super()._check_vals(vals)
        if not {"group_id", "partner_id"} & vals.keys():
            return
        groups = self.env["ais.course.group"].browse(vals.get("group_id") or self.group_id.ids)
        partners = self.env["res.partner"].browse(vals.get("partner_id") or self.partner_id.ids)
        for group in groups.filtered("only_partner_id"):
            group._check_open_for(partners)
