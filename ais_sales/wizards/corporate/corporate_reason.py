from odoo import fields, models
from odoo.exceptions import UserError


class CorporateReason(models.TransientModel):
    """Ask why: an order is cancelled, a document is not needed (2.22)."""

    _name = "ais.corporate.reason"
    _inherit = ["ais.window.mixin"]
    _description = "Reason for an order or a document"

    order_id = fields.Many2one("ais.corporate.order", readonly=True)
    document_ids = fields.Many2many("ais.order.document", string="Documents", readonly=True)
    reason = fields.Char(required=True)

    def action_apply(self):
        """Cancel the order, or note the documents as not needed, with the reason."""
        self.ensure_one()
        reason = (self.reason or "").strip()
        if not reason:
            raise UserError(self.env._("Write the reason."))
        if self.order_id:
            self.order_id.write({"state": "cancelled", "cancel_reason": reason})
        else:
            self.document_ids.write({"state": "not_needed", "not_needed_reason": reason})
        return {"type": "ir.actions.act_window_close"}
