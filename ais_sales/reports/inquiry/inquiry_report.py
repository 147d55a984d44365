from odoo import fields, models
from odoo.tools import SQL

from ...models.inquiry.crm_lead import STATES


class InquiryReport(models.Model):
    """How fast inquiries are answered: one row each, empty where there is nothing to average."""

    _name = "ais.inquiry.report"
    _description = "Inquiry analysis"
    _auto = False
    _order = "received_at desc"
    _rec_name = "lead_id"

    lead_id = fields.Many2one("crm.lead", "Inquiry", readonly=True)
    received_at = fields.Datetime("Received at", readonly=True)
    medium_id = fields.Many2one("utm.medium", "Channel", readonly=True)
    user_id = fields.Many2one("res.users", "Specialist", readonly=True)
    team_id = fields.Many2one("crm.team", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    course_id = fields.Many2one("ais.course", "Course asked for", readonly=True)
    sla_state = fields.Selection(STATES, "Deadline state", readonly=True)
    response_minutes = fields.Float(
        "Minutes to first response",
        aggregator="avg",
        readonly=True,
        help="Working minutes from the inquiry to the first answer.",
    )
    in_time = fields.Float("Answered in time, %", aggregator="avg", readonly=True)
    unanswered = fields.Integer(readonly=True)
    processed_in_time = fields.Float("Processed in time, %", aggregator="avg", readonly=True)

    @property
    def _table_query(self):
        now = fields.Datetime.now()
        return SQL(
            """
            SELECT l.id, l.id AS lead_id, l.ais_received_at AS received_at, l.medium_id,
                   l.user_id, l.team_id, l.company_id, l.ais_course_id AS course_id,
                   l.ais_sla_state AS sla_state,
                   CASE WHEN l.ais_first_response_at IS NOT NULL
                        THEN l.ais_response_minutes END AS response_minutes,
                   CASE WHEN l.ais_first_response_at <= l.ais_response_deadline THEN 100
                        WHEN l.ais_response_deadline < COALESCE(
                             l.ais_first_response_at, l.ais_processed_at, %(now)s) THEN 0
                        END AS in_time,
                   CASE WHEN l.ais_first_response_at IS NULL AND l.ais_processed_at IS NULL
                        THEN 1 ELSE 0 END AS unanswered,
                   CASE WHEN l.ais_processed_at <= l.ais_processing_deadline THEN 100
                        WHEN l.ais_processing_deadline < COALESCE(l.ais_processed_at, %(now)s)
                        THEN 0 END AS processed_in_time
              FROM crm_lead l
             WHERE l.ais_deadline IS NOT NULL
            """,
            now=now,
        )
