from odoo import fields, models


class DevelopmentReason(models.TransientModel):
    """Ask why a goal is given up, or why the day of a milestone is moved (2.3)."""

    _name = "ais.development.reason"
    _inherit = ["ais.window.mixin"]
    _description = "Reason for a goal or a milestone"

    goal_id = fields.Many2one("ais.development.goal", ondelete="cascade")
    milestone_id = fields.Many2one("ais.development.milestone", ondelete="cascade")
    deadline = fields.Date("New day")
    reason = fields.Char(required=True)

    def action_apply(self):
        """Cancel the goal, or move the milestone."""
        self.ensure_one()
        if self.goal_id:
            self.goal_id.action_cancel(self.reason)
        elif self.deadline:
            self.milestone_id.action_move(self.deadline, self.reason)
        return {"type": "ir.actions.act_window_close"}
