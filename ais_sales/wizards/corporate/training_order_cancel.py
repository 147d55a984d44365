from odoo import fields, models


class TrainingOrderCancel(models.TransientModel):
    """Why a signed order of enrolment or expulsion is cancelled (2.24)."""

    _name = "ais.training.order.cancel"
    _inherit = ["ais.window.mixin"]
    _description = "Cancel a signed order"

    order_id = fields.Many2one("ais.training.order", "Training order", required=True, readonly=True)
    reason = fields.Char(required=True)

    def action_cancel(self):
        """Cancel the order and keep the reason."""
        self.ensure_one()
        self.order_id.action_cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
