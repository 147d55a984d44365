from odoo import models
from odoo.exceptions import UserError


class IrAttachment(models.Model):
    """The files of a document of the department stay as they were approved (3.3, 3.4)."""

    _inherit = "ir.attachment"

    def write(self, vals):
        if vals.keys() & {"datas", "raw", "db_datas", "store_fname", "res_model", "res_id", "name"}:
            self._ais_check_approved()
        return super().write(vals)

    def unlink(self):
        self._ais_check_approved()
        return super().unlink()

    def _ais_check_approved(self):
        if self.env.su:
            return
        # sudo: whose files they are
        ids = [
            file.res_id
            for file in self.sudo()
            if file.res_model == "ais.department.document" and not file.res_field
        ]
        if not ids:
            return
        documents = self.env["ais.department.document"].sudo().browse(ids).exists()
        for document in documents.filtered(lambda one: one.state != "draft"):
            raise UserError(
                self.env._(
                    "“%s” is approved: its files stay. Make a new version to change them.",
                    document.display_name,
                ),
            )
