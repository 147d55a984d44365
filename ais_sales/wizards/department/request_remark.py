from odoo import fields, models


class RequestRemark(models.TransientModel):
    """Ask why: an answer is returned, a request is rejected."""

    _name = "ais.request.remark"
    _inherit = ["ais.window.mixin"]
    _description = "Remark on a request"

    request_id = fields.Many2one("ais.request", required=True, readonly=True, ondelete="cascade")
    step = fields.Selection(
        [("return", "Return"), ("reject", "Reject")], required=True, readonly=True
    )
    remark = fields.Text(required=True)

    def action_apply(self):
        """Return the answer or reject the request, with the remark."""
        self.ensure_one()
        if self.step == "return":
            self.request_id.action_return(self.remark)
        else:
            self.request_id.action_reject(self.remark)
        return {"type": "ir.actions.act_window_close"}
