from odoo import api, fields, models
from odoo.tools import SQL


class Breach(models.Model):
    """Inquiries that were not answered in time (2.4)."""

    _inherit = "ais.breach"

    @api.model
    def _finders(self):
        return super()._finders() | {"2.4": "_find_unanswered"}

    @api.model
    def _find_unanswered(self, company, days):
        """Inquiries whose first response was due and did not come by then; the team's leader
        answers for those that nobody was given.
        """
        start, _end = days.bounds()
        now = fields.Datetime.now()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(l.user_id, t.user_id), l.id, l.name,
                       l.ais_response_deadline AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s
                  FROM crm_lead l
                  LEFT JOIN crm_team t ON t.id = l.team_id
                  LEFT JOIN res_users u ON u.id = COALESCE(l.user_id, t.user_id)
                 WHERE COALESCE(l.company_id, t.company_id, u.company_id) = %(company)s
                   AND u.active
                   AND l.ais_response_deadline BETWEEN %(start)s AND %(now)s
                   AND COALESCE(l.ais_first_response_at, l.ais_processed_at, %(now)s)
                       > l.ais_response_deadline
                """,
                zone=days.zone.zone,
                company=company.id,
                start=start,
                now=now,
            ),
        )
        return [
            (
                user_id,
                due.date(),
                "crm.lead",
                lead_id,
                self.env._(
                    "Inquiry “%(lead)s” was not answered by %(due)s.",
                    lead=name,
                    due=due.strftime("%d.%m.%Y %H:%M"),
                ),
            )
            for user_id, lead_id, name, due in rows
        ]
