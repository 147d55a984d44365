from odoo import api, fields, models

from ...models.corporate.issued_document_kind import REPLACE_REASONS

NAMES = ("last_name", "first_name", "middle_name")


class DocumentDuplicate(models.TransientModel):
    """Issue a duplicate of a lost document, or one with the new surname (2.24)."""

    _name = "ais.document.duplicate"
    _inherit = ["ais.window.mixin"]
    _description = "Issue a duplicate"

    document_ids = fields.Many2many("ais.issued.document", string="Chosen", required=True)
    document_id = fields.Many2one("ais.issued.document", compute="_compute_document_id")
    reason = fields.Selection(REPLACE_REASONS, "Why", required=True, default="lost")
    date = fields.Date(
        "Date of issue", required=True, default=lambda self: self.env.company.ais_today()
    )
    last_name = fields.Char("Surname", compute="_compute_names", store=True, readonly=False)
    first_name = fields.Char(compute="_compute_names", store=True, readonly=False)
    middle_name = fields.Char("Patronymic", compute="_compute_names", store=True, readonly=False)
    name_change_note = fields.Char(
        "Document of the change",
        help="For example: marriage certificate, series, number, date. Kept with the trainee.",
    )
    is_original_destroyed = fields.Boolean(
        "Original returned and destroyed", help="Told to ФИС ФРДО."
    )

    @api.depends("document_ids")
    def _compute_document_id(self):
        for wizard in self:
            wizard.document_id = wizard.document_ids[:1]

    @api.depends("document_ids")
    def _compute_names(self):
        for wizard in self:
            # as the person is called now
            trainee = wizard.document_ids[:1].trainee_id
            for name in NAMES:
                wizard[name] = trainee[name]

    def action_issue(self):
        """Issue the duplicate and open it; a new surname goes into the trainee's card as well.

        :raise UserError: when the document is not valid or the surname is the same
        """
        self.ensure_one()
        document = self.document_id
        names = {name: (self[name] or "").strip() or False for name in NAMES}
        duplicate = document.issue_duplicate(
            self.reason,
            names,
            date=self.date,
            is_original_destroyed=self.reason != "lost" and self.is_original_destroyed,
        )
        if self.reason == "name":
            self._write_names(document.trainee_id, names)
        return duplicate._get_records_action()

    def _write_names(self, trainee, names):
        changed = {name: value for name, value in names.items() if trainee[name] != value}
        if changed:
            trainee.write(changed)
        if self.name_change_note:
            trainee.name_change_note = self.name_change_note
