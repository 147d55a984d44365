from odoo import models


class ResPartner(models.Model):
    """What was said in consultations goes with the person's data (2.6)."""

    _inherit = "res.partner"

    def _ais_anonymise_records(self):
        labels = super()._ais_anonymise_records()
        ours = ["|", ("partner_id", "=", self.id), ("lead_id.partner_id", "=", self.id)]
        needs = self.env["ais.need"].with_context(active_test=False).search(ours)
        consultations = self.env["ais.consultation"].search([("lead_id.partner_id", "=", self.id)])
        needs.write({"decision_maker": False, "answers": False})
        needs.message_ids.unlink()
        consultations.write({"note": False})
        if needs or consultations:
            labels.append(self.env._("needs and consultations"))
        return labels
