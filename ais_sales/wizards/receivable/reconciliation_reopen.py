from odoo import fields, models


class ReconciliationReopen(models.TransientModel):
    """Why an act that the client has signed goes back to draft (2.15)."""

    _name = "ais.reconciliation.reopen"
    _inherit = ["ais.window.mixin"]
    _description = "Reopen a signed act"

    act_id = fields.Many2one("ais.reconciliation.act", required=True, readonly=True)
    reason = fields.Char(required=True)

    def action_reopen(self):
        """Put the act back to draft and keep the reason."""
        self.ensure_one()
        self.act_id.action_draft(self.reason)
        return {"type": "ir.actions.act_window_close"}
