from odoo import fields, models

from ..catalogue.roles import OFFICE


class ResPartner(models.Model):
    """When a client was contacted last, and what is agreed on (2.18, 2.19)."""

    _inherit = "res.partner"

    ais_planned_contact_ids = fields.One2many(
        "ais.contact.agreement",
        "partner_id",
        "Contacts agreed on",
        domain=[("state", "=", "planned")],
        groups=OFFICE,
    )
    ais_contact_ids = fields.One2many(
        "ais.contact.agreement",
        "partner_id",
        "All agreed contacts",
        groups=OFFICE,
    )

    def _message_post_after_hook(self, message, msg_vals):
        result = super()._message_post_after_hook(message, msg_vals)
        # the client itself follows its own card: a note to it is a letter
        if message._ais_contact_how(self.message_partner_ids):
            self._ais_note_contact()
        return result
