from odoo import fields, models
from odoo.fields import Domain

from ..catalogue.course_group import ENROLLING_STATES
from .booking_questions import hold_runs_out, names_are_missing

# the bookings of one group stand together: each group is locked once
ORDER = "group_id, id"


class Booking(models.Model):
    """What the clock does with bookings: warns, sets lapsed holds free, asks for names."""

    _name = "ais.booking"
    _inherit = ["ais.booking", "ais.batch.mixin"]

    def _cron_expire_holds(self):
        """Set the seats of lapsed holds free (2.13). Safe to run twice and at the same time."""
        lapsed = [("state", "=", "hold"), ("hold_until", "<=", fields.Datetime.now())]
        if not self._in_staff_language()._run_in_batches(lapsed, "_expire_holds", ORDER):
            return
        # set free at the very moment at which a client began to wait: neither saw the other
        self._in_staff_language()._run_in_batches(
            [
                ("state", "=", "waitlist"),
                ("group_id.state", "in", ENROLLING_STATES),
                ("group_id.seats_available", ">", 0),
            ],
            "_offer_left_seats",
            ORDER,
        )

    def _cron_warn_holds(self):
        """Warn specialists of holds that run out soon, once for each hold."""
        for company in self.env["res.company"].search([("ais_hold_warning_days", ">", 0)]):
            soon = company.ais_end_of_working_day(company.ais_hold_warning_days)
            domain = [
                ("company_id", "=", company.id),
                ("state", "=", "hold"),
                ("is_hold_warned", "=", False),
                ("is_offer", "=", False),
                ("hold_until", "<=", soon),
            ]
            if not self._in_staff_language()._run_in_batches(domain, "_warn_holds", ORDER):
                return

    def _cron_ask_names(self):
        """Remind specialists of seats whose trainees are not named in time."""
        # Companies are few, and each has its own calendar.
        for company in self.env["res.company"].search(Domain.TRUE):
            today = company.ais_today()
            latest = company.ais_end_of_working_day(company.ais_names_days + 1, today).date()
            domain = [
                ("company_id", "=", company.id),
                ("state", "=", "confirmed"),
                ("date_start", ">=", today),
                ("date_start", "<=", latest),
            ]
            bookings = self._in_staff_language()
            resume = f"ais_sales.names_asked_{company.id}"
            if not bookings._run_in_batches(domain, "_ask_names", resume=resume):
                return

    def _expire_holds(self):
        # a person may have confirmed or prolonged them since they were found
        self.group_id._lock_seats()
        self.invalidate_recordset()
        now = fields.Datetime.now()
        lapsed = self.filtered(
            lambda booking: (
                booking.state == "hold" and booking.hold_until and booking.hold_until <= now
            ),
        )
        for is_offer, bookings in lapsed.grouped("is_offer").items():
            reason = "offer_expired" if is_offer else "hold_expired"
            bookings.write({"state": "cancelled", "cancel_reason": reason})
        lapsed._notify_staff(
            [
                (
                    booking,
                    booking._told_of_expiry(),
                    self.env._("The hold has lapsed, the seats are free again"),
                    "",
                    None,
                )
                for booking in lapsed
            ],
        )

    def _offer_left_seats(self):
        self.group_id._lock_seats()
        self.group_id._offer_free_seats()

    def _told_of_expiry(self):
        users = self.user_id
        if self.company_id.ais_expiry_notify_head:
            users |= self.user_id.sale_team_id.user_id
        return users

    def _warn_holds(self):
        self._notify_staff(
            [
                (
                    booking,
                    booking.user_id,
                    hold_runs_out(self.env),
                    self.env._("Seats are held until %s.", booking._local(booking.hold_until)),
                    booking.hold_until.date(),
                )
                for booking in self
            ],
        )
        self.write({"is_hold_warned": True})

    def _ask_names(self):
        self._notify_staff(
            [
                (
                    booking,
                    booking.user_id,
                    names_are_missing(self.env),
                    self.env._("%s seats have no name yet.", booking.unnamed_seats),
                    booking.names_until,
                )
                for booking in self
                if booking.unnamed_seats
            ],
        )
