from odoo import fields, models
from odoo.exceptions import AccessError, ValidationError

from ..catalogue.system_fields_mixin import BY_SYSTEM

ACTIVITY = "ais_sales.mail_activity_inquiry"


class CrmLead(models.Model):
    """The first response to an inquiry: found in the chatter, or entered by hand (2.4)."""

    _inherit = "crm.lead"

    def write(self, vals):
        if self.env.context.get("ais_clock") is BY_SYSTEM:
            return super().write(vals)
        if "ais_received_at" in vals:
            self._ais_check_may_move_receipt()
        if "ais_first_response_at" not in vals:
            return super().write(vals)
        moment = fields.Datetime.to_datetime(vals["ais_first_response_at"])
        self._ais_check_response(moment)
        vals = {
            **vals,
            "ais_first_response_user_id": self.env.uid if moment else False,
            "ais_first_response_how": "manual" if moment else False,
        }
        # sudo of the two fields that say who entered it: they are the system's
        names = ("ais_first_response_user_id", "ais_first_response_how")
        found = {name: vals.pop(name) for name in names}
        result = super().write(vals)
        super(CrmLead, self.sudo()).write(found)
        self._ais_log_manual_response(moment)
        self._ais_forget_alerts()
        return result

    def action_ais_log_contact(self):
        """Note a call or meeting that has just taken place."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_contact_log_action")
        action["context"] = {"default_lead_id": self.id}
        return action

    def _ais_check_may_move_receipt(self):
        if not self.env.su and not self.env.user.has_group("ais_sales.group_head"):
            raise AccessError(
                self.env._("When an inquiry was received is corrected by the head of sales."),
            )

    def _ais_check_response(self, moment):
        if moment and moment > fields.Datetime.now():
            raise ValidationError(
                self.env._("The first response to “%s” cannot lie in the future.", self[:1].name),
            )
        for lead in self:
            if moment and lead.ais_received_at and moment < lead.ais_received_at:
                raise ValidationError(
                    self.env._(
                        "Inquiry “%(lead)s” was received at %(received)s and cannot be answered"
                        " before that.",
                        lead=lead.name,
                        received=self._ais_local(lead.ais_received_at),
                    ),
                )

    def _ais_log_manual_response(self, moment):
        if moment:
            text = self.env._("First response entered by hand: %s.", self._ais_local(moment))
        else:
            text = self.env._("First response taken back.")
        self._message_log_batch(bodies=dict.fromkeys(self.ids, text))

    def _ais_local(self, moment):
        """A moment as the company's clock on the wall shows it."""
        # sudo: as in _ais_calendar
        company = self[:1].sudo().company_id or self.env.company
        zoned = self.with_context(tz=company.ais_timezone().zone)
        return fields.Datetime.context_timestamp(zoned, moment).strftime("%d.%m.%Y %H:%M")

    def _message_post_after_hook(self, message, msg_vals):
        result = super()._message_post_after_hook(message, msg_vals)
        # sudo: followers may be hidden, and only whether they are outside is asked
        how = message._ais_contact_how(self.sudo().message_partner_ids)
        if how:
            self.partner_id._ais_note_contact()
            self._ais_note_response(message.author_id.user_ids[:1], how)
        return result

    def _ais_note_response(self, user, how):
        """Stop the clock of the first response, once."""
        waiting = self.filtered(
            lambda lead: lead.ais_received_at and not lead.ais_first_response_at,
        )
        if not waiting:
            return
        now = fields.Datetime.now()
        waiting.with_context(ais_clock=BY_SYSTEM).write(
            {
                "ais_first_response_at": now,
                "ais_first_response_user_id": user.id,
                "ais_first_response_how": how,
            },
        )
        waiting._ais_forget_alerts()

    def _ais_forget_alerts(self):
        """The step that the alerts were about is done: take them away, and be ready to warn of the
        next one.
        """
        # sudo: alerts are the system's; the head's task is not the specialist's to delete, but it
        # is done
        leads = self.sudo()
        leads.filtered("ais_alert").write({"ais_alert": False})
        leads.activity_unlink([ACTIVITY], only_automated=False)
