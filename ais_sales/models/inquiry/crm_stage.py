from odoo import api, fields, models


class CrmStage(models.Model):
    _inherit = "crm.stage"

    ais_is_processed = fields.Boolean(
        "Inquiry processed",
        help="In this stage the specialist has found out what the client needs: the clock of"
        " processing stops (2.4).",
    )

    @api.model
    def _ais_mark_processed(self):
        """At first: the first stage is where inquiries come in, the others are work."""
        if self.search_count([("ais_is_processed", "=", True)], limit=1):
            return
        first = self.search([], limit=1)
        self.search([("id", "!=", first.id)]).ais_is_processed = True
