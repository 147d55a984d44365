from odoo import api, fields, models
from odoo.exceptions import AccessError

from .booking_questions import seat_is_free


class Booking(models.Model):
    """The waiting list: order of arrival, the head's priority, offers of freed seats."""

    _inherit = "ais.booking"

    waitlisted_at = fields.Datetime(
        "Waiting since",
        readonly=True,
        copy=False,
        help="Since when the client waits: the earlier, the sooner a seat is offered.",
    )
    waitlist_priority = fields.Selection(
        [("0", "In order of arrival"), ("1", "High"), ("2", "Very high")],
        default="0",
        required=True,
        copy=False,
        tracking=True,
        help="Changed by the head, with the reason.",
    )
    priority_reason = fields.Char("Reason of priority", copy=False, tracking=True)
    queue_position = fields.Integer(
        "Place in the queue",
        compute="_compute_queue_position",
        help="Place among all who wait for the group; the first is offered a freed seat.",
    )
    is_offer = fields.Boolean(
        "Offered from the waiting list",
        copy=False,
        readonly=True,
        help="A freed seat, kept for this client until the hold runs out; then it goes to the"
        " next one who waits.",
    )

    _priority_reason_given = models.Constraint(
        "CHECK (waitlist_priority = '0' OR COALESCE(priority_reason, '') != '')",
        "Say why this client goes before others on the waiting list.",
    )

    @api.depends("state", "group_id", "waitlist_priority", "waitlisted_at")
    def _compute_queue_position(self):
        # sudo: the place among all who wait, other specialists' clients included
        bookings = self.env["ais.booking"].sudo()
        waiting = bookings.search_fetch(
            [("group_id", "in", self.group_id.ids), ("state", "=", "waitlist")],
            ["group_id"],
            order=self._waitlist_order(),
        )
        places = {}
        for bookings in waiting.grouped("group_id").values():
            places.update({booking.id: place for place, booking in enumerate(bookings, 1)})
        for booking in self:
            booking.queue_position = places.get(booking._origin.id, 0)

    @api.model
    def _waitlist_order(self):
        return "group_id, waitlist_priority desc, waitlisted_at, id"

    def _check_priority(self, vals):
        changed = "waitlist_priority" in vals and (
            any(booking.waitlist_priority != vals["waitlist_priority"] for booking in self)
            if self
            else vals["waitlist_priority"] != "0"
        )
        if changed and not (self.env.su or self._is_head()):
            raise AccessError(
                self.env._("Only the head of sales changes the order of the waiting list."),
            )

    def _offer_seats(self):
        """Hold freed seats for clients who waited, and tell their specialists (2.13)."""
        words = self._in_staff_language().env
        for company, bookings in self.grouped("company_id").items():
            deadline = company.ais_end_of_working_day(company.ais_offer_days)
            # sudo: the queue moves by itself, whoever has set the seat free
            bookings.sudo().write({"state": "hold", "hold_until": deadline, "is_offer": True})
            bookings._notify_staff(
                [
                    (
                        booking,
                        booking.user_id,
                        seat_is_free(words),
                        words._(
                            "%(client)s waited for %(seats)s seats on %(group)s. They are held"
                            " until %(deadline)s, then they go to the next in the queue.",
                            client=booking.partner_id.display_name,
                            seats=booking.seats,
                            group=booking.group_id.display_name,
                            deadline=booking._local(deadline),
                        ),
                        deadline.date(),
                    )
                    for booking in bookings
                ],
                activity="mail.mail_activity_data_call",
            )
