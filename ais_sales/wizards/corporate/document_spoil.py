from odoo import fields, models


class DocumentSpoil(models.TransientModel):
    """Write off documents that were misprinted or damaged before they were given away."""

    _name = "ais.document.spoil"
    _inherit = ["ais.window.mixin"]
    _description = "Note a document as spoilt"

    document_ids = fields.Many2many("ais.issued.document", string="Documents", required=True)
    is_exported = fields.Boolean(compute="_compute_is_exported")
    reason = fields.Char(required=True)

    def _compute_is_exported(self):
        for wizard in self:
            wizard.is_exported = any(wizard.document_ids.mapped("frdo_exported_on"))

    def action_spoil(self):
        """Write the documents off; their numbers stay in the register.

        :raise UserError: when one of them was handed over
        """
        self.ensure_one()
        self.document_ids.spoil(self.reason)
        return {"type": "ir.actions.act_window_close"}
