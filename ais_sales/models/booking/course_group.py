from odoo import api, fields, models
from odoo.exceptions import UserError

ACTIVE_STATES = ("waitlist", "hold", "confirmed")


class CourseGroup(models.Model):
    """Bookings of a group: their numbers and money, and what the group's life does to them."""

    _inherit = "ais.course.group"

    booking_ids = fields.One2many("ais.booking", "group_id")
    booking_count = fields.Integer("Bookings", compute="_compute_booking_figures")
    trainee_count = fields.Integer("Trainees", compute="_compute_booking_figures")
    lead_count = fields.Integer("Inquiries", compute="_compute_booking_figures")
    revenue_held = fields.Monetary(
        "Held, money", compute="_compute_booking_figures", help="Held seats at their prices."
    )
    revenue_confirmed = fields.Monetary(
        "Confirmed, money",
        compute="_compute_booking_figures",
        help="Confirmed seats at their prices.",
    )
    revenue_expected = fields.Monetary(
        "Expected, money",
        compute="_compute_booking_figures",
        help="Confirmed and held seats at their prices.",
    )
    revenue_paid = fields.Monetary(
        "Paid, money",
        compute="_compute_booking_figures",
        help="What clients have paid for seats of the group, part payments included.",
    )
    seats_paid = fields.Integer(
        "Paid", compute="_compute_booking_figures", help="Seats of bookings that are paid in full."
    )

    def _compute_booking_figures(self):
        figures = {group.id: dict.fromkeys(self._booking_figures(), 0) for group in self}
        rows = self.env["ais.booking"]._read_group(
            [("group_id", "in", self.ids), ("state", "!=", "cancelled")],
            ["group_id", "state", "payment_state"],
            [
                "__count",
                "amount_total:sum",
                "amount_paid:sum",
                "seats:sum",
                "lead_id:count_distinct",
            ],
        )
        for group, state, payment, count, amount, paid, seats, leads in rows:
            figure = figures[group.id]
            figure["booking_count"] += count
            figure["lead_count"] += leads
            if state == "hold":
                figure["revenue_held"] += amount
            elif state in ("confirmed", "done"):
                figure["revenue_confirmed"] += amount
            figure["revenue_paid"] += paid
            if payment == "paid":
                figure["seats_paid"] += seats
        trainees = self.env["ais.trainee"]._read_group(
            [("group_id", "in", self.ids), ("booking_state", "!=", "cancelled")],
            ["group_id"],
            ["__count"],
        )
        for group, count in trainees:
            figures[group.id]["trainee_count"] = count
        for group in self:
            figure = figures[group.id]
            figure["revenue_expected"] = figure["revenue_held"] + figure["revenue_confirmed"]
            group.update(figure)

    @api.model
    def _booking_figures(self):
        return (
            "booking_count",
            "trainee_count",
            "lead_count",
            "revenue_held",
            "revenue_confirmed",
            "revenue_expected",
            "revenue_paid",
            "seats_paid",
        )

    def write(self, vals):
        state = vals.get("state")
        if state == "cancelled":
            self._lock_seats()
            self._check_no_bookings()
        result = super().write(vals)
        if state == "done":
            self._close_bookings()
        elif state == "running":
            self._tell_waiting_of_start()
        elif state in ("open", "guaranteed") or "enroll_until" in vals:
            self._offer_free_seats()
        return result

    def action_archive(self):
        for group in self:
            if group.state in ("open", "guaranteed", "running"):
                raise UserError(
                    self.env._(
                        "Group %s is not over. Cancel or finish it before archiving.",
                        group.display_name,
                    ),
                )
        return super().action_archive()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_bookings(self):
        for group in self:
            # sudo: bookings of other specialists keep the group too
            if group.sudo().booking_ids:
                raise UserError(
                    self.env._(
                        "Group %s has bookings and cannot be deleted. Cancel the group instead.",
                        group.display_name,
                    ),
                )

    def action_open_cancel(self):
        """Cancel the group: choose what becomes of its bookings."""
        return self._open_group_wizard("ais_sales.ais_group_cancel_action")

    def action_open_decision(self):
        """Open the go / no-go screen of the group."""
        return self._open_group_wizard("ais_sales.ais_group_decision_action")

    def action_hold_seats(self):
        """Hold seats on this group for a client, or for the inquiry from which it was called."""
        action = self._open_group_wizard("ais_sales.ais_booking_hold_action")
        if lead_id := self.env.context.get("ais_lead_id"):
            action["context"]["default_lead_id"] = lead_id
        return action

    def action_view_bookings(self):
        """Open the bookings of these groups."""
        return self._open_related("ais_sales.ais_booking_action", {})

    def action_view_waitlist(self):
        """Open the waiting list of these groups."""
        return self._open_related("ais_sales.ais_booking_action", {"search_default_waitlist": 1})

    def action_view_trainees(self):
        """Open the trainees of these groups."""
        return self._open_related("ais_sales.ais_trainee_action", {})

    def action_view_leads(self):
        """Open the inquiries behind the bookings of these groups."""
        action = self.env["ir.actions.act_window"]._for_xml_id("crm.crm_lead_opportunities")
        action["domain"] = [("ais_booking_ids.group_id", "in", self.ids)]
        action["context"] = {"active_test": False}
        return action

    def _open_related(self, xmlid, context):
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        action["domain"] = [("group_id", "in", self.ids)]
        action["context"] = {"default_group_id": self[:1].id, **context}
        return action

    def _open_group_wizard(self, xmlid):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        action["context"] = {"default_group_id": self.id}
        return action

    def _offer_free_seats(self):
        super()._offer_free_seats()
        # sudo: the client who waits longest may be another specialist's
        bookings = self.env["ais.booking"].sudo()
        groups = self.filtered(
            lambda group: (
                group.seats_waitlisted
                and group.seats_available
                and group.state in ("open", "guaranteed")
                and (not group.enroll_until or group.enroll_until >= group.company_id.ais_today())
            ),
        )
        if not groups:
            return
        waiting = bookings.search(
            [("group_id", "in", groups.ids), ("state", "=", "waitlist")],
            order=bookings._waitlist_order(),
        )
        free = {group.id: group.seats_available for group in groups}
        offered = bookings
        for booking in waiting:
            # who asks for more than is free waits on; the seats do not stay empty for it
            if booking.seats <= free[booking.group_id.id]:
                free[booking.group_id.id] -= booking.seats
                offered |= booking
        if offered:
            offered._offer_seats()

    def _check_no_bookings(self):
        for group in self:
            if group.seats_taken or group.seats_waitlisted:
                raise UserError(
                    self.env._(
                        "Group %(group)s has %(taken)s seats taken and %(waiting)s waited for. Use"
                        " “Cancel group” to move or release its bookings.",
                        group=group.display_name,
                        taken=group.seats_taken,
                        waiting=group.seats_waitlisted,
                    ),
                )

    def _close_bookings(self):
        # sudo: the training office ends groups and only reads bookings
        bookings = self.sudo().booking_ids
        for state, reason in (("waitlist", "no_seat"), ("hold", "hold_expired")):
            left = bookings.filtered(lambda booking, state=state: booking.state == state)
            if left:
                left.write({"state": "cancelled", "cancel_reason": reason})
        confirmed = bookings.filtered(lambda booking: booking.state == "confirmed")
        if confirmed:
            confirmed.action_done()

    def _tell_waiting_of_start(self):
        # sudo: see _close_bookings
        waiting = self.sudo().booking_ids.filtered(lambda booking: booking.state == "waitlist")
        words = self._in_staff_language().env
        waiting._notify_staff(
            [
                (
                    booking,
                    booking.user_id,
                    words._("The group has started: offer the client another one"),
                    "",
                    None,
                )
                for booking in waiting
            ],
        )

    def _release_bookings(self, target=None):
        """Empty the groups before they are cancelled, and tell each client's specialist.

        :param target: group to which all bookings move; they are released if there is none
        :raise SeatsUnavailable: the target has not enough free seats; nothing has moved then
        """
        self._lock_seats()
        # sudo: the head cancels the group with the bookings of all specialists
        bookings = self.sudo().booking_ids.filtered(lambda booking: booking.state in ACTIVE_STATES)
        if not bookings:
            return
        words = self._in_staff_language().env
        if target:
            summary = words._("Moved to group %s: tell the client", target.display_name)
            bookings.action_move(target)
        else:
            summary = words._("The group is cancelled: tell the client")
            bookings.action_cancel("group_cancelled")
        bookings._notify_staff(
            [(booking, booking.user_id, summary, "", None) for booking in bookings],
            activity="mail.mail_activity_data_call",
        )

    def _cancel_with_bookings(self, target=None):
        """Cancel the groups; their bookings move to another group or are released."""
        self._release_bookings(target)
        self.write({"state": "cancelled"})
        self._notify_group_event(self._in_staff_language().env._("The group is cancelled"))
