from odoo import api, models
from odoo.exceptions import AccessError


class Booking(models.Model):
    """When seats were confirmed is a fact of the plan (2.12): nobody writes it by hand."""

    _inherit = "ais.booking"

    _confirmed_idx = models.Index("(confirmed_on) WHERE state IN ('confirmed', 'done')")

    @api.model
    def _ais_refuse_system_fields(self, vals):
        result = super()._ais_refuse_system_fields(vals)
        # a part that is split off keeps the moment of the whole
        by_system = self.env.su or self._ais_from_line() or self._keeps_seats()
        if "confirmed_on" in vals and not by_system:
            raise AccessError(
                self.env._(
                    "“%s” of a booking is written by the system when its seats are confirmed.",
                    self._fields["confirmed_on"]._description_string(self.env),
                ),
            )
        return result
