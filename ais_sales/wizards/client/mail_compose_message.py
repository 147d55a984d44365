from odoo import api, fields, models
from odoo.exceptions import UserError


class MailComposeMessage(models.TransientModel):
    """No marketing letter to a person without consent (2.6; ч. 1 ст. 18 38-ФЗ)."""

    _inherit = "mail.compose.message"

    ais_is_marketing = fields.Boolean(
        "Marketing mailing",
        compute="_compute_ais_is_marketing",
        store=True,
        readonly=False,
        help="Goes only to persons whose consent to marketing mailings is in force.",
    )

    @api.depends("template_id", "composition_mode", "model")
    def _compute_ais_is_marketing(self):
        for composer in self:
            if composer.template_id:
                composer.ais_is_marketing = composer.template_id.ais_is_marketing
            else:
                # one letter to many clients is advertising unless its author says otherwise
                composer.ais_is_marketing = (
                    self.env.company.country_id.code == "RU"
                    and composer.composition_mode == "mass_mail"
                    and composer.model in ("res.partner", "crm.lead")
                )

    def _ais_is_advertising(self):
        """A template for advertising stays one, whatever is ticked."""
        return self.ais_is_marketing or self.template_id.ais_is_marketing

    def _ais_followers(self):
        """Outsiders who get what is written on the records."""
        records = self.env[self.model].browse(self._evaluate_res_ids())
        if "message_partner_ids" not in records._fields:
            return self.env["res.partner"]
        # sudo: followers may be hidden from who writes
        return records.sudo().message_partner_ids.filtered("partner_share").with_env(self.env)

    def _get_optout_emails(self, mail_values_dict):
        optout = super()._get_optout_emails(mail_values_dict)
        if not self._ais_is_advertising():
            return optout
        emails = {
            email
            for recipients in self._get_recipients_data(mail_values_dict).values()
            for email in recipients["mail_to_normalized"]
            if email
        }
        allowed = self.env["ais.consent"]._allowed_emails(emails)
        return [*optout, *(emails - allowed)]

    def _action_send_mail(self, auto_commit=False):
        for composer in self:
            if composer._ais_is_advertising() and composer.composition_mode == "comment":
                refused = (composer.partner_ids | composer._ais_followers()).filtered(
                    lambda partner: not partner.ais_marketing_allowed,
                )
                if refused:
                    raise UserError(
                        self.env._(
                            "This is a marketing letter, and there is no consent to such letters"
                            " from: %s.",
                            ", ".join(refused.mapped("name")),
                        ),
                    )
        return super()._action_send_mail(auto_commit=auto_commit)
