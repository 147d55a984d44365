import logging

from psycopg2 import OperationalError

from odoo import fields, models
from odoo.tools import split_every

from ..catalogue.course_group import ENROLLING_STATES

_logger = logging.getLogger(__name__)

BATCH = 50


class Booking(models.Model):
    """What the clock does with bookings: warns, sets lapsed holds free, asks for names."""

    _inherit = "ais.booking"

    def _cron_expire_holds(self):
        """Set the seats of lapsed holds free (2.13). Safe to run twice and at the same time."""
        self._in_staff_language()._run_in_batches(
            [("state", "=", "hold"), ("hold_until", "<=", fields.Datetime.now())],
            "_expire_holds",
        )
        # set free at the very moment at which a client began to wait: neither saw the other
        self._in_staff_language()._run_in_batches(
            [
                ("state", "=", "waitlist"),
                ("group_id.state", "in", ENROLLING_STATES),
                ("group_id.seats_available", ">", 0),
            ],
            "_offer_left_seats",
        )

    def _cron_warn_holds(self):
        """Warn specialists of holds that run out soon, once for each hold."""
        for company in self.env["res.company"].search([("ais_hold_warning_days", ">", 0)]):
            soon = company.ais_end_of_working_day(company.ais_hold_warning_days)
            self._in_staff_language()._run_in_batches(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "hold"),
                    ("is_hold_warned", "=", False),
                    ("is_offer", "=", False),
                    ("hold_until", "<=", soon),
                ],
                "_warn_holds",
            )

    def _cron_ask_names(self):
        """Remind specialists of seats whose trainees are not named in time."""
        # Companies are few, and each has its own calendar.
        # pylint: disable-next=no-search-all
        for company in self.env["res.company"].search([]):
            today = company.ais_today()
            latest = company.ais_end_of_working_day(company.ais_names_days + 1, today).date()
            self._in_staff_language()._run_in_batches(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "confirmed"),
                    ("date_start", ">=", today),
                    ("date_start", "<=", latest),
                ],
                "_ask_names",
            )

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
                    self.env._("The hold runs out soon"),
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
                    self.env._("Ask for the trainees' names"),
                    self.env._("%s seats have no name yet.", booking.unnamed_seats),
                    booking.names_until,
                )
                for booking in self
                if booking.unnamed_seats
            ],
        )

    def _run_in_batches(self, domain, method):
        """Run a method on the records found, a batch a transaction.

        A batch that fails is tried record by record; a record that fails is logged and left for
        the next run, the others are done.
        """
        ids = self.search(domain, order="group_id, id").ids
        progress = self.env["ir.cron"]._commit_progress
        progress(remaining=len(ids))
        for batch in split_every(BATCH, ids):
            if not self._run_safely(batch, method):
                for record_id in batch:
                    self._run_safely((record_id,), method)
            if not progress(len(batch)):
                break

    def _run_safely(self, ids, method):
        try:
            with self.env.cr.savepoint():
                getattr(self.browse(ids).exists(), method)()
        except OperationalError:
            # somebody books on this group right now: leave it for the next run
            self.env.cr.rollback()
            _logger.info("%s of bookings %s put off: the group is in use", method, ids)
            return True
        except Exception:
            log = _logger.exception if len(ids) == 1 else _logger.info
            log("%s of bookings %s failed", method, ids)
            return False
        return True
