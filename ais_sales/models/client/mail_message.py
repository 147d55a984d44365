from odoo import models


class MailMessage(models.Model):
    """Which messages in a chatter are contacts of ours with a client (2.4, 2.18)."""

    _inherit = "mail.message"

    def _ais_contact_how(self, followers):
        """How a message is a contact with the client.

        :param followers: res.partner who follow the record
        :return: "contact" for a call or meeting, "message" for a letter to somebody outside, None
            for notes, for what the system writes by itself and for messages that reach nobody
        """
        self.ensure_one()
        # sudo: whether the recipients are users of ours is not for a specialist to read
        author = self.author_id.sudo()
        if not author or author.partner_share or author == self.env.ref("base.partner_root"):
            return None
        if self.mail_activity_type_id:
            # sudo: as above
            return "contact" if self.mail_activity_type_id.sudo().ais_is_contact else None
        if self.message_type not in ("comment", "email", "email_outgoing"):
            return None
        if self.message_type == "email" and not self.parent_id:
            # a letter that a colleague forwards is the inquiry itself
            return None
        if self.is_internal or self.subtype_id != self.env.ref("mail.mt_comment"):
            return None
        # sudo: as above
        recipients = self.sudo().partner_ids | followers.sudo()
        if self.outgoing_email_to or any(recipients.mapped("partner_share")):
            return "message"
        return None
