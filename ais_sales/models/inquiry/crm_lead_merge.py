from odoo import models

from ..catalogue.system_fields_mixin import BY_SYSTEM


class CrmLead(models.Model):
    """Inquiries merged into one keep the clock of the one that waits longest (2.4)."""

    _inherit = "crm.lead"

    def _merge_get_fields_specific(self):
        specific = super()._merge_get_fields_specific()
        for name in (
            "ais_received_at",
            "ais_first_response_at",
            "ais_first_response_user_id",
            "ais_first_response_how",
        ):
            specific[name] = lambda fname, leads: leads._ais_merged_clock()[fname]
        specific["ais_seats"] = lambda fname, leads: max(leads.mapped("ais_seats"))
        specific["ais_course_id"] = lambda fname, leads: leads.ais_course_id[:1].id
        return specific

    def _ais_merged_clock(self):
        """The clock of the inquiry that these ones become.

        A client who writes twice is answered once, so an answer to one of them counts for those
        that came before it. One that came after the answer still waits, and the clock is its own.

        :return: dict of field values
        """
        timed = self.filtered("ais_received_at")
        answered = timed.filtered("ais_first_response_at").sorted("ais_first_response_at")
        last = answered[-1:].ais_first_response_at
        waiting = (timed - answered).filtered(
            lambda lead: not last or lead.ais_received_at > last,
        )
        if waiting:
            received, answer = min(waiting.mapped("ais_received_at")), self.browse()
        else:
            received = min(timed.mapped("ais_received_at"), default=False)
            answer = answered[:1]
        return {
            "ais_received_at": received,
            "ais_first_response_at": answer.ais_first_response_at,
            "ais_first_response_user_id": answer.ais_first_response_user_id.id,
            "ais_first_response_how": answer.ais_first_response_how,
        }

    def _merge_opportunity(self, *args, **kwargs):
        # what is merged was found by the system, whoever merges it
        leads = self.with_context(ais_clock=BY_SYSTEM)
        return super(CrmLead, leads)._merge_opportunity(*args, **kwargs)
