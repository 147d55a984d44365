from odoo import api, fields, models

HEAD = "ais_sales.ais_breach_mail_head"
EMPLOYEE = "ais_sales.ais_breach_mail_employee"


class Breach(models.Model):
    """The evening letters: all that was found to the head, to each employee his own (5.1)."""

    _inherit = "ais.breach"

    @api.model
    def _send_digest(self, company):
        """Send what was found since the last digest; nothing when nothing was.

        :return: ais.breach that were told of
        """
        found = self.search(
            [
                ("company_id", "=", company.id),
                ("source", "=", "system"),
                ("told_at", "=", False),
                ("state", "!=", "decided"),
            ],
            order="user_id, clause, date",
        )
        if not found:
            return found
        for head in self.env["ais.request"]._appointed("head", company):
            found.filtered(lambda one, user=head: one.user_id != user)._mail(HEAD, head)
        for user, breaches in found.grouped("user_id").items():
            breaches._mail(EMPLOYEE, user)
        found.told_at = fields.Datetime.now()
        return found

    def _mail(self, template, user):
        template = self.env.ref(template, raise_if_not_found=False)
        if not template or not self or not user.email:
            return
        company = self.company_id[:1]
        template.with_context(ais_breaches=self, lang=user.lang).send_mail(
            user.id,
            email_values={
                "recipient_ids": [(4, user.partner_id.id)],
                "email_from": company.email_formatted or self.env.user.email_formatted,
            },
        )

    def _link(self):
        """Address of the breach in the web client."""
        return f"{self.get_base_url()}/odoo/{self._name}/{self.id}"
