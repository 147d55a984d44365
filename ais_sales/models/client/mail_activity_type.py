from odoo import api, fields, models


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    ais_is_contact = fields.Boolean(
        "Contact with the client",
        help="Done, such an activity counts as an answer to the inquiry and as a contact with the"
        " client.",
    )

    @api.model
    def _ais_mark_contacts(self):
        """At first: calls, meetings and e-mails are contacts."""
        if self.search_count([("ais_is_contact", "=", True)], limit=1):
            return
        for name in ("call", "meeting", "email"):
            kind = self.env.ref(f"mail.mail_activity_data_{name}", raise_if_not_found=False)
            if kind:
                kind.ais_is_contact = True
