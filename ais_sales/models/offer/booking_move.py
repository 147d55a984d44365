from odoo import models

from ...tools.read_committed import entry_reads_committed
from .sale_order_line_seats import FROM_BOOKING


class Booking(models.Model):
    """Invoiced and paid seats move and split: the payment stays, the papers follow (2.8)."""

    _inherit = "ais.booking"

    @entry_reads_committed
    def action_move(self, group, *, take_price=False, **terms):
        """Move the bookings to another group, with all that they hold.

        Seats of a confirmed order keep their price and payment. An addendum is made for those that
        are invoiced.

        :param group: the group or its id
        :param bool take_price: take the new group's price; the difference of invoiced seats
            becomes an invoice or a credit note
        :raise SeatsUnavailable: it has fewer free seats; the bookings stay where they are
        """
        before = {booking: (booking.group_id, booking.amount_total) for booking in self}
        result = super().action_move(group, **terms)
        for booking, (group_before, amount) in before.items():
            # sudo: whether there is an order in force, whoever keeps it
            if booking.group_id != group_before and booking.sudo().order_id.state == "sale":
                booking._ais_after_move(group_before, amount, take_price)
        return result

    def _ais_after_move(self, group_before, amount, take_price):
        is_invoiced = self._ais_is_invoiced()
        if take_price:
            self._ais_take_group_price(group_before, is_invoiced)
        if is_invoiced:
            self._ais_add_addendum(group_before, amount)

    def _ais_take_group_price(self, group_before, is_invoiced):
        """The price of the new group: a new price, or a difference where it is invoiced already."""
        # sudo: the order follows the booking, whoever keeps it
        line = self.sudo().sale_line_id
        price = line._get_pricelist_price()
        if not is_invoiced:
            line._ais_write_unlocked({"price_unit": price})
            self._ais_take_price()
            return
        difference = price - line.price_unit - line._ais_price_difference()
        if line.currency_id.is_zero(difference):
            return
        # printed for the client, whoever moves the seats
        lang = line.order_id._get_lang()
        name = self.with_context(lang=lang).env._(
            "%(booking)s: moved from group %(old)s to group %(new)s, difference of price",
            booking=self.name,
            old=group_before.code,
            new=self.group_id.code,
        )
        line._ais_create_difference(name, difference)
        self._ais_take_price()

    def _ais_add_addendum(self, group_before, amount):
        # sudo: addenda are made by the move and by nobody's hand
        addenda = self.env["ais.order.addendum"].sudo()
        addendum = addenda.create(
            {
                "order_id": self.order_id.id,
                "booking_id": self.id,
                "group_from_id": group_before.id,
                "group_to_id": self.group_id.id,
                "seats": self.seats,
                "amount_before": amount,
                "amount_after": self.amount_total,
            },
        )
        addendum._invoice_difference()
        addendum._log()

    def _split_off(self, seats, trainees=None, is_leaving=False):
        # sudo: the order follows the booking, whoever keeps it
        line = self.sudo().sale_line_id
        part = super()._split_off(seats, trainees, is_leaving)
        if line and not is_leaving:
            part._ais_split_line(line)
        return part

    def _ais_split_line(self, line):
        """The part's own line, with its share of what is invoiced."""
        part_line = line.with_context(ais_line_sync=FROM_BOOKING, sale_no_log_for_new_lines=True)
        part_line = part_line.create(
            {
                "order_id": line.order_id.id,
                "product_id": line.product_id.id,
                "product_uom_qty": self.seats,
                "ais_group_id": self.group_id.id,
                "price_unit": line.price_unit,
                "discount": line.discount,
                "name": line.name,
                "tax_ids": [(6, 0, line.tax_ids.ids)],
            },
        )
        line._ais_shift_invoiced(part_line)
        for difference in line._ais_differences():
            part = part_line._ais_create_difference(difference.name, difference.price_unit)
            difference._ais_shift_invoiced(part)
        booking = self.with_context(ais_line_sync=FROM_BOOKING)
        booking.sale_line_id = part_line
        booking._ais_take_price()
