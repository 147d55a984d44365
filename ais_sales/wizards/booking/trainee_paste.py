from odoo import fields, models
from odoo.exceptions import UserError


class TraineePaste(models.TransientModel):
    """Name the trainees of a booking from a pasted list."""

    _name = "ais.trainee.paste"
    _description = "Paste trainees"
    _inherit = ["ais.trainee.paste.mixin", "ais.window.mixin"]

    booking_id = fields.Many2one("ais.booking", required=True, readonly=True)
    seats = fields.Integer(related="booking_id.seats")
    unnamed_seats = fields.Integer(related="booking_id.unnamed_seats")

    def action_add(self):
        """Add the people read to the booking; all of them or none."""
        self.ensure_one()
        vals_list = self._pasted_vals()
        if not vals_list:
            raise UserError(self.env._("Paste at least one line with a name."))
        self.env["ais.trainee"].create(
            [{**vals, "booking_id": self.booking_id.id} for vals in vals_list],
        )
        return {"type": "ir.actions.act_window_close"}
