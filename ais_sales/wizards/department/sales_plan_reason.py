from odoo import fields, models


class SalesPlanReason(models.TransientModel):
    """Ask why a plan in force has to change, or what is wrong with one that was submitted."""

    _name = "ais.sales.plan.reason"
    _inherit = ["ais.window.mixin"]
    _description = "Reason for a plan"

    plan_id = fields.Many2one("ais.sales.plan", required=True, ondelete="cascade")
    kind = fields.Selection(
        [("revise", "A new version"), ("return", "Back to the head")],
        required=True,
    )
    reason = fields.Text(required=True)

    def action_apply(self):
        """Make the new version and open it, or give the plan back."""
        self.ensure_one()
        if self.kind == "revise":
            return self.plan_id.action_revise(self.reason)._get_records_action()
        self.plan_id.action_return(self.reason)
        return {"type": "ir.actions.act_window_close"}
