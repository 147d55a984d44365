from odoo import fields, models
from odoo.exceptions import UserError


class ReportReturn(models.TransientModel):
    """Why reports are returned to their employees (2.20)."""

    _name = "ais.report.return"
    _inherit = ["ais.window.mixin"]
    _description = "Return of reports"

    report_ids = fields.Many2many("ais.activity.report", string="Reports", required=True)
    remark = fields.Text("What is to be mended", required=True)

    def action_return(self):
        """Return the reports with the remark."""
        self.ensure_one()
        if not self.remark.strip():
            raise UserError(self.env._("Write what is to be mended."))
        self.report_ids.return_with(self.remark.strip())
        return {"type": "ir.actions.act_window_close"}
