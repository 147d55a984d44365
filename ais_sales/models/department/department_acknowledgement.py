from odoo import api, fields, models


class DepartmentAcknowledgement(models.Model):
    """That one employee has read one document, or has still to (3.4). Written by the system only:
    rows appear with the approval, and only the employee's own click fills them.
    """

    _name = "ais.department.acknowledgement"
    _description = "Acknowledgement of a document"
    _order = "is_done, acknowledged_at desc, id"
    _rec_name = "document_id"

    document_id = fields.Many2one(
        "ais.department.document",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        "res.users",
        "Employee",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    acknowledged_at = fields.Datetime("Acknowledged at", readonly=True)
    is_done = fields.Boolean(
        "Acknowledged",
        compute="_compute_is_done",
        store=True,
        precompute=True,
        index=True,
    )
    state = fields.Selection(
        related="document_id.state", string="State of the document", store=True
    )
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)

    _once = models.Constraint(
        "UNIQUE (document_id, user_id)",
        "An employee acknowledges a version of a document once.",
    )

    @api.depends("acknowledged_at")
    def _compute_is_done(self):
        for row in self:
            row.is_done = bool(row.acknowledged_at)

    def _note(self):
        """The employee has clicked; what was acknowledged stays so."""
        self.filtered(lambda row: not row.acknowledged_at).acknowledged_at = fields.Datetime.now()
