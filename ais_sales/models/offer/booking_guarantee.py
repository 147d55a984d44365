from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

LETTER = {"has_guarantee_letter", "guarantee_number", "guarantee_date"}


class Booking(models.Model):
    """Seats are kept unpaid by a letter of guarantee that can be found (2.14)."""

    _inherit = "ais.booking"

    has_guarantee_letter = fields.Boolean(
        "Letter of guarantee",
        copy=False,
        tracking=True,
        help="The client pays later by a letter of guarantee: the seats stay.",
    )
    guarantee_number = fields.Char(
        "Number of the letter",
        copy=False,
        tracking=True,
        help="Number of the client's letter of guarantee.",
    )
    guarantee_date = fields.Date("Date of the letter", copy=False, tracking=True)

    _guarantee_letter_ok = models.Constraint(
        "CHECK (has_guarantee_letter IS NOT TRUE"
        " OR (TRIM(COALESCE(guarantee_number, '')) != '' AND guarantee_date IS NOT NULL))",
        "A letter of guarantee has a number and a date.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        bookings = super().create(vals_list)
        for booking, vals in zip(bookings, vals_list, strict=True):
            booking._ais_check_guarantor(vals)
        return bookings

    def write(self, vals):
        self._ais_check_guarantor(vals)
        return super().write(vals)

    @api.constrains(*LETTER)
    def _check_guarantee_letter(self):
        for booking in self.filtered("has_guarantee_letter"):
            if not (booking.guarantee_number or "").strip() or not booking.guarantee_date:
                raise ValidationError(
                    self.env._(
                        "Booking %s: enter the number and the date of the letter of guarantee.",
                        booking.display_name,
                    ),
                )

    def _prepare_split_vals(self, seats):
        return {**super()._prepare_split_vals(seats), **{name: self[name] for name in LETTER}}

    def _ais_check_guarantor(self, vals):
        """A letter opens training that is not paid: it is entered by who answers for the booking.

        :raise AccessError: this user is neither its specialist nor the head
        """
        names = LETTER & vals.keys()
        if not any(vals[name] for name in names) and not any(
            booking[name] for booking in self for name in names
        ):
            return
        # a part taken off has the letter of the whole
        if self.env.su or self._is_head() or self._keeps_seats():
            return
        for booking in self:
            if booking.user_id != self.env.user:
                raise AccessError(
                    self.env._(
                        "Booking %(booking)s: its letter of guarantee is entered by its specialist"
                        " (%(user)s) or by the head.",
                        booking=booking.display_name,
                        user=booking.user_id.name or "–",
                    ),
                )
