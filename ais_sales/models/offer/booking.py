from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .sale_order_line_seats import FROM_BOOKING

# what the system alone writes; computed or linked
SYSTEM_FIELDS = {
    "amount_total",
    "course_id",
    "direction_id",
    "date_start",
    "company_id",
    "amount_invoiced",
    "amount_paid",
    "payment_state",
    "is_unpaid_late",
    "sale_line_id",
    "order_id",
}


class Booking(models.Model):
    """A booking and its order line are one thing, see `sale.order.line`."""

    _inherit = "ais.booking"

    order_id = fields.Many2one(
        related="sale_line_id.order_id",
        string="Order",
        store=True,
        precompute=True,
        index="btree_not_null",
    )

    _sale_line_unique = models.UniqueIndex(
        "(sale_line_id) WHERE state != 'cancelled'",
        "The order line has a booking already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._ais_refuse_system_fields(vals)
        return super().create(vals_list)

    def write(self, vals):
        if self._ais_from_line():
            return super().write(vals)
        self._ais_refuse_system_fields(vals)
        self._ais_check_linked(vals)
        if vals.get("state") in ("hold", "waitlist"):
            self._ais_leave_lost_orders()
        result = super().write(vals)
        if {"seats", "group_id", "price_unit", "discount", "state"} & vals.keys():
            for booking in self.filtered("sale_line_id"):
                booking._ais_update_line(vals)
        return result

    def action_make_order(self):
        """Make a commercial proposal of these bookings, or open the one there is (2.8).

        :raise UserError: they are of different clients, or closed
        """
        orders = self.order_id
        free = self.filtered(lambda booking: not booking.sale_line_id)
        if not free:
            return orders._get_records_action()
        if len(free.partner_id) > 1:
            raise UserError(self.env._("Bookings of one order belong to one client."))
        closed = free.filtered(lambda booking: booking.state in ("done", "cancelled"))
        if closed:
            raise UserError(self.env._("Booking %s is closed.", closed[0].display_name))
        return free._ais_create_order()._get_records_action()

    def _ais_create_order(self):
        order = self.env["sale.order"].create(self._ais_order_vals())
        for booking in self:
            line = self.env["sale.order.line"].with_context(ais_line_sync=FROM_BOOKING)
            line = line.create(booking._ais_line_vals(order))
            line.with_context(ais_line_sync=None)._ais_link(booking)
        return order

    def _ais_order_vals(self):
        lead = self.lead_id[:1]
        return {
            "partner_id": self.partner_id.id,
            "opportunity_id": lead.id,
            "origin": lead.name,
            "user_id": self.user_id[:1].id or self.env.uid,
            "company_id": self.company_id.id,
            **({"team_id": lead.team_id.id} if lead.team_id else {}),
        }

    def _ais_line_vals(self, order):
        return {
            "order_id": order.id,
            "product_id": self.group_id.product_id.id,
            "product_uom_qty": self.seats,
            "ais_group_id": self.group_id.id,
            "discount": self.discount,
        }

    def _complete_precomputed_vals(self, vals, group):
        result = super()._complete_precomputed_vals(vals, group)
        if not vals.get("sale_line_id"):
            vals["order_id"] = False
        return result

    def _ais_from_line(self):
        return self.env.context.get("ais_line_sync") is FROM_BOOKING

    @api.model
    def _ais_refuse_system_fields(self, vals):
        refused = sorted(SYSTEM_FIELDS & vals.keys())
        if refused and not (self.env.su or self._ais_from_line()):
            raise AccessError(
                self.env._(
                    "“%s” of a booking is written by the system, by its order and its invoices.",
                    self._fields[refused[0]]._description_string(self.env),
                ),
            )

    def _ais_leave_lost_orders(self):
        """A cancelled booking that comes back is not that of a cancelled order, nor of a line that
        has another booking by now.
        """
        for booking in self.filtered(lambda one: one.state == "cancelled" and one.sale_line_id):
            # sudo: the order follows its bookings, whoever keeps it
            line = booking.sudo().sale_line_id
            if line.order_id.state == "cancel" or line.ais_booking_id:
                booking._ais_leave_order()

    def _ais_check_linked(self, vals):
        if not {"price_unit", "discount", "partner_id", "sale_line_id"} & vals.keys():
            return
        for booking in self.filtered("sale_line_id"):
            # sudo: the price is decided on the order, whoever keeps it
            order = booking.sudo().order_id
            if {"price_unit", "discount"} & vals.keys() and order.state == "sale":
                raise UserError(
                    self.env._(
                        "The price of booking %(booking)s is agreed in order %(order)s and changed"
                        " there.",
                        booking=booking.display_name,
                        order=order.name,
                    ),
                )
            if vals.get("partner_id", booking.partner_id.id) != booking.partner_id.id:
                raise UserError(
                    self.env._(
                        "Booking %(booking)s belongs to order %(order)s: change the client there.",
                        booking=booking.display_name,
                        order=order.name,
                    ),
                )

    def _ais_update_line(self, vals):
        """Bring the order line up with the booking."""
        # sudo: the order follows its bookings, whoever keeps it
        line = self.sudo().sale_line_id
        order = line.order_id
        if vals.get("state") == "cancelled":
            if order.state == "sale" and line.product_uom_qty:
                line._ais_write_unlocked({"product_uom_qty": 0})
            if order.state in ("sale", "cancel"):
                self._ais_tell_accountant()
            return
        changed = {}
        if {"seats", "state"} & vals.keys() and line.product_uom_qty != self.seats:
            changed["product_uom_qty"] = self.seats
        if "group_id" in vals and line.ais_group_id != self.group_id:
            changed["ais_group_id"] = self.group_id.id
        if order.state in ("draft", "sent"):
            changed.update(
                {name: vals[name] for name in ("price_unit", "discount") if name in vals}
            )
        if changed:
            line._ais_write_unlocked(changed)
        if {"price_unit", "discount"} & changed.keys():
            self._ais_check_order_price(("sent",))
        self._ais_take_price()

    def _ais_take_price(self):
        """The price of the order line; a КП in another currency is converted."""
        # sudo: as above
        line = self.sudo().sale_line_id
        vals = {}
        price = line._ais_seat_price()
        if self.currency_id.compare_amounts(price, self.price_unit):
            vals["price_unit"] = price
        if self.discount != line.discount:
            vals["discount"] = line.discount
        if vals:
            self.with_context(ais_line_sync=FROM_BOOKING).write(vals)

    def _get_list_price(self):
        # sudo: the price is asked for, whoever keeps the order
        line = self.sudo().sale_line_id
        return (
            line._ais_seat_price() if line and line.product_uom_qty else super()._get_list_price()
        )

    def _ais_is_invoiced(self):
        # sudo: whether there is an invoice, not what it says
        return bool(self.sudo().sale_line_id.qty_invoiced)

    def _ais_tell_accountant(self):
        """Money of a cancelled booking goes back, or to another order: the accountant knows."""
        if not self._ais_is_invoiced():
            return
        words = self._in_staff_language().env
        self._notify_staff(
            [
                (
                    self.order_id,
                    self._staff_of("accountant", self.company_id),
                    words._("Seats cancelled: a credit note is needed"),
                    words._(
                        "%(booking)s: paid %(paid)s of %(total)s.",
                        booking=self.display_name,
                        paid=self.currency_id.format(self.amount_paid),
                        total=self.currency_id.format(self.amount_invoiced),
                    ),
                    None,
                ),
            ],
        )
