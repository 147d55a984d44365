from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.read_committed import entry_reads_committed


class OrderSeats(models.TransientModel):
    """An order whose seats cannot all be confirmed: what becomes of each line (2.8, 2.13)."""

    _name = "ais.order.seats"
    _inherit = ["ais.window.mixin"]
    _description = "Seats that cannot be confirmed"

    order_id = fields.Many2one("sale.order", required=True, readonly=True)
    line_ids = fields.One2many("ais.order.seats.line", "wizard_id", "Lines")

    @entry_reads_committed
    def action_apply(self):
        """Do what was chosen, then confirm the order: all of it, or nothing.

        :raise UserError: nothing is left to be confirmed
        :raise SeatsUnavailable: another group is full too
        """
        self.ensure_one()
        order = self.order_id
        waiting = self.line_ids.filtered(lambda line: line.choice == "wait")
        for line in self.line_ids - waiting:
            line._apply()
        if waiting:
            self._put_off(waiting.order_line_id)
        if not order._ais_course_lines():
            raise UserError(
                self.env._(
                    "Order %s would have no seats left: cancel it, or let it wait as a whole.",
                    order.name,
                ),
            )
        order.with_context(ais_ask=False).action_confirm()
        return {"type": "ir.actions.act_window_close"}

    def _put_off(self, lines):
        """Lines that wait become a proposal of their own, with their place in the queue."""
        order = self.order_id
        rest = order.copy({"order_line": False, "origin": order.name})
        rest.write(
            {
                "opportunity_id": order.opportunity_id.id,
                "ais_discount_reason_id": order.ais_discount_reason_id.id,
            },
        )
        lines.write({"order_id": rest.id})
        free = lines.filtered(lambda line: not line.ais_booking_id)
        if free:
            # seats may have been set free while the client was asked
            free._ais_take_seats("waitlist").group_id._offer_free_seats()
        order.message_post(
            body=self.env._("Seats that are waited for: %s.", rest._get_html_link()),
        )


class OrderSeatsLine(models.TransientModel):
    _name = "ais.order.seats.line"
    _inherit = ["ais.window.mixin"]
    _description = "Line whose seats cannot be confirmed"

    wizard_id = fields.Many2one("ais.order.seats", required=True, ondelete="cascade")
    order_line_id = fields.Many2one("sale.order.line", required=True, readonly=True)
    course_id = fields.Many2one("ais.course", related="order_line_id.ais_course_id")
    old_group_id = fields.Many2one(
        "ais.course.group",
        "Full group",
        related="order_line_id.ais_group_id",
    )
    seats = fields.Float("Seats", related="order_line_id.product_uom_qty")
    seats_available = fields.Integer("Free", related="old_group_id.seats_available")
    choice = fields.Selection(
        [
            ("move", "Another group"),
            ("wait", "Wait, as a proposal of its own"),
            ("drop", "Leave out"),
        ],
        required=True,
        default="move",
    )
    group_id = fields.Many2one(
        "ais.course.group",
        "New group",
        compute="_compute_group_id",
        store=True,
        readonly=False,
        domain="[('course_id', '=', course_id), ('state', 'in', ('open', 'guaranteed')),"
        " ('seats_available', '>', 0), ('id', '!=', old_group_id)]",
    )

    @api.depends("order_line_id")
    def _compute_group_id(self):
        for line in self:
            groups = self.env["ais.course.group"].search(
                [
                    ("course_id", "=", line.course_id.id),
                    ("state", "in", ("open", "guaranteed")),
                    ("seats_available", ">=", line.seats),
                    ("enroll_until", ">=", fields.Date.context_today(self)),
                    ("id", "!=", line.old_group_id.id),
                ],
                limit=1,
            )
            line.group_id = groups

    def _apply(self):
        line = self.order_line_id
        if self.choice == "drop":
            booking = line.ais_booking_id
            if booking:
                booking.action_cancel("order_cancelled")
            line.unlink()
            return
        if not self.group_id:
            raise UserError(
                self.env._("Choose the group to which “%s” moves.", line.product_id.display_name),
            )
        line.ais_group_id = self.group_id
        booking = line.ais_booking_id
        if booking.state == "waitlist":
            booking.action_hold()
