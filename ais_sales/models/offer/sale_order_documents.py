from odoo import models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """Papers of an order: numbers, letter, what is printed (2.8)."""

    _inherit = "sale.order"

    def action_ais_assign_contract(self):
        """Number the contracts of these orders, once.

        :raise UserError: for a cancelled order
        """
        for order in self.filtered(lambda order: not order.ais_contract_number):
            if order.state == "cancel":
                raise UserError(
                    self.env._(
                        "Order %s is cancelled: there is no contract to number.",
                        order.display_name,
                    ),
                )
            date = order.ais_contract_date or order.company_id.ais_today()
            number = order.company_id._ais_next_document_number("ais.contract", date)
            order.write({"ais_contract_number": number, "ais_contract_date": date})
        return True

    def _ais_number_contracts_on_print(self):
        """Number the contracts that are printed for the first time by those who may do so."""
        fresh = self.filtered(
            lambda order: not order.ais_contract_number and order.state != "cancel",
        )
        fresh._filtered_access("write").action_ais_assign_contract()

    def _ais_offer_template(self):
        """The letter with which a proposal is sent.

        :return: `mail.template`, empty if it was deleted
        """
        template = self.env.ref("ais_sales.mail_template_offer", raise_if_not_found=False)
        return template or self.env["mail.template"]

    def _ais_discount_ground(self):
        """Why the discount is given, as printed (ст. 54 273-ФЗ).

        :return: str, empty when there is no discount or its ground is not stated
        """
        self.ensure_one()
        return (any(self.order_line.mapped("discount")) and self.ais_discount_reason_id.name) or ""

    def _ais_printed_lines(self):
        """Lines that are printed, without down payments and what is taken off."""
        return self.order_line.filtered(
            lambda line: line.display_type or (line.product_uom_qty and not line.is_downpayment),
        )

    def _ais_seats(self):
        """How many seats of courses the order has."""
        return int(sum(self.order_line.filtered("ais_is_course").mapped("product_uom_qty")))

    def _ais_trainees(self):
        """Trainees of the order's bookings.

        :return: list of (booking, trainee or None for a seat not named yet)
        """
        seats = []
        bookings = self.order_line.ais_booking_ids.filtered(
            lambda booking: booking.state in ("hold", "confirmed", "done"),
        )
        for booking in bookings.sorted(lambda booking: (booking.date_start, booking.id)):
            named = booking.trainee_ids.sorted(lambda trainee: (trainee.name, trainee.id))
            seats += [(booking, trainee) for trainee in named]
            seats += [(booking, None)] * (booking.seats - len(named))
        return seats
