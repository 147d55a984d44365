from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError

from .sale_order_line_seats import FROM_BOOKING


class SaleOrderLine(models.Model):
    """A client has no two bookings for the same seats: a line takes over the one made (2.13)."""

    _inherit = "sale.order.line"

    def _ais_adopt_bookings(self):
        """Give lines the bookings that the client has already without an order, so that there are
        no two bookings for the same seats.
        """
        lines = self.filtered(
            lambda line: (
                line.ais_is_course
                and line.ais_group_id
                and not line.ais_booking_id
                and line.product_uom_qty > 0
                and line.order_id.state != "cancel"
            ),
        )
        if not lines or not self.env["ais.booking"].has_access("write"):
            return
        found = lines._ais_free_bookings()
        for line in lines:
            free = found[line.ais_group_id, line._ais_client()]
            own = [one for one in line._ais_fitting(free) if one.has_access("write")]
            if own:
                line._ais_link(own[0])
                free.remove(own[0])

    def _ais_settle_bookings(self):
        """Take over the bookings that the client has for these seats by now.

        :return: lines that have no booking yet
        :raise UserError: a colleague has booked the seats
        """
        self._ais_adopt_bookings()
        free = self.filtered(lambda line: not line.ais_booking_id)
        free._ais_refuse_second_bookings()
        return free

    def _ais_refuse_second_bookings(self):
        """A colleague's booking of the same seats is his to give, and not to be doubled.

        :raise UserError: whose it is
        """
        found = self._ais_free_bookings()
        for line in self:
            free = found[line.ais_group_id, line._ais_client()]
            for booking in line._ais_fitting(free)[:1]:
                # sudo: whose booking it is, so that he can be asked
                theirs = booking.sudo()
                raise UserError(
                    self.env._(
                        "%(client)s has booking %(booking)s in group %(group)s already, seats:"
                        " %(seats)s. Ask %(user)s or the head to hand it over to you.",
                        client=line._ais_client().display_name,
                        booking=theirs.name,
                        group=line.ais_group_id.display_name,
                        seats=theirs.seats,
                        user=theirs.user_id.name,
                    ),
                )

    def _ais_free_bookings(self):
        """Bookings without an order of these lines' clients in their groups, whoever made them.

        :return: dict of lists by (group, client)
        """
        # sudo: two bookings for the same seats are to be avoided, be the first a colleague's
        bookings = (
            self.env["ais.booking"]
            .sudo()
            .search(
                [
                    ("group_id", "in", self.ais_group_id.ids),
                    (
                        "partner_id.commercial_partner_id",
                        "in",
                        [line._ais_client().id for line in self],
                    ),
                    ("state", "in", ("hold", "confirmed", "waitlist")),
                    ("sale_line_id", "=", False),
                ],
                order="id",
            )
        )
        free = defaultdict(list)
        for booking in bookings:
            key = (booking.group_id, booking.partner_id.commercial_partner_id)
            free[key].append(booking.with_env(self.env))
        return free

    def _ais_fitting(self, bookings):
        """A bigger booking is not made smaller by a line for a part of its seats."""
        # sudo: as in `_ais_free_bookings`
        return [one for one in bookings if one.sudo().seats <= self.product_uom_qty]

    def _ais_link(self, booking):
        """Make a booking the one of this line; the line says how many seats."""
        booking = booking.with_context(ais_line_sync=FROM_BOOKING)
        booking.sale_line_id = self
        self._ais_update_booking({})
