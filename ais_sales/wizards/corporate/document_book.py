from odoo import fields, models
from odoo.exceptions import UserError

from ...models.corporate.issued_document_kind import KINDS


class DocumentBook(models.TransientModel):
    """The book in which issued documents are registered, for a period (2.24)."""

    _name = "ais.document.book"
    _inherit = ["ais.window.mixin"]
    _description = "Register book"

    date_from = fields.Date(
        "Issued from",
        required=True,
        default=lambda self: self.env.company.ais_today().replace(month=1, day=1),
    )
    date_to = fields.Date(
        "Issued until", required=True, default=lambda self: self.env.company.ais_today()
    )
    kind = fields.Selection(KINDS, "Document", help="All kinds where this is empty.")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )

    def action_print(self):
        """Print the book as PDF."""
        return self._report("ais_sales.document_book_action")

    def action_export(self):
        """The book as a spreadsheet."""
        return self._report("ais_sales.document_book_xlsx_action")

    def _report(self, xml_id):
        self.ensure_one()
        if self.date_to < self.date_from:
            raise UserError(self.env._("The period ends before it begins. Correct its dates."))
        if not self._documents():
            raise UserError(self.env._("No documents were issued in this period."))
        return self.env.ref(xml_id).report_action(self)

    def _documents(self):
        domain = [
            ("company_id", "=", self.company_id.id),
            ("date", ">=", self.date_from),
            ("date", "<=", self.date_to),
        ]
        if self.kind:
            domain.append(("kind", "=", self.kind))
        return self.env["ais.issued.document"].search(domain, order="kind, date, id")
