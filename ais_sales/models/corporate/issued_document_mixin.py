from odoo import fields, models
from odoo.exceptions import UserError

from .trainee_documents import DOCUMENTS


class IssuedDocumentMixin(models.AbstractModel):
    """Documents of a group or of a corporate order: counted, issued, handed over, printed."""

    _name = "ais.issued.document.mixin"
    _description = "Bearer of issued documents"

    # field of a document and of a trainee that leads here
    _issued_path = ""

    issued_count = fields.Integer(
        "Documents issued", compute="_compute_issued_count", groups=DOCUMENTS
    )

    def _compute_issued_count(self):
        counts = dict(
            self.env["ais.issued.document"]._read_group(
                [(self._issued_path, "in", self.ids), ("state", "=", "valid")],
                [self._issued_path],
                ["__count"],
            ),
        )
        for record in self:
            record.issued_count = counts.get(record, 0)

    def action_view_issued_documents(self):
        """Open the documents issued here."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_issued_document_action"
        )
        return {**action, "domain": [(self._issued_path, "in", self.ids)], "context": {}}

    def action_issue_documents(self):
        """Open the wizard that issues documents to the trainees of these."""
        trainees = self.env["ais.trainee"].search(
            [(self._issued_path, "in", self.ids), ("booking_state", "!=", "cancelled")]
        )
        if not trainees:
            raise UserError(self.env._("“%s” has no trainees.", self[:1].display_name))
        return trainees.action_issue_documents()

    def action_hand_over_documents(self):
        """Open the wizard that notes that the documents of these were handed over."""
        documents = self._issued().filtered(lambda one: not one.handed_on)
        if not documents:
            raise UserError(self.env._("“%s” has nothing to hand over.", self[:1].display_name))
        return documents.action_hand_over()

    def action_print_hand_over_sheet(self):
        """Print the list that trainees sign when they get their documents."""
        return self._print("ais_sales.hand_over_sheet_action")

    def action_print_transfer_act(self):
        """Print the act by which the client's coordinator takes the documents."""
        return self._print("ais_sales.transfer_act_action")

    def _print(self, xml_id):
        documents = self._issued()
        if not documents:
            raise UserError(
                self.env._("“%s” has no issued documents to print.", self[:1].display_name)
            )
        return self.env.ref(xml_id).report_action(documents)

    def _issued(self):
        return self.env["ais.issued.document"].search(
            [(self._issued_path, "in", self.ids), ("state", "=", "valid")]
        )
