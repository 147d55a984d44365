from odoo import fields, models
from odoo.tools import email_normalize_all


class MailTemplate(models.Model):
    """Templates of marketing letters go to those only who have agreed (2.6)."""

    _inherit = "mail.template"

    ais_is_marketing = fields.Boolean(
        "Marketing",
        help="Sent only to persons whose consent to marketing mailings is in force.",
    )

    def send_mail(self, res_id, *args, **kwargs):
        if self.ais_is_marketing and not self._ais_with_consent([res_id]):
            return False
        return super().send_mail(res_id, *args, **kwargs)

    def send_mail_batch(self, res_ids, *args, **kwargs):
        if self.ais_is_marketing and res_ids:
            res_ids = self._ais_with_consent(res_ids)
            if not res_ids:
                return self.env["mail.mail"]
        return super().send_mail_batch(res_ids, *args, **kwargs)

    def _ais_with_consent(self, res_ids):
        """Of these records those all of whose addressees may get marketing letters."""
        partners = self._ais_addressed_partners(res_ids)
        emails = self._ais_addressed_emails(res_ids)
        everybody = self.env["res.partner"].union(*partners.values())
        allowed = everybody.filtered("ais_marketing_allowed")
        allowed_emails = self.env["ais.consent"]._allowed_emails(set().union(*emails.values()))
        return [
            res_id
            for res_id in res_ids
            if (partners[res_id] or emails[res_id])
            and partners[res_id] <= allowed
            and emails[res_id] <= allowed_emails
        ]

    def _ais_addressed_partners(self, res_ids):
        """Cards that a letter goes to, by record: those named in the template, else its client."""
        if self.partner_to and not self.use_default_to:
            found = self._render_field("partner_to", res_ids)
            return {
                res_id: self.env["res.partner"].browse(
                    int(part) for part in found[res_id].split(",") if part.strip().isdigit()
                )
                for res_id in res_ids
            }
        if self.email_to and not self.use_default_to:
            return dict.fromkeys(res_ids, self.env["res.partner"])
        return self.env[self.model].browse(res_ids)._mail_get_partners()

    def _ais_addressed_emails(self, res_ids):
        """Normalised addresses that stand in the template itself, by record."""
        emails = {res_id: set() for res_id in res_ids}
        for name in ("email_to", "email_cc"):
            if self[name] and not (name == "email_to" and self.use_default_to):
                for res_id, text in self._render_field(name, res_ids).items():
                    emails[res_id].update(email_normalize_all(text or ""))
        return emails
