from odoo import models

from ..client.personal_access import PERSONAL

# what is cleared of a trainee; the name and the issued document are kept by the law on education
CLEARED = (
    "birth_date",
    "gender",
    "snils",
    "has_no_snils",
    "citizenship_id",
    "education_level",
    "diploma_last_name",
    "diploma_series",
    "diploma_number",
    "name_change_note",
)
PERSONAL |= {
    "snils",
    "birth_date",
    "diploma_last_name",
    "diploma_series",
    "diploma_number",
    "name_change_note",
}


class ResPartner(models.Model):
    """The papers of a trainee are destroyed with the person's data (2.6, 152-ФЗ)."""

    _inherit = "res.partner"

    def _ais_anonymise_records(self):
        labels = super()._ais_anonymise_records()
        trainees = self.env["ais.trainee"].search([("partner_id", "=", self.id)])
        if any(trainee[name] for trainee in trainees for name in CLEARED):
            trainees.write(dict.fromkeys(CLEARED, False))
            labels.append(self.env._("personal data and diploma of the trainee"))
        letters = trainees.message_ids.filtered(lambda one: one.message_type != "notification")
        if letters:
            labels.append(self.env._("correspondence about the training"))
            letters.unlink()
        return labels
