import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import frdo, frdo_file


class FrdoExport(models.TransientModel):
    """A file for ФИС ФРДО: first what is missing, then the rows that are complete (2.24)."""

    _name = "ais.frdo.export"
    _inherit = ["ais.window.mixin"]
    _description = "Export for ФИС ФРДО"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    # which documents
    date_from = fields.Date("Issued from")
    date_to = fields.Date("Issued until")
    group_id = fields.Many2one("ais.course.group")
    corporate_order_id = fields.Many2one("ais.corporate.order")
    document_ids = fields.Many2many("ais.issued.document", string="Chosen documents")
    is_exported_too = fields.Boolean(
        "Also those exported before", help="When the register has refused a file, for example."
    )
    # official template
    template = fields.Binary(
        "Official template (XLSX)",
        attachment=False,
        default=lambda self: self.env.company.sudo().ais_frdo_template,
        help="The current file from the site of the register: the export fills it. It is kept for"
        " the next time. Without it a file with the same columns is made.",
    )
    template_name = fields.Char(default=lambda self: self.env.company.sudo().ais_frdo_template_name)
    template_note = fields.Text("What does not fit in the template", readonly=True)
    # result
    state = fields.Selection(
        [("draft", "Choose"), ("checked", "Checked"), ("done", "Exported")],
        default="draft",
        readonly=True,
    )
    line_ids = fields.One2many("ais.frdo.export.line", "wizard_id", "Persons", readonly=True)
    complete_count = fields.Integer("Complete rows", compute="_compute_counts")
    missing_count = fields.Integer("Incomplete rows", compute="_compute_counts")
    file = fields.Binary(readonly=True, attachment=False)
    file_name = fields.Char(readonly=True)

    @api.depends("line_ids.missing")
    def _compute_counts(self):
        for wizard in self:
            incomplete = wizard.line_ids.filtered("missing")
            wizard.missing_count = len(incomplete)
            wizard.complete_count = len(wizard.line_ids) - len(incomplete)

    def _compute_display_name(self):
        self.display_name = self.env._("Export for ФИС ФРДО")

    def action_check(self):
        """Find the documents and say what is missing of whom; nothing is exported yet.

        :raise UserError: when there are no documents, or the template is none
        """
        self.ensure_one()
        documents = self._documents()
        if not documents:
            raise UserError(
                self.env._(
                    "No such certificates or diplomas. Certificates of attendance and statements"
                    " are not loaded into ФИС ФРДО, nor are those exported before."
                ),
            )
        columns = self.env["ais.frdo.column"]
        all_columns, _own = columns._columns()
        lines = [
            {
                "document_id": document.id,
                "missing": columns._reason_words(all_columns, problems),
            }
            for document, _row, problems in self._rows(documents, all_columns)
        ]
        self.line_ids.unlink()
        self.write(
            {
                "state": "checked",
                "line_ids": [fields.Command.create(line) for line in lines],
                "template_note": self._note_of(self._layout(all_columns), all_columns),
            },
        )

    def action_export(self):
        """Write the file with the complete rows and note them as exported.

        :raise UserError: when no row is complete
        """
        self.ensure_one()
        all_columns, own = self.env["ais.frdo.column"]._columns()
        # as they are now: what was missing may have been entered since the check
        documents = self.line_ids.document_id.filtered_domain(
            self.env["ais.issued.document"]._frdo_domain()
        )
        rows = list(self._rows(documents, all_columns))
        complete = [(document, row) for document, row, problems in rows if not problems]
        if not complete:
            raise UserError(
                self.env._("No person is complete. Open each and enter what is missing.")
            )
        table = [row for _document, row in complete]
        layout = self._layout(all_columns)
        content = (
            frdo_file.fill(self._template_content(), layout, table)
            if layout
            else frdo_file.make(own, table)
        )
        documents = self.env["ais.issued.document"].union(*(one for one, _row in complete))
        documents._note_frdo_export()
        self._keep_template()
        self._note_missing(rows, all_columns)
        today = self.company_id.ais_today()
        self.write(
            {
                "state": "done",
                "file": base64.b64encode(content),
                "file_name": f"ФРДО {today:%Y-%m-%d}.xlsx",
            },
        )

    def action_again(self):
        """Choose other documents."""
        self.line_ids.unlink()
        self.write({"state": "draft", "file": False, "template_note": False})

    def _documents(self):
        domain = self.env["ais.issued.document"]._frdo_domain()
        domain.append(("company_id", "=", self.company_id.id))
        if self.document_ids:
            domain.append(("id", "in", self.document_ids.ids))
        if not self.is_exported_too:
            domain.append(("frdo_exported_on", "=", False))
        for value, condition in (
            (self.date_from, ("date", ">=", self.date_from)),
            (self.date_to, ("date", "<=", self.date_to)),
            (self.group_id, ("group_id", "=", self.group_id.id)),
            (self.corporate_order_id, ("corporate_order_id", "=", self.corporate_order_id.id)),
        ):
            if value:
                domain.append(condition)
        return self.env["ais.issued.document"].search(domain, order="date, id")

    @api.model
    def _rows(self, documents, columns):
        for document in documents:
            row, problems = frdo.row_of(document._frdo_facts(), columns)
            yield document, row, problems

    def _note_missing(self, rows, columns):
        words = {
            document: self.env["ais.frdo.column"]._reason_words(columns, problems)
            for document, _row, problems in rows
        }
        # what has been spoilt or replaced since the check is no row any more
        self.line_ids.filtered(lambda one: one.document_id not in words).unlink()
        for line in self.line_ids:
            line.missing = words[line.document_id]

    # -- the official template

    def _template_content(self):
        try:
            return base64.b64decode(self.template or b"", validate=True)
        except (binascii.Error, ValueError):
            raise UserError(self.env._("The file cannot be read.")) from None

    def _layout(self, columns):
        """What stands where in the official template; None when there is no template.

        :raise UserError: when the file is no template
        """
        if not self.template:
            return None
        try:
            return frdo_file.read_layout(self._template_content(), columns)
        except frdo_file.TemplateError as error:
            words = {
                frdo_file.TOO_BIG: self.env._("The template is too big: at most 20 MB."),
                frdo_file.NOT_XLSX: self.env._(
                    "The template is not an XLSX file. Save it as XLSX and load it again."
                ),
                frdo_file.NO_HEADINGS: self.env._(
                    "The file has no row with the headings of ФИС ФРДО. Load the template for"
                    " additional professional education, or correct the headings in “Columns of"
                    " ФИС ФРДО”."
                ),
            }
            raise UserError(words[error.reason]) from None

    def _note_of(self, layout, columns):
        """What of the template is not known, and what of ours it does not have."""
        if not layout:
            return False
        notes = [
            self.env._(
                "Column %(place)s “%(heading)s” is not known and stays empty.",
                place=place,
                heading=heading,
            )
            for place, heading in layout.unknown
        ]
        found = set(layout.places.values())
        merged = {"loss_confirmed", "exchange_confirmed", "destruction_confirmed"}
        silent = {frdo.CONFIRMATIONS} | (merged if frdo.CONFIRMATIONS in found else set())
        notes += [
            self.env._("The template has no column “%s”.", column.heading)
            for column in layout.absent(columns)
            if column.required and column.key not in silent
        ]
        return "\n".join(notes)

    def _keep_template(self):
        if self.template:
            # sudo: the training office keeps the template, though not the company's card
            self.company_id.sudo().write(
                {
                    "ais_frdo_template": self.template,
                    "ais_frdo_template_name": self.template_name,
                },
            )


class FrdoExportLine(models.TransientModel):
    _name = "ais.frdo.export.line"
    _inherit = ["ais.window.mixin"]
    _description = "Person in an export for ФИС ФРДО"
    _order = "is_complete, id"

    wizard_id = fields.Many2one("ais.frdo.export", required=True, ondelete="cascade")
    document_id = fields.Many2one(
        "ais.issued.document", "Issued document", required=True, ondelete="cascade"
    )
    name = fields.Char(related="document_id.name")
    kind = fields.Selection(related="document_id.kind")
    number = fields.Char(related="document_id.number")
    date = fields.Date(related="document_id.date")
    employer_id = fields.Many2one(related="document_id.employer_id")
    missing = fields.Char("What is missing")
    is_complete = fields.Boolean("Complete row", compute="_compute_is_complete", store=True)

    @api.depends("missing")
    def _compute_is_complete(self):
        for line in self:
            line.is_complete = not line.missing

    def action_open_trainee(self):
        """Open the person to enter what is missing."""
        self.ensure_one()
        return self.document_id.trainee_id._get_records_action()
