from odoo import api, fields, models
from odoo.tools import SQL


class Breach(models.Model):
    """Reports that were not submitted in time (2.20)."""

    _inherit = "ais.breach"

    @api.model
    def _finders(self):
        return super()._finders() | {"2.20": "_find_late_reports"}

    @api.model
    def _find_late_reports(self, company, days):
        """Reports of employees whose deadline passed before they were submitted."""
        start, _end = days.bounds()
        now = fields.Datetime.now()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT r.user_id, r.id, r.kind, r.date_from, r.date_to,
                       r.deadline AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s
                  FROM ais_activity_report r
                  JOIN res_users u ON u.id = r.user_id AND u.active
                 WHERE r.company_id = %(company)s
                   AND r.deadline BETWEEN %(start)s AND %(now)s
                   AND (r.is_late OR (r.submitted_at IS NULL AND r.state = 'draft'))
                """,
                zone=days.zone.zone,
                company=company.id,
                start=start,
                now=now,
            ),
        )
        found = []
        for user_id, report_id, kind, first, last, due in rows:
            if kind == "day":
                words = self.env._("The report on %s", first.strftime("%d.%m.%Y"))
            else:
                words = self.env._(
                    "The report on the week %(first)s – %(last)s",
                    first=first.strftime("%d.%m.%Y"),
                    last=last.strftime("%d.%m.%Y"),
                )
            text = self.env._(
                "%(report)s was not submitted by %(due)s.",
                report=words,
                due=due.strftime("%d.%m.%Y %H:%M"),
            )
            found.append((user_id, due.date(), "ais.activity.report", report_id, text))
        return found
