from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..catalogue.system_fields_mixin import BY_SYSTEM


class DebtPause(models.Model):
    """A pause of reminders to a client; kept as history (2.15)."""

    _name = "ais.debt.pause"
    _description = "Pause of reminders"
    _inherit = ["ais.system.fields.mixin"]
    _order = "id desc"
    _rec_name = "client_id"

    client_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        "res.users",
        "Who",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    date = fields.Date(
        "Since",
        required=True,
        readonly=True,
        default=lambda self: self.env.company.ais_today(),
    )
    until = fields.Date(required=True, help="No reminders go to the client up to this day.")
    reason = fields.Char(required=True)
    ended_on = fields.Date("Ended on", readonly=True)
    ended_by_id = fields.Many2one("res.users", "Ended by", readonly=True)

    _until_ok = models.Constraint("CHECK (until >= date)", "A pause ends after it begins.")

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"user_id", "date", "ended_on", "ended_by_id"}

    @api.constrains("reason")
    def _check_reason(self):
        for pause in self:
            if not (pause.reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "Write why reminders to %s are paused.",
                        pause.client_id.display_name,
                    ),
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            client = self.env["res.partner"].browse(vals.get("client_id"))
            vals["client_id"] = client.commercial_partner_id.id
        return super().create(vals_list)

    def action_end(self):
        """Reminders go on from today."""
        self.check_access("write")
        open_ones = self.filtered(lambda pause: not pause.ended_on)
        open_ones.with_context(ais_clock=BY_SYSTEM).write(
            {"ended_on": self.env.company.ais_today(), "ended_by_id": self.env.user.id},
        )
