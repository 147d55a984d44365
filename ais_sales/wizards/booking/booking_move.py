from odoo import fields, models

from ...tools.read_committed import entry_reads_committed


class BookingMove(models.TransientModel):
    """Move bookings to another group."""

    _name = "ais.booking.move"
    _inherit = ["ais.window.mixin"]
    _description = "Move bookings"

    booking_ids = fields.Many2many("ais.booking", required=True, readonly=True)
    course_id = fields.Many2one(
        "ais.course",
        default=lambda self: self._default_course_id(),
        help="Groups of this course are offered; empty it to see all.",
    )
    group_id = fields.Many2one(
        "ais.course.group",
        "New group",
        required=True,
        domain="[('state', 'in', ('open', 'guaranteed')), ('enroll_until', '>=', 'today')]"
        " + ([('course_id', '=', course_id)] if course_id else [])",
    )
    seats_available = fields.Integer(related="group_id.seats_available")

    def _default_course_id(self):
        bookings = self.env["ais.booking"].browse(self.env.context.get("default_booking_ids", []))
        return bookings.course_id if len(bookings.course_id) == 1 else False

    @entry_reads_committed
    def action_move(self):
        """Move them; all or none."""
        self.ensure_one()
        self.booking_ids.action_move(self.group_id)
        return {"type": "ir.actions.act_window_close"}
