from odoo import api, fields, models
from odoo.fields import Domain


class CrmLead(models.Model):
    """When the answer to an inquiry and its processing are due, and whether they came in time."""

    _inherit = "crm.lead"

    @api.depends("medium_id", "team_id", "priority", "partner_id", "company_id", "ais_received_at")
    def _compute_ais_policy_id(self):
        # sudo: which terms hold does not depend on who enters the inquiry; they are few
        policies = self.env["ais.sla.policy"].sudo().search(Domain.TRUE)
        for lead in self:
            if not lead.ais_received_at:
                lead.ais_policy_id = False
            elif not lead.ais_processed_at or not lead.ais_policy_id:
                fitting = (policy for policy in policies if policy._fits(lead))
                lead.ais_policy_id = next(fitting, False)

    @api.depends("stage_id", "won_status", "active")
    def _compute_ais_processed_at(self):
        """Stop the clocks of what is done, and let those of what is opened again go on.

        The time between does not count, neither for nor against the specialist.
        """
        now = fields.Datetime.now()
        reopened = self.browse()
        for lead in self:
            finished = (
                lead.stage_id.ais_is_processed or lead.won_status != "pending" or not lead.active
            )
            if not finished and lead.ais_processed_at:
                reopened |= lead
            else:
                lead.ais_processed_at = (lead.ais_processed_at or now) if finished else False
            lead.ais_stopped_minutes = lead.ais_stopped_minutes
            lead.ais_response_stopped_minutes = lead.ais_response_stopped_minutes
        for lead, clock in reopened._ais_clocks("ais_processed_at"):
            stopped = round(clock.between(lead.ais_processed_at, now))
            lead.ais_stopped_minutes += stopped
            if not lead.ais_first_response_at:
                lead.ais_response_stopped_minutes += stopped
            lead.ais_processed_at = False

    @api.depends(
        "ais_policy_id",
        "ais_received_at",
        "ais_first_response_at",
        "ais_stopped_minutes",
        "ais_response_stopped_minutes",
    )
    def _compute_ais_deadlines(self):
        timed = self.filtered(lambda lead: lead.ais_policy_id and lead.ais_received_at)
        for name in (
            "ais_response_deadline",
            "ais_processing_deadline",
            "ais_deadline",
            "ais_risk_at",
        ):
            (self - timed)[name] = False
        for lead, clock in timed._ais_clocks("ais_received_at"):
            # sudo: as in _compute_ais_policy_id
            policy = lead.ais_policy_id.sudo()
            start = lead.ais_received_at
            response = policy.response_minutes + lead.ais_response_stopped_minutes
            processing = policy.processing_hours * 60 + lead.ais_stopped_minutes
            lead.ais_response_deadline = clock.add(start, response)
            lead.ais_processing_deadline = clock.add(start, processing)
            if lead.ais_first_response_at:
                lead.ais_deadline = lead.ais_processing_deadline
                lead.ais_risk_at = clock.add(start, processing - policy.processing_warning * 60)
            else:
                lead.ais_deadline = lead.ais_response_deadline
                lead.ais_risk_at = clock.add(start, response - policy.response_warning)

    @api.depends(
        "ais_deadline",
        "ais_risk_at",
        "ais_response_deadline",
        "ais_processing_deadline",
        "ais_first_response_at",
        "ais_processed_at",
    )
    def _compute_ais_sla_state(self):
        now = fields.Datetime.now()
        for lead in self:
            if not lead.ais_deadline:
                lead.ais_sla_state = False
            elif lead.ais_processed_at:
                lead.ais_sla_state = "met" if lead._ais_is_in_time() else "missed"
            elif now >= lead.ais_deadline:
                lead.ais_sla_state = "overdue"
            else:
                lead.ais_sla_state = "at_risk" if now >= lead.ais_risk_at else "on_time"

    @api.depends("ais_deadline", "ais_risk_at", "ais_processed_at")
    def _compute_ais_alert(self):
        """A deadline that is put off or kept is alerted of anew when it comes near again."""
        now = fields.Datetime.now()
        for lead in self:
            ahead = {"warned": lead.ais_risk_at, "escalated": lead.ais_deadline}.get(lead.ais_alert)
            if lead.ais_processed_at or not ahead or ahead > now:
                lead.ais_alert = False
            else:
                lead.ais_alert = lead.ais_alert

    def _ais_is_in_time(self):
        """Whether a processed inquiry was answered and processed in time.

        One that is closed without an answer (a mistake, an advertisement) had to be closed by the
        time of the answer.
        """
        self.ensure_one()
        answered = self.ais_first_response_at or self.ais_processed_at
        # a term that ends beyond the calendar is kept
        return (not self.ais_response_deadline or answered <= self.ais_response_deadline) and (
            not self.ais_processing_deadline
            or self.ais_processed_at <= self.ais_processing_deadline
        )

    @api.depends("ais_received_at", "ais_first_response_at")
    def _compute_ais_response_minutes(self):
        answered = self.filtered("ais_first_response_at").filtered("ais_received_at")
        (self - answered).ais_response_minutes = 0
        for lead, clock in answered._ais_clocks("ais_received_at", "ais_first_response_at"):
            lead.ais_response_minutes = round(
                clock.between(lead.ais_received_at, lead.ais_first_response_at),
            )

    def _ais_clocks(self, *names):
        """Each inquiry with the working time of its team.

        :param names: fields with the moments that are asked about, besides now
        :return: generator of (lead, WorkingTime)
        """
        now = fields.Datetime.now()
        for calendar, leads in self.grouped(lambda lead: lead._ais_calendar()).items():
            moments = [moment for name in names for moment in leads.mapped(name) if moment]
            # a term may be long, and its end lies beyond its beginning: to the end of next year
            clock = calendar._ais_working_time([*moments, now])
            for lead in leads:
                yield lead, clock

    def _ais_calendar(self):
        # sudo: the working time of the company is known to everybody in it
        lead = self.sudo()
        if lead.team_id:
            return lead.team_id._ais_calendar()
        return (lead.company_id or self.env.company.sudo()).resource_calendar_id

    def _ais_set_deadlines(self):
        """Reckon the deadlines anew: the policy or the calendar has changed."""
        for name in ("ais_response_deadline", "ais_processing_deadline", "ais_deadline"):
            self.env.add_to_compute(self._fields[name], self)
        self.env.add_to_compute(self._fields["ais_risk_at"], self)
        self.env.add_to_compute(self._fields["ais_sla_state"], self)
        self.env.add_to_compute(self._fields["ais_alert"], self)
