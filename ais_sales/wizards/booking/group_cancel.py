from odoo import fields, models

from ...tools.read_committed import entry_reads_committed


class GroupCancel(models.TransientModel):
    """Cancel a group: its bookings move to another group or are released."""

    _name = "ais.group.cancel"
    _inherit = ["ais.window.mixin"]
    _description = "Cancel a group"

    group_id = fields.Many2one("ais.course.group", required=True, readonly=True)
    course_id = fields.Many2one(related="group_id.course_id")
    seats_taken = fields.Integer(related="group_id.seats_taken")
    seats_waitlisted = fields.Integer(related="group_id.seats_waitlisted")
    target_id = fields.Many2one(
        "ais.course.group",
        "Move bookings to",
        domain="[('state', 'in', ('open', 'guaranteed')), ('id', '!=', group_id)]",
        help="Left empty, the bookings are released and their specialists told to call.",
    )
    target_available = fields.Integer("Free seats there", related="target_id.seats_available")
    reason = fields.Char(required=True)

    @entry_reads_committed
    def action_cancel(self):
        """Cancel the group; with too few seats in the other group nothing happens."""
        self.ensure_one()
        if self.group_id.state in ("open", "guaranteed"):
            self.group_id._decide("cancel", self.reason, target=self.target_id)
        else:
            self.group_id._cancel_with_bookings(self.target_id)
        return {"type": "ir.actions.act_window_close"}
