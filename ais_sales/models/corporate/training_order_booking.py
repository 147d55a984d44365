from odoo import api, models


class Booking(models.Model):
    """What an order of the training office stands on."""

    _inherit = "ais.booking"

    def _training_basis(self):
        """The contract, else the application; printed and so in Russian.

        :return: str
        """
        self.ensure_one()
        # sudo: the number of a contract is no secret of the one who prints the order
        booking = self.sudo()
        number, date = booking._training_contract()
        text = f"договор № {number}" if number else f"заявка № {booking.name}"
        return f"{text} от {date:%d.%m.%Y}" if number and date else text

    def _training_contract(self):
        """Number and date of the contract of the seats, False where there is none."""
        self.ensure_one()
        booking = self.sudo()  # sudo: as above
        order = booking.sale_line_id.order_id
        corporate = booking.corporate_order_id
        if order.ais_contract_number:
            return order.ais_contract_number, order.ais_contract_date
        return corporate.contract_number, corporate.contract_date

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_orders(self):
        self.trainee_ids._refuse_in_orders()
