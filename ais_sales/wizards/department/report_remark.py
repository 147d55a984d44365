from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html


class ReportRemark(models.TransientModel):
    """The director's remark on a figure of the report becomes an assignment (2.5)."""

    _name = "ais.report.remark"
    _inherit = ["ais.window.mixin"]
    _description = "Remark on a report"

    line_id = fields.Many2one("ais.department.report.line", "Figure", required=True, readonly=True)
    remark = fields.Text(required=True)
    user_id = fields.Many2one(
        "res.users",
        "To",
        required=True,
        default=lambda self: self._default_user_id(),
    )
    deadline = fields.Date(
        required=True,
        default=lambda self: self.env.company.ais_working_day(5),
    )

    @api.model
    def _default_user_id(self):
        """The head who made the report, else the one of its company."""
        report = (
            self.env["ais.department.report.line"]
            .browse(
                self.env.context.get("default_line_id"),
            )
            .report_id
        )
        heads = self.env["ais.request"]._appointed("head", report.company_id or self.env.company)
        return (heads & report.user_id) or heads[:1]

    def action_give(self):
        """Give the assignment.

        :raise AccessError: when the user is not above the head
        """
        self.ensure_one()
        if not self.remark.strip():
            raise UserError(self.env._("Write the remark."))
        line = self.line_id
        line.action_remark()
        report = line.report_id
        request = self.env["ais.request"].create(
            {
                "kind": "assignment",
                "subject": self.remark.strip().splitlines()[0][:120],
                "description": plaintext2html(f"{line.name}: {line.value_text}\n{self.remark}"),
                "user_id": self.user_id.id,
                "deadline": self.deadline,
                "company_id": report.company_id.id,
                "record_ref": f"{report._name},{report.id}",
            },
        )
        # sudo: what the assignment came of is noted by the system
        request.sudo().report_line_id = line
        request.action_submit()
        return {"type": "ir.actions.act_window_close"}
