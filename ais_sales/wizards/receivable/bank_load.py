import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError


class BankLoad(models.TransientModel):
    """A statement of the client-bank or a registry of payments, to be imported (2.14)."""

    _name = "ais.bank.load"
    _inherit = ["ais.window.mixin"]
    _description = "Import a statement"

    file = fields.Binary(
        "File of the bank",
        attachment=False,
        help="1CClientBankExchange (.txt) of the client-bank, or a registry as XLSX or CSV.",
    )
    file_name = fields.Char()
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    journal_id = fields.Many2one(
        "account.journal",
        "Journal of a registry",
        domain="[('type', '=', 'bank'), ('company_id', '=', company_id)]",
        default=lambda self: self._default_journal_id(),
        help="A statement names its account itself; a registry in a table does not.",
    )
    is_table = fields.Boolean(compute="_compute_is_table")

    def _default_journal_id(self):
        company = self.env.company
        journals = self.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", company.id)],
            limit=2,
        )
        return journals if len(journals) == 1 else False

    @api.depends("file_name")
    def _compute_is_table(self):
        for one in self:
            one.is_table = (one.file_name or "").lower().endswith((".xlsx", ".csv"))

    def action_load(self):
        """Import the file, with a progress bar.

        :raise UserError: when no file is chosen
        """
        self.ensure_one()
        self.env["ais.bank.import"]._check_accountant()
        if not self.file:
            raise UserError(self.env._("Choose the file that the bank gave."))
        return {
            "type": "ir.actions.client",
            "tag": "ais_progress",
            "target": "new",
            "name": self.env._("Importing the statement"),
            "params": {"model": self._name, "method": "import_file", "id": self.id},
        }

    def import_file(self):
        """Import the file in one transaction: the whole of it or nothing.

        :return: dict with `done`, `total`, `finished`, and `action` to do when finished
        :raise UserError: when the file is broken or the books are not ready for it
        """
        self.ensure_one()
        try:
            content = base64.b64decode(self.file or b"", validate=True)
        except (binascii.Error, ValueError):
            raise UserError(self.env._("The file cannot be read.")) from None

        def report(done, total):
            self.env["ais.progress"]._report(self, done, total)

        imported = (
            self.env["ais.bank.import"]
            .with_company(self.company_id)
            ._load(content, self.file_name or "", self.journal_id, report)
        )
        total = imported.line_count
        return {"done": total, "total": total, "finished": True, "action": self._show(imported)}

    def _show(self, imported):
        action = {
            "type": "ir.actions.act_window",
            "res_model": imported._name,
            "res_id": imported.id,
            "views": [(False, "form")],
        }
        if imported.create_date >= self.write_date:
            return action
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "sticky": True,
                "title": self.env._("This file is known already"),
                "message": self.env._(
                    "It was imported by %(user)s: nothing is imported twice.",
                    user=imported.user_id.name,
                ),
                "next": action,
            },
        }
