from odoo import models
from odoo.exceptions import UserError

# Passed in the context by reference: a client of RPC cannot send this object
SEATS_UNCHANGED = object()


class Booking(models.Model):
    """Take some seats of a booking apart: 5 of 8 are confirmed, 3 go."""

    _inherit = "ais.booking"

    def _split_off(self, seats, trainees=None, is_leaving=False):
        """Make some seats a booking of their own, in the same group and state.

        The group's count does not change for a moment, so nobody on the waiting list gets the
        seats in between.

        :param int seats: how many seats leave, less than the booking has
        :param trainees: those of its trainees who leave with them
        :param bool is_leaving: the part is cancelled right away, no order line is made for it
        :return: the new booking
        """
        self.ensure_one()
        trainees = trainees or self.env["ais.trainee"]
        self.group_id._lock_seats()
        self.invalidate_recordset()
        if self.state not in ("waitlist", "hold", "confirmed"):
            raise UserError(self.env._("Booking %s is closed.", self.display_name))
        if not 0 < seats < self.seats:
            raise UserError(
                self.env._(
                    "Booking %(booking)s has %(seats)s seats; between 1 and %(most)s of them can"
                    " be taken apart.",
                    booking=self.display_name,
                    seats=self.seats,
                    most=self.seats - 1,
                ),
            )
        staying = len(self.trainee_ids - trainees)
        if len(trainees) > seats or staying > self.seats - seats:
            raise UserError(
                self.env._(
                    "Choose which trainees leave: %(leaving)s chosen for %(seats)s seats,"
                    " %(staying)s stay on %(left)s.",
                    leaving=len(trainees),
                    seats=seats,
                    staying=staying,
                    left=self.seats - seats,
                ),
            )
        unchanged = self.with_context(ais_seats=SEATS_UNCHANGED)
        part = unchanged.create(self._prepare_split_vals(seats))
        trainees.booking_id = part
        unchanged.write({"seats": self.seats - seats})
        part = part.with_context(ais_seats=None)
        part.message_post(body=self.env._("Split off booking %s.", self.name))
        self.message_post(
            body=self.env._(
                "%(seats)s seats split off as %(booking)s.", seats=seats, booking=part.name
            )
        )
        return part

    def _prepare_split_vals(self, seats):
        return {
            "name": self.env["ir.sequence"]._ais_next_numbers("ais.booking", 1)[0],
            "group_id": self.group_id.id,
            "partner_id": self.partner_id.id,
            "lead_id": self.lead_id.id,
            "user_id": self.user_id.id,
            "seats": seats,
            "state": self.state,
            "hold_until": self.hold_until,
            "confirmed_on": self.confirmed_on,
            "waitlisted_at": self.waitlisted_at,
            "waitlist_priority": self.waitlist_priority,
            "priority_reason": self.priority_reason,
            "is_offer": self.is_offer,
            "price_unit": self.price_unit,
            "discount": self.discount,
        }

    def _keeps_seats(self):
        return self.env.context.get("ais_seats") is SEATS_UNCHANGED
