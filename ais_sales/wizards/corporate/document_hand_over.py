from odoo import Command, api, fields, models

from ...models.corporate.issued_document_kind import HANDED_HOW


class DocumentHandOver(models.TransientModel):
    """Note that documents were handed over, many at once (2.24)."""

    _name = "ais.document.hand.over"
    _inherit = ["ais.window.mixin"]
    _description = "Hand over documents"

    document_ids = fields.Many2many("ais.issued.document", string="Documents", required=True)
    document_count = fields.Integer("How many", compute="_compute_document_count")
    date = fields.Date(
        "Handed over on", required=True, default=lambda self: self.env.company.ais_today()
    )
    how = fields.Selection(HANDED_HOW, required=True, default="person")
    receiver = fields.Char(
        "Received by",
        compute="_compute_receiver",
        store=True,
        readonly=False,
        help="Who took them; for a proxy with its number and date.",
    )
    track_number = fields.Char("Postal tracking No.")

    @api.model
    def default_get(self, fields):
        vals = super().default_get(fields)
        chosen = vals.get("document_ids")
        if chosen:
            # of a whole selection those are meant that are still here
            ids = [
                one
                for command in chosen
                for one in (command[2] if command[0] == 6 else command[1:2])
            ]
            documents = self.env["ais.issued.document"].browse(ids)
            here = documents.filtered(lambda one: one.state == "valid" and not one.handed_on)
            vals["document_ids"] = [Command.set((here or documents).ids)]
        return vals

    @api.depends("document_ids")
    def _compute_document_count(self):
        for wizard in self:
            wizard.document_count = len(wizard.document_ids)

    @api.depends("how", "document_ids")
    def _compute_receiver(self):
        for wizard in self:
            orders = wizard.document_ids.corporate_order_id
            coordinator = (
                orders.coordinator_id if len(orders) == 1 else orders.browse().coordinator_id
            )
            wizard.receiver = wizard.how == "coordinator" and coordinator.name

    def action_hand_over(self):
        """Note it on all documents, or on none when one of them cannot be.

        :raise ValidationError: names the document and the reason
        """
        self.ensure_one()
        self.document_ids.hand_over(
            self.date,
            self.how,
            self.receiver if self.how != "person" else "",
            self.track_number if self.how == "post" else "",
        )
        return {"type": "ir.actions.act_window_close"}
