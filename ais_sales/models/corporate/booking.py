from odoo import api, fields, models
from odoo.exceptions import UserError


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
            order = booking.sudo().sale_line_id.order_id.ais_corporate_order_id
            booking.corporate_order_id = order or booking.corporate_order_id

    @api.constrains("corporate_order_id", "partner_id")
    def _check_corporate_order(self):
        for booking in self.filtered("corporate_order_id"):
            # sudo: whose order it is, not what it says
            booking.corporate_order_id.sudo()._check_belongs(booking.partner_id)

    @api.model_create_multi
    def create(self, vals_list):
        bookings = super().create(vals_list)
        # sudo: the checklist follows the seats
        bookings.corporate_order_id.sudo()._add_missing_documents()
        return bookings

    def write(self, vals):
        if vals.get("corporate_order_id") or "corporate_order_id" in vals:
            self._check_not_closed(vals["corporate_order_id"])
        result = super().write(vals)
        if {"corporate_order_id", "group_id", "state"} & vals.keys():
            # sudo: as above
            self.corporate_order_id.sudo()._add_missing_documents()
        return result

    def _check_not_closed(self, order_id):
        orders = self.corporate_order_id | self.corporate_order_id.browse(order_id or [])
        for order in orders.sudo():  # sudo: its stage
            if order.state == "closed":
                raise UserError(
                    self.env._(
                        "Order %s is closed: its seats stay as they are. Reopen it first.",
                        order.display_name,
                    ),
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
