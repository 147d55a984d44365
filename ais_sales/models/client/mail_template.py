from odoo import fields, models


class MailTemplate(models.Model):
    """Templates of marketing letters go to those only who have agreed (2.6)."""

    _inherit = "mail.template"

    ais_is_marketing = fields.Boolean(
        "Marketing",
        help="Sent only to persons whose consent to marketing mailings is in force.",
    )

    def send_mail_batch(self, res_ids, *args, **kwargs):
        if self.ais_is_marketing and res_ids:
            res_ids = self._ais_with_consent(res_ids)
            if not res_ids:
                return self.env["mail.mail"]
        return super().send_mail_batch(res_ids, *args, **kwargs)

    def _ais_with_consent(self, res_ids):
        """Of these records those all of whose addressees may get marketing letters."""
        records = self.env[self.model].browse(res_ids)
        addressees = records._mail_get_partners()
        everybody = self.env["res.partner"].union(*addressees.values())
        allowed = everybody.filtered("ais_marketing_allowed")
        return [
            record.id
            for record in records
            if addressees.get(record.id) and addressees[record.id] <= allowed
        ]
