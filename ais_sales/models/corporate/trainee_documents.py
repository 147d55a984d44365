from odoo import api, fields, models
from odoo.exceptions import UserError

from ..catalogue.roles import OFFICE
from .issued_document_kind import MAIN_KINDS

# what a document is issued by
PAPERS = {
    "name",
    "last_name",
    "first_name",
    "middle_name",
    "birth_date",
    "gender",
    "snils",
    "has_no_snils",
    "citizenship_id",
    "education_level",
    "diploma_last_name",
    "diploma_series",
    "diploma_number",
}
# who reads issued documents
DOCUMENTS = f"{OFFICE},ais_sales.group_training_office"


class Trainee(models.Model):
    """What documents a trainee was issued, and when the training has to be repeated (2.24)."""

    _inherit = "ais.trainee"

    issued_document_ids = fields.One2many(
        "ais.issued.document", "trainee_id", "Documents", copy=False, groups=DOCUMENTS
    )
    issued_document_id = fields.Many2one(
        "ais.issued.document",
        "Valid document",
        compute="_compute_document",
        store=True,
        copy=False,
        index="btree_not_null",
        groups=DOCUMENTS,
    )
    document_state = fields.Selection(
        [("none", "Not issued"), ("issued", "Issued"), ("handed", "Given out")],
        "Document",
        compute="_compute_document",
        store=True,
        copy=False,
        index=True,
        groups=DOCUMENTS,
    )
    refresher_date = fields.Date(
        "Refresher due",
        related="issued_document_id.refresher_date",
        store=True,
        index="btree_not_null",
        groups=DOCUMENTS,
    )

    @api.depends(
        "issued_document_ids.state", "issued_document_ids.kind", "issued_document_ids.handed_on"
    )
    def _compute_document(self):
        for trainee in self:
            # sudo: the state of the document does not depend on who notes it
            documents = trainee.sudo().issued_document_ids
            valid = documents.filtered(lambda one: one.state == "valid")
            # a statement counts only where there is nothing better
            best = valid.filtered(lambda one: one.kind in MAIN_KINDS)[:1] or valid[:1]
            trainee.issued_document_id = best.id
            trainee.document_state = "none"
            if best:
                trainee.document_state = "handed" if best.handed_on else "issued"

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "issued_document_ids",
            "issued_document_id",
            "document_state",
            "refresher_date",
        }

    def write(self, vals):
        if PAPERS & vals.keys():
            self._check_papers_stay()
        return super().write(vals)

    def _check_papers_stay(self):
        """What a document was issued by is kept by who issued it, until the register has it.

        :raise UserError: names the person
        """
        if self.env.su or self.env.user.has_group("ais_sales.group_training_office"):
            return
        # sudo: whether there is a document, whoever may read it
        for trainee in self.sudo():
            if trainee.issued_document_id:
                raise UserError(
                    self.env._(
                        "%s has been issued a document: name and papers are kept by the training"
                        " office now.",
                        trainee.name,
                    ),
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_documents(self):
        # sudo: documents that the user may not read hold the person back too
        for trainee in self.sudo():
            if trainee.issued_document_ids:
                raise UserError(
                    self.env._(
                        "%s has issued documents and stays in the list of trainees.", trainee.name
                    ),
                )

    def _check_next_state(self, state):
        """A completion that has been certified is not taken back."""
        # sudo: whether there is a document, whoever may read it
        for trainee in self.sudo():
            document = trainee.issued_document_id
            if document.kind in MAIN_KINDS and state != "completed":
                raise UserError(
                    self.env._(
                        "%(name)s has been issued document %(number)s. Note it as spoilt before"
                        " the completion is taken back.",
                        name=trainee.name,
                        number=document._full_number(),
                    ),
                )
        return super()._check_next_state(state)

    def action_issue_documents(self):
        """Open the wizard that issues documents to these trainees."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_document_issue_action"
        )
        return {
            **action,
            "context": {"dialog_size": "extra-large", "default_trainee_ids": self.ids},
        }
