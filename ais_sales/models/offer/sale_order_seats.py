from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.read_committed import entry_reads_committed
from ..catalogue.roles import STAFF
from .sale_order_line_seats import FROM_BOOKING


class SaleOrder(models.Model):
    """Seats of an order: held, confirmed and released with it (2.8, 2.13)."""

    _inherit = "sale.order"

    ais_booking_ids = fields.One2many("ais.booking", "order_id", "Bookings", groups=STAFF)
    # computed as the system: a seller of Odoo's own reads how many there are, not which
    ais_booking_count = fields.Integer(
        "Bookings made",
        compute="_compute_ais_booking_count",
        compute_sudo=True,
    )
    ais_seats_state = fields.Selection(
        [
            ("none", "No seats held"),
            ("partial", "Not all seats held"),
            ("waitlist", "On the waiting list"),
            ("hold", "Seats held"),
            ("confirmed", "Seats confirmed"),
        ],
        "State of seats",
        compute="_compute_ais_seats_state",
        compute_sudo=True,
        help="What of the seats of this proposal is held or confirmed.",
    )
    ais_hold_until = fields.Datetime(
        "Held until",
        compute="_compute_ais_seats_state",
        compute_sudo=True,
    )

    @api.depends("ais_booking_ids.state")
    def _compute_ais_booking_count(self):
        for order in self:
            order.ais_booking_count = len(order.ais_booking_ids)

    @api.depends("order_line.ais_booking_ids.state", "order_line.ais_booking_ids.hold_until")
    def _compute_ais_seats_state(self):
        for order in self:
            lines = order._ais_course_lines()
            bookings = lines.ais_booking_id
            states = set(bookings.mapped("state"))
            held = bookings.filtered(lambda booking: booking.state == "hold")
            order.ais_hold_until = min(held.mapped("hold_until"), default=False)
            if not lines:
                order.ais_seats_state = False
            elif not bookings:
                order.ais_seats_state = "none"
            elif "waitlist" in states:
                order.ais_seats_state = "waitlist"
            elif len(bookings) < len(lines):
                order.ais_seats_state = "partial"
            else:
                order.ais_seats_state = "hold" if "hold" in states else "confirmed"

    def _ais_course_lines(self):
        return self.order_line.filtered(
            lambda line: line.ais_is_course and line.product_uom_qty > 0 and not line.display_type,
        )

    @entry_reads_committed
    def action_ais_hold_seats(self):
        """Hold the seats of all course lines that have none, all or none (2.13).

        :raise UserError: a line has no group, or a colleague has booked its seats for this client
        :raise SeatsUnavailable: a group has fewer free seats
        """
        lines = self._ais_course_lines()
        lines._ais_check_groups()
        bookings = lines.ais_booking_id
        if len(bookings) == len(lines):
            if "waitlist" in bookings.mapped("state"):
                raise UserError(
                    self.env._(
                        "This proposal is on the waiting list: it is offered seats when some are"
                        " free.",
                    ),
                )
            raise UserError(self.env._("The seats of this proposal are held already."))
        free = lines._ais_settle_bookings()
        if free:
            free._ais_take_seats("hold")

    def write(self, vals):
        if "partner_id" in vals:
            self._ais_change_client(self.env["res.partner"].browse(vals["partner_id"]))
        is_sale = vals.get("state") == "sale"
        training = self.filtered(lambda order: order.ais_is_training and order.state != "sale")
        if is_sale:
            training._ais_course_lines()._ais_settle_bookings()
            for order in training:
                order._ais_refuse_problems(order._ais_seat_problems())
        result = super().write(vals)
        if is_sale:
            training._ais_course_lines()._ais_confirm_seats()
        return result

    def _ais_bookings(self):
        """All bookings of these orders; who may not read them learns it when there are any."""
        # sudo: the list alone, so that orders without seats stay open to sellers of Odoo's own
        return self.sudo().ais_booking_ids.with_env(self.env)

    def unlink(self):
        # the database deletes the lines of an order by itself; this is what they do as well
        # sudo: as there
        self.sudo().ais_booking_ids._ais_leave_order()
        return super().unlink()

    def _ais_change_client(self, partner):
        """Seats that are only held go along to another client; confirmed ones do not."""
        for booking in self._ais_bookings().filtered(lambda one: one.state != "cancelled"):
            if booking.partner_id.commercial_partner_id == partner.commercial_partner_id:
                continue
            if booking.state in ("confirmed", "done"):
                raise UserError(
                    self.env._(
                        "Order %(order)s: the seats of %(booking)s are confirmed for this client."
                        " Cancel the order and make another one.",
                        order=booking.order_id.name,
                        booking=booking.display_name,
                    ),
                )
            booking.with_context(ais_line_sync=FROM_BOOKING).partner_id = partner

    @entry_reads_committed
    def action_confirm(self):
        training = self.filtered("ais_is_training")
        training._ais_course_lines()._ais_settle_bookings()
        for order in training:
            problems = order._ais_seat_problems()
            if problems and order.env.context.get("ais_ask") and len(self) == 1:
                return order._ais_open_choice(problems)
            order._ais_refuse_problems(problems)
        result = super().action_confirm()
        for order in training:
            order._ais_make_papers()
        return result

    def _action_cancel(self):
        bookings = self._ais_bookings()
        done = bookings.filtered(lambda booking: booking.state == "done")
        if done:
            raise UserError(
                self.env._(
                    "Order %(order)s cannot be cancelled: the training of %(booking)s is over.",
                    order=done[0].order_id.name,
                    booking=done[0].display_name,
                ),
            )
        result = super()._action_cancel()
        active = bookings.filtered(
            lambda booking: booking.state in ("waitlist", "hold", "confirmed"),
        )
        if active:
            active.action_cancel("order_cancelled")
        return result

    def action_view_ais_bookings(self):
        """Open the bookings of these orders."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_booking_action")
        action["domain"] = [("order_id", "in", self.ids)]
        action["context"] = {}
        return action

    def _ais_seat_problems(self):
        """Course lines whose seats cannot be confirmed now: on the waiting list, or not free."""
        lines = self._ais_course_lines()
        lines._ais_check_groups()
        # sudo: the free seats are asked for, not another specialist's bookings
        free = {group: group.seats_available for group in lines.sudo().ais_group_id}
        problems = lines.browse()
        for line in lines:
            booking = line.ais_booking_id
            if booking.state == "waitlist":
                problems |= line
            elif not booking:
                free[line.ais_group_id] -= line.product_uom_qty
                if free[line.ais_group_id] < 0:
                    problems |= line
        return problems

    def _ais_refuse_problems(self, lines):
        if not lines:
            return
        line = lines[0]
        group = line.ais_group_id
        if line.ais_booking_id:
            raise UserError(
                self.env._(
                    "Order %(order)s: booking %(booking)s is on the waiting list and has no seats"
                    " yet. Move it to another group, wait for seats, or take the line off.",
                    order=self.name,
                    booking=line.ais_booking_id.display_name,
                ),
            )
        raise UserError(
            self.env._(
                "Order %(order)s: group %(group)s has %(free)s free seats, %(seats)s are wanted."
                " Choose another group, join the waiting list, or take fewer seats.",
                order=self.name,
                group=group.display_name,
                free=group.seats_available,
                seats=int(line.product_uom_qty),
            ),
        )

    def _ais_open_choice(self, lines):
        choice = self.env["ais.order.seats"].create(
            {
                "order_id": self.id,
                "line_ids": [(0, 0, {"order_line_id": line.id}) for line in lines],
            },
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Not all seats can be confirmed"),
            "res_model": choice._name,
            "res_id": choice.id,
            "view_mode": "form",
            "target": "new",
        }
