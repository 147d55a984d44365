from odoo import api, fields, models


class Request(models.Model):
    """An assignment that came of a remark on a report (2.5)."""

    _inherit = "ais.request"

    report_line_id = fields.Many2one(
        "ais.department.report.line",
        "Figure of the report",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"report_line_id"}
