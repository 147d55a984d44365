from odoo import fields, models

from ...tools.read_committed import entry_reads_committed


class BookingSplit(models.TransientModel):
    """Make some seats of a booking a booking of their own."""

    _name = "ais.booking.split"
    _inherit = ["ais.window.mixin"]
    _description = "Split a booking"

    booking_id = fields.Many2one("ais.booking", required=True, readonly=True)
    booking_seats = fields.Integer("Seats of the booking", related="booking_id.seats")
    seats = fields.Integer("Seats to take apart", required=True, default=1)
    trainee_ids = fields.Many2many(
        "ais.trainee",
        string="Trainees who go along",
        domain="[('booking_id', '=', booking_id)]",
    )

    @entry_reads_committed
    def action_split(self):
        """Split the booking and open the new one."""
        self.ensure_one()
        return self.booking_id._split_off(self.seats, self.trainee_ids)._get_records_action()
