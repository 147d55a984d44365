from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.booking.booking import CANCEL_REASONS, REASONS_BY_SYSTEM
from ...tools.read_committed import entry_reads_committed


class BookingRelease(models.TransientModel):
    """Cancel bookings, or some seats of one, with the reason."""

    _name = "ais.booking.release"
    _inherit = ["ais.window.mixin"]
    _description = "Cancel a booking"

    booking_ids = fields.Many2many("ais.booking", required=True, readonly=True)
    is_single = fields.Boolean(compute="_compute_is_single")
    booking_seats = fields.Integer("Seats of the booking", compute="_compute_is_single")
    seats = fields.Integer(
        "Seats to set free",
        compute="_compute_seats",
        store=True,
        readonly=False,
    )
    trainee_ids = fields.Many2many(
        "ais.trainee",
        string="Trainees who leave",
        domain="[('booking_id', 'in', booking_ids)]",
    )
    reason = fields.Selection(
        [one for one in CANCEL_REASONS if one[0] not in REASONS_BY_SYSTEM],
        required=True,
    )
    note = fields.Char("Why exactly")

    @api.depends("booking_ids")
    def _compute_is_single(self):
        for wizard in self:
            wizard.is_single = len(wizard.booking_ids) == 1
            wizard.booking_seats = sum(wizard.booking_ids.mapped("seats"))

    @api.depends("booking_ids")
    def _compute_seats(self):
        for wizard in self:
            wizard.seats = sum(wizard.booking_ids.mapped("seats"))

    @entry_reads_committed
    def action_cancel(self):
        """Cancel all seats, or split off and cancel the number given."""
        self.ensure_one()
        bookings = self.booking_ids
        if self.is_single and self.seats != bookings.seats:
            if self.seats < 1 or self.seats > bookings.seats:
                raise UserError(
                    self.env._(
                        "Booking %(booking)s has %(seats)s seats; that many can be set free.",
                        booking=bookings.display_name,
                        seats=bookings.seats,
                    ),
                )
            bookings = bookings._split_off(self.seats, self.trainee_ids, is_leaving=True)
        bookings.action_cancel(self.reason, self.note)
        return {"type": "ir.actions.act_window_close"}
