from odoo import fields, models
from odoo.exceptions import UserError

from ...models.corporate.trainee_training import DROP_REASONS


class TraineeDrop(models.TransientModel):
    """Note that people leave the training, when and why."""

    _name = "ais.trainee.drop"
    _inherit = ["ais.window.mixin"]
    _description = "Drop trainees"

    choice_ids = fields.Many2many("ais.trainee", "ais_trainee_drop_choice_rel", readonly=True)
    trainee_ids = fields.Many2many(
        "ais.trainee",
        string="Who leaves",
        required=True,
        domain="[('id', 'in', choice_ids)]",
    )
    reason = fields.Selection(
        [choice for choice in DROP_REASONS if choice[0] != "booking"], required=True
    )
    date = fields.Date("Last day", required=True, default=lambda self: self.env.company.ais_today())
    note = fields.Char("Why exactly")

    def action_drop(self):
        """Drop the people chosen.

        :raise UserError: nobody is chosen, or somebody has left or completed already
        """
        self.ensure_one()
        if not self.trainee_ids:
            raise UserError(self.env._("Choose who leaves."))
        self.trainee_ids._drop(self.reason, self.date, self.note)
        return {"type": "ir.actions.act_window_close"}
