from odoo import api, fields, models

URGENT_MINUTES = 60
# minutes do not matter any more
LONG_HOURS = 10


class Desk(models.AbstractModel):
    """Inquiries and contacts on the desks: the clocks that run, the calls of today (2.4, 2.18)."""

    _inherit = "ais.desk"

    @api.model
    def _block_contacts(self):
        return self._rows(
            "contacts",
            self.env._("Contacts today"),
            "ais.contact.agreement",
            domain=[
                ("state", "=", "planned"),
                ("date", "<=", self.env.company.ais_today()),
                ("acting_user_id", "=", self.env.uid),
            ],
            row=self._contact_rows,
            order="date, id",
            empty=self.env._(
                "Nobody is to be called today. Agree on the next contacts in the cards."
            ),
            action="ais_contact_agreement_action_today",
        )

    @api.model
    def _contact_rows(self, agreements):
        buttons = (
            self._button("action_reached", self.env._("Reached"), "fa-check"),
            self._button("action_no_answer", self.env._("No answer"), "fa-bell-slash-o"),
            self._button("action_agree_next", self.env._("Next contact"), "fa-calendar-plus-o"),
        )
        return [
            self._row(
                one,
                one.partner_id.display_name,
                self._stood_in(one, one.topic),
                phone=one.phone or "",
                buttons=buttons,
                **self._due(one.date),
            )
            for one in agreements
        ]

    @api.model
    def _stood_in(self, record, note):
        """Whose it is, when the user stands in for somebody."""
        if record.user_id.id == self.env.uid:
            return note
        return self.env._("%(note)s · for %(name)s", note=note, name=record.user_id.name)

    @api.model
    def _clocks(self, *more):
        return [("ais_deadline", "!=", False), ("ais_processed_at", "=", False), *more]

    @api.model
    def _block_clocks(self):
        people = [self.env.uid, *self.env["res.users"]._ais_stood_in_ids()]
        return self._rows(
            "clocks",
            self.env._("Inquiries with a deadline"),
            "crm.lead",
            domain=self._clocks(("user_id", "in", people)),
            row=self._clock_rows,
            order="ais_deadline, id",
            empty=self.env._("No inquiry waits for you. Look at the needs and at quiet clients."),
            action="crm_lead_action_control",
        )

    @api.model
    def _block_unanswered(self):
        return self._rows(
            "unanswered",
            self.env._("Not answered yet"),
            "crm.lead",
            domain=self._clocks(("ais_first_response_at", "=", False)),
            row=self._clock_rows,
            order="ais_deadline, id",
            empty=self.env._("Every inquiry has been answered."),
            action="crm_lead_action_control",
        )

    @api.model
    def _block_unassigned(self):
        return self._rows(
            "unassigned",
            self.env._("Inquiries without a specialist"),
            "crm.lead",
            domain=[("user_id", "=", False), ("won_status", "=", "pending")],
            row=self._clock_rows,
            order="ais_deadline, id",
            empty=self.env._("Every inquiry has its specialist."),
            action="crm_lead_action_control",
        )

    @api.model
    def _clock_rows(self, leads):
        now = fields.Datetime.now()
        minutes = {
            lead: clock.between(now, lead.ais_deadline)
            for lead, clock in leads.filtered("ais_deadline")._ais_clocks("ais_deadline")
        }
        return [
            self._row(
                lead,
                lead.name,
                self._clock_note(lead),
                buttons=self._clock_buttons(lead),
                **self._clock(minutes.get(lead)),
            )
            for lead in leads
        ]

    @api.model
    def _clock_note(self, lead):
        waits = self.env._("to process") if lead.ais_first_response_at else self.env._("to answer")
        client = lead.partner_id.display_name or lead.partner_name or lead.contact_name
        words = (waits, client, lead.user_id.name if lead.user_id.id != self.env.uid else "")
        return " · ".join(word for word in words if word)

    @api.model
    def _clock_buttons(self, lead):
        if not lead.user_id:
            return (self._button("action_ais_distribute", self.env._("Give out"), "fa-random"),)
        return (
            self._button("action_ais_log_contact", self.env._("Note a contact"), "fa-commenting-o"),
        )

    @api.model
    def _clock(self, minutes):
        """Working time that is left, in words."""
        if minutes is None:
            return {}
        hours, rest = divmod(abs(round(minutes)), 60)
        if hours >= LONG_HOURS:
            length = self.env._("%s h", hours)
        elif hours:
            length = self.env._("%(hours)s h %(minutes)s min", hours=hours, minutes=rest)
        else:
            length = self.env._("%s min", rest)
        if minutes < 0:
            return {"when": f"−{length}", "colour": "danger", "sign": self.env._("overdue")}
        if minutes <= URGENT_MINUTES:
            return {"when": length, "colour": "warning", "sign": self.env._("urgent")}
        return {"when": length, "sign": self.env._("left")}
