from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import float_compare

from .discount import DIGITS, discount_percent, discount_text
from .sale_order_line_seats import FROM_BOOKING


class Booking(models.Model):
    """A booking without an order keeps to the limits of discounts (2.8).

    A ground and an approval belong to an order: whoever wants more than his own limit makes one.
    """

    _inherit = "ais.booking"

    @api.model_create_multi
    def create(self, vals_list):
        bookings = super().create(vals_list)
        bookings._ais_check_own_price()
        return bookings

    def write(self, vals):
        if vals.get("state") == "confirmed" and not self._ais_from_line():
            self._ais_check_order_price(("draft", "sent"))
        before = self._ais_order_discounts(vals)
        result = super().write(vals)
        self.env["sale.order"]._ais_check_grown_discount(before)
        # the price of another client is no price of this one
        if {"price_unit", "discount", "partner_id"} & vals.keys():
            self._ais_check_own_price()
        return result

    def _ais_check_own_price(self):
        """Refuse a price that this user may not give by himself.

        :raise UserError: it lies too far under the group's or the client's own price
        """
        if self.env.su or self._ais_from_line() or self._keeps_seats():
            return
        for booking in self:
            # sudo: whether there is an order in force, whoever keeps it
            if booking.sudo().order_id.state in ("draft", "sent", "sale"):
                continue
            discount = booking._ais_own_discount()
            limit = booking.company_id._ais_discount_limit_of(self.env.user)
            if float_compare(discount, limit, precision_digits=DIGITS) > 0:
                raise UserError(
                    self.env._(
                        "Booking %(booking)s has a discount of %(discount)s %%, your limit is"
                        " %(limit)s %%. Make a proposal of it and ask for approval there.",
                        booking=booking.display_name,
                        discount=discount_text(self.env, discount),
                        limit=discount_text(self.env, limit),
                    ),
                )

    def _ais_check_order_price(self, states):
        """Refuse what the orders of these bookings may not give.

        :param states: states of the orders that are asked for
        :raise UserError: a discount has no ground, or is above the limit and not approved
        """
        # sudo: an order that a colleague keeps allows what is approved in it
        orders = self.sudo().order_id.filtered(lambda order: order.state in states)
        own = orders.with_env(self.env)._filtered_access("read")
        own._ais_check_discount()
        (orders - own)._ais_check_discount()

    def _ais_order_discounts(self, vals):
        """Discounts of orders that fewer seats may make bigger, see `_ais_check_grown_discount`."""
        if "seats" not in vals or self.env.su or self._ais_from_line() or self._keeps_seats():
            return {}
        # sudo: see `_ais_check_order_price`
        orders = self.sudo().order_id
        own = orders.with_env(self.env)._filtered_access("read")
        return {**own._ais_discounts_in_force(), **(orders - own)._ais_discounts_in_force()}

    def _ais_own_discount(self):
        """How far the price lies under the group's or the client's own, in percent."""
        listed = self.seats * self._get_list_price()
        asked = self.seats * self.price_unit * (1 - self.discount / 100)
        return discount_percent(listed, asked, self.currency_id)

    def _ais_leave_order(self):
        """Part with the order and with the price that was agreed, or asked for, in it."""
        bookings = self.with_context(ais_line_sync=FROM_BOOKING)
        bookings.write({"sale_line_id": False, "discount": 0.0})
        for booking in bookings:
            booking.price_unit = booking._get_list_price()
