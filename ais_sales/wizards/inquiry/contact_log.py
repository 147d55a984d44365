from odoo import api, fields, models
from odoo.exceptions import UserError


class ContactLog(models.TransientModel):
    """A call or meeting that has just taken place, noted in two clicks (2.10)."""

    _name = "ais.contact.log"
    _inherit = ["ais.window.mixin"]
    _description = "Log a contact with the client"

    lead_id = fields.Many2one("crm.lead", "Inquiry", required=True, ondelete="cascade")
    activity_type_id = fields.Many2one(
        "mail.activity.type",
        "What it was",
        required=True,
        domain="[('ais_is_contact', '=', True), ('res_model', 'in', (False, 'crm.lead'))]",
        default=lambda self: self._default_activity_type_id(),
    )
    is_reached = fields.Boolean(
        "Client reached",
        default=True,
        help="Without it the inquiry still waits for its answer.",
    )
    note = fields.Text("What was said")
    next_date = fields.Date("Contact again on")
    next_summary = fields.Char("About what")

    @api.model
    def _default_activity_type_id(self):
        call = self.env.ref("mail.mail_activity_data_call", raise_if_not_found=False)
        types = self.env["mail.activity.type"]
        return call or types.search([("ais_is_contact", "=", True)], limit=1)

    def action_log(self):
        """Write the contact into the inquiry's chatter and plan the next one.

        :raise UserError: when the next contact is planned for a day that has passed
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        if self.next_date and self.next_date < today:
            raise UserError(self.env._("The next contact cannot be planned for a day in the past."))
        if self.is_reached:
            self._log_as_done()
        else:
            self.lead_id._message_log(body=self._unreached_text())
        self.env["ais.consultation"].create(
            {
                "lead_id": self.lead_id.id,
                "activity_type_id": self.activity_type_id.id,
                "is_reached": self.is_reached,
                "note": self.note,
            },
        )
        if self.next_date:
            self.lead_id.activity_schedule(
                activity_type_id=self.activity_type_id.id,
                summary=self.next_summary,
                date_deadline=self.next_date,
                user_id=self.lead_id.user_id.id or self.env.uid,
            )
        return {"type": "ir.actions.act_window_close"}

    def _log_as_done(self):
        """An activity that is done: Odoo's own reports count it."""
        activity = self.lead_id.activity_schedule(
            activity_type_id=self.activity_type_id.id,
            user_id=self.env.uid,
        )
        activity.action_feedback(feedback=self.note)

    def _unreached_text(self):
        text = self.env._("%s: the client was not reached.", self.activity_type_id.name)
        return f"{text} {self.note}" if self.note else text
