from datetime import datetime, time, timedelta

import pytz

from odoo import fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...tools.read_committed import entry_reads_committed
from .booking import CANCEL_REASONS

NEXT_STATES = {
    "waitlist": {"hold", "cancelled"},
    "hold": {"hold", "confirmed", "waitlist", "cancelled"},
    "confirmed": {"done", "cancelled"},
    "done": set(),
    "cancelled": {"hold", "waitlist"},
}
# written by the system: the place in the queue is not taken by hand (2.13)
QUEUE_FIELDS = frozenset({"name", "waitlisted_at", "is_offer", "is_hold_warned"})
TAKING_STATES = ("hold", "confirmed")


class Booking(models.Model):
    """The way of a booking: hold, confirm, wait, move, cancel, and what is refused."""

    _inherit = "ais.booking"

    @entry_reads_committed
    def action_hold(self, hold_until=None):
        """Hold the seats, or hold them longer.

        :param hold_until: moment until which they are held; the company's hold period if not given
        :raise SeatsUnavailable: the group has fewer free seats
        """
        self.write({"state": "hold", "hold_until": hold_until})

    @entry_reads_committed
    def action_confirm(self):
        """Confirm held seats: the client has paid or promised in writing.

        :raise UserError: a booking is not held
        """
        self.group_id._lock_seats()
        self.invalidate_recordset()
        for booking in self:
            if booking.state == "waitlist":
                raise UserError(
                    self.env._(
                        "Booking %s is on the waiting list and has no seats yet. Hold seats for"
                        " it once some are free, or move it to another group.",
                        booking.display_name,
                    ),
                )
            booking._check_transition("confirmed")
        self.write({"state": "confirmed"})

    @entry_reads_committed
    def action_waitlist(self):
        """Put the bookings on the waiting list of their group; held seats are set free."""
        self.write({"state": "waitlist"})

    @entry_reads_committed
    def action_cancel(self, reason, note=None):
        """Cancel the bookings and set their seats free.

        :param str reason: one of `cancel_reason`; other text is kept as the note of “other”
        :param str note: why exactly
        """
        if not reason:
            raise UserError(self.env._("Choose the reason why the booking is cancelled."))
        if reason not in dict(CANCEL_REASONS):
            reason, note = "other", note or reason
        self.write({"state": "cancelled", "cancel_reason": reason, "cancel_note": note})

    def action_done(self):
        """The training is over: confirmed bookings are done."""
        self.write({"state": "done"})

    @entry_reads_committed
    def action_move(self, group, **_terms):
        """Move the bookings to another group, with all that they hold.

        :param group: the group or its id
        :raise SeatsUnavailable: it has fewer free seats; the bookings stay where they are
        """
        group_id = group if isinstance(group, int) else group.id
        self.write({"group_id": group_id})

    def action_open_cancel(self):
        """Ask for the reason, then cancel all or some of the seats."""
        return self._open_wizard("ais_sales.ais_booking_release_action")

    def action_open_move(self):
        """Choose the group to move to."""
        return self._open_wizard("ais_sales.ais_booking_move_action")

    def action_open_split(self):
        """Choose how many seats become a booking of their own."""
        return self._open_wizard("ais_sales.ais_booking_split_action")

    def action_view_trainees(self):
        """Open the trainees of these bookings."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_trainee_action")
        action["domain"] = [("booking_id", "in", self.ids)]
        action["context"] = {"default_booking_id": self[:1].id}
        return action

    def action_open_paste(self):
        """Paste the trainees' list from a spreadsheet."""
        return self._open_wizard("ais_sales.ais_trainee_paste_action")

    def _open_wizard(self, xmlid):
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        action["context"] = {"default_booking_ids": self.ids, "default_booking_id": self[:1].id}
        return action

    def _check_transition(self, state):
        labels = dict(self._fields["state"]._description_selection(self.env))
        if state not in labels:
            raise ValidationError(self.env._("A booking has no state “%s”.", state))
        for booking in self:
            if state == "done" and not (self.env.su or booking.group_id.state == "done"):
                raise UserError(
                    self.env._(
                        "Booking %s is done when its group is over.",
                        booking.display_name,
                    ),
                )
            if state in NEXT_STATES[booking.state]:
                continue
            if state == booking.state:
                message = self.env._(
                    "Booking %(booking)s is already in state “%(now)s”.",
                    booking=booking.display_name,
                    now=labels[booking.state],
                )
            else:
                message = self.env._(
                    "Booking %(booking)s is in state “%(now)s” and cannot become “%(then)s”.",
                    booking=booking.display_name,
                    now=labels[booking.state],
                    then=labels[state],
                )
            raise UserError(message)

    def _check_vals(self, vals):
        """Refuse values that make no sense or are the system's, before anything is written."""
        self._refuse_queue_fields(vals)
        if "seats" in vals and int(vals["seats"] or 0) <= 0:
            raise ValidationError(
                self.env._(
                    "%(booking)s: a booking takes at least one seat, not %(seats)s.",
                    booking=self[:1].display_name or self.env._("New booking"),
                    seats=vals["seats"],
                ),
            )
        if vals.get("hold_until"):
            vals["hold_until"] = self._checked_hold_until(vals["hold_until"])
        if vals.get("partner_id"):
            partner = self.env["res.partner"].browse(vals["partner_id"])
            if not partner.active:
                raise UserError(
                    self.env._(
                        "Client %s is archived. Restore the client or choose another one.",
                        partner.display_name,
                    ),
                )
        self._check_priority(vals)

    def _refuse_queue_fields(self, vals):
        refused = sorted(QUEUE_FIELDS & vals.keys())
        if refused and not self.env.su:
            raise AccessError(
                self.env._(
                    "“%s” of a booking is written by the system.",
                    self._fields[refused[0]]._description_string(self.env),
                ),
            )

    def _checked_hold_until(self, value):
        """The moment until which seats may be held; a bare date means the end of that day."""
        moment = fields.Datetime.to_datetime(value)
        company = self.company_id[:1] or self.env.company
        if moment.time() == time.min:
            moment = company.ais_timezone().localize(datetime.combine(moment.date(), time(23, 59)))
            moment = moment.astimezone(pytz.utc).replace(tzinfo=None)
        subject = self[:1].display_name or self.env._("New booking")
        if moment <= fields.Datetime.now():
            raise ValidationError(
                self.env._(
                    "%(booking)s: seats cannot be held until %(moment)s, it has passed.",
                    booking=subject,
                    moment=self._local(moment),
                ),
            )
        longest = company.ais_end_of_working_day(company.ais_hold_days_max)
        day_after = longest.replace(hour=0, minute=0, second=0) + timedelta(days=1)
        if moment > day_after and not (self.env.su or self._is_head()):
            raise ValidationError(
                self.env._(
                    "%(booking)s: a specialist holds seats for at most %(days)s working days,"
                    " until %(longest)s. Ask the head for a longer hold.",
                    booking=subject,
                    days=company.ais_hold_days_max,
                    longest=self._local(longest),
                ),
            )
        return moment

    def _local(self, moment):
        return fields.Datetime.context_timestamp(
            self.with_context(tz=(self.company_id[:1] or self.env.company).ais_timezone().zone),
            moment,
        ).strftime("%d.%m.%Y %H:%M")

    def _is_head(self):
        return self.env.user.has_group("ais_sales.group_head")

    def _check_write(self, vals):
        """Refuse a change of group, seats or state that the bookings' state does not allow."""
        if "state" in vals:
            self._check_transition(vals["state"])
        for booking in self:
            if {"group_id", "seats"} & vals.keys() and booking.state in ("done", "cancelled"):
                raise UserError(
                    self.env._(
                        "Booking %s is closed; its seats and group cannot be changed.",
                        booking.display_name,
                    ),
                )
        group = self.env["ais.course.group"].browse(vals.get("group_id", []))
        if group:
            group._check_accepts_bookings()
        arrivals = []
        for booking in self:
            taking = vals.get("state", booking.state) in (*TAKING_STATES, "waitlist")
            more = vals.get("seats", booking.seats) > booking.seats
            back = booking.state in ("cancelled", "waitlist") and vals.get("state") in (
                "hold",
                "waitlist",
            )
            if taking and not group and (more or back):
                booking.group_id._check_accepts_bookings()
            if taking:
                (group or booking.group_id)._check_seats_wanted(vals.get("seats", booking.seats))
            if booking.trainee_ids and (group or back):
                arrivals.append((group or booking.group_id, booking.trainee_ids))
            if back and not booking.partner_id.active:
                booking._check_vals({"partner_id": booking.partner_id.id})
        self.env["ais.trainee"]._refuse_repeated_in(arrivals)
