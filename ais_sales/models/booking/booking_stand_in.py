from odoo import models


class Booking(models.Model):
    """Who stands in for a colleague keeps the bookings, and takes none over (1.7)."""

    _inherit = "ais.booking"

    def write(self, vals):
        if "user_id" in vals:
            self.env["res.users"]._ais_refuse_taking_over(self, vals["user_id"])
        return super().write(vals)
