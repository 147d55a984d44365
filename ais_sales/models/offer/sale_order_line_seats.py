from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from ..catalogue.roles import STAFF

# in the context by reference: what is written comes from the booking, a client cannot say so
FROM_BOOKING = object()
# what makes a price, and what makes a discount of a sum taken off
PRICE_FIELDS = {"price_unit", "discount", "order_id"}
COUNT_FIELDS = {"product_uom_qty", "order_id"}
ACTIVE_STATES = ("waitlist", "hold", "confirmed", "done")


class SaleOrderLine(models.Model):
    """A line and its booking are one thing: seats, group and price are the same in both.

    Two roads lead to the pair, from a booking to its order and from an order to its bookings; a
    unique index sees to it that a line has one booking in force.
    """

    _inherit = "sale.order.line"

    ais_booking_ids = fields.One2many("ais.booking", "sale_line_id", "Bookings", groups=STAFF)
    ais_booking_id = fields.Many2one(
        "ais.booking",
        "Booking",
        compute="_compute_ais_booking_id",
        compute_sudo=True,
        help="The booking in force of this line.",
    )
    ais_booking_state = fields.Selection(
        lambda self: self.env["ais.booking"]._fields["state"]._description_selection(self.env),
        "Seats are",
        compute="_compute_ais_booking_id",
        compute_sudo=True,
    )

    @api.depends("ais_booking_ids.state")
    def _compute_ais_booking_id(self):
        for line in self:
            line.ais_booking_id = line.ais_booking_ids.filtered(
                lambda booking: booking.state in ACTIVE_STATES,
            )[:1]
            line.ais_booking_state = line.ais_booking_id.state

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not self._ais_from_booking():
            lines._ais_adopt_bookings()
            lines._ais_follow_order()
        return lines

    def write(self, vals):
        if self._ais_from_booking() or not self._ais_shared_fields() & vals.keys():
            return super().write(vals)
        if "order_id" in vals:
            self._ais_check_new_order(self.env["sale.order"].browse(vals["order_id"]))
        linked = self.filtered("ais_booking_id")
        for line in linked:
            line._ais_check_change(vals)
        orders = self.order_id if COUNT_FIELDS & vals.keys() else self.env["sale.order"]
        before = orders._ais_discounts_in_force()
        result = super().write(vals)
        for line in linked:
            line._ais_update_booking(vals)
        (self - linked)._ais_adopt_bookings()
        self._ais_follow_order(is_price=bool(PRICE_FIELDS & vals.keys()))
        orders._ais_check_grown_discount(before)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_confirmed_seats(self):
        for line in self:
            if line.ais_booking_id.state in ("confirmed", "done"):
                raise UserError(
                    self.env._(
                        "“%(line)s” has confirmed seats (booking %(booking)s). Cancel the booking"
                        " first.",
                        line=line.name,
                        booking=line.ais_booking_id.name,
                    ),
                )

    def unlink(self):
        if not (self._ais_from_booking() or self.env.context.get(MODULE_UNINSTALL_FLAG)):
            # before the seats part from the line
            self._unlink_except_confirmed_seats()
        # sudo: the seats stay, their price goes with the line, whoever keeps the booking
        self.sudo().ais_booking_ids._ais_leave_order()
        return super().unlink()

    @api.model
    def _ais_shared_fields(self):
        return {
            "product_uom_qty",
            "price_unit",
            "discount",
            "ais_group_id",
            "product_id",
            "order_id",
        }

    def _ais_check_new_order(self, order):
        for line in self.filtered("ais_booking_id"):
            if line._ais_client() != order.partner_id.commercial_partner_id:
                raise UserError(
                    self.env._(
                        "“%(line)s” has booking %(booking)s of %(client)s and cannot go to an order"
                        " of another client.",
                        line=line.name,
                        booking=line.ais_booking_id.name,
                        client=line._ais_client().display_name,
                    ),
                )

    def _ais_follow_order(self, is_price=True):
        """Lines added to or changed in an order that is sent or in force: its seats are confirmed,
        its prices are allowed ones.
        """
        orders = self.order_id
        if is_price:
            orders.filtered(lambda order: order.state in ("sent", "sale"))._ais_check_discount()
        new = self.filtered(
            lambda line: (
                line.order_id.state == "sale"
                and line.ais_is_course
                and line.product_uom_qty > 0
                and not line.ais_booking_id
            ),
        )
        if new:
            new._ais_check_groups()
            new._ais_take_seats("confirmed")

    def _ais_from_booking(self):
        return self.env.context.get("ais_line_sync") is FROM_BOOKING

    def _ais_write_unlocked(self, vals):
        """What has happened to the booking is true, whether the order is locked or not."""
        # sudo: the line follows its booking, whoever keeps the order
        line = self.sudo().with_context(ais_line_sync=FROM_BOOKING)
        is_locked = line.order_id.locked
        if is_locked:
            line.order_id.action_unlock()
        line.write(vals)
        if is_locked:
            line.order_id.action_lock()

    def _ais_check_change(self, vals):
        booking = self.ais_booking_id
        if "product_id" in vals and vals["product_id"] != self.product_id.id:
            raise UserError(
                self.env._(
                    "“%(line)s” has booking %(booking)s: choose another group of the course, or"
                    " cancel the booking and add a line for the other course.",
                    line=self.name,
                    booking=booking.name,
                ),
            )
        if "ais_group_id" in vals and not vals["ais_group_id"]:
            raise UserError(
                self.env._("Booking %s has its group: choose another one.", booking.display_name),
            )

    def _ais_update_booking(self, vals):
        """Bring the booking up with its line; seats are taken under the group's guard."""
        booking = self.ais_booking_id.with_context(ais_line_sync=FROM_BOOKING)
        seats = int(self.product_uom_qty)
        if seats < self.qty_invoiced:
            booking._ais_tell_accountant()
        if "product_uom_qty" in vals and not seats:
            booking.action_cancel("order_cancelled", self.env._("Taken off the order"))
            return
        changed = {}
        if seats != booking.seats:
            changed["seats"] = seats
        if self.ais_group_id and self.ais_group_id != booking.group_id:
            changed["group_id"] = self.ais_group_id.id
        if changed:
            booking.write(changed)
        booking._ais_take_price()

    def _ais_check_groups(self):
        for line in self:
            if not line.ais_group_id:
                raise UserError(
                    self.env._(
                        "Order %(order)s: choose the group of “%(line)s”.",
                        order=line.order_id.name,
                        line=line.product_id.display_name,
                    ),
                )

    def _ais_confirm_seats(self):
        """Confirm held seats and take those that are not held yet, all or none.

        :raise SeatsUnavailable: a group has fewer free seats
        """
        held = self.ais_booking_id.filtered(lambda booking: booking.state == "hold")
        if held:
            held.action_confirm()
        free = self.filtered(lambda line: not line.ais_booking_id)
        if free:
            free._ais_take_seats("confirmed")

    def _ais_new_booking_vals(self, state):
        order = self.order_id
        return {
            "group_id": self.ais_group_id.id,
            "partner_id": order.partner_id.id,
            "lead_id": order.opportunity_id.id,
            "user_id": order.user_id.id or self.env.uid,
            "seats": int(self.product_uom_qty),
            "state": state,
            "sale_line_id": self.id,
            "price_unit": self._ais_seat_price(),
            "discount": self.discount,
        }

    def _ais_take_seats(self, state):
        """Take seats for lines that have none, all or none.

        :param str state: `hold` or `confirmed`
        :raise SeatsUnavailable: a group has fewer free seats
        :raise UserError: a colleague has booked them for this client
        """
        self._ais_refuse_second_bookings()
        bookings = self.env["ais.booking"].with_context(ais_line_sync=FROM_BOOKING)
        bookings = bookings.create([line._ais_new_booking_vals(state) for line in self])
        # the ORM precomputes with a record of its own, which stays in these caches
        self.invalidate_recordset(["ais_booking_ids", "ais_booking_id", "ais_booking_state"])
        self.order_id.invalidate_recordset(["ais_booking_ids"])
        return bookings.with_context(ais_line_sync=None)
