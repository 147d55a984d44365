from datetime import timedelta

from odoo import api, fields, models


class ActivityReport(models.Model):
    """Reports are made for everybody in time, filled from the records, and called for (2.20)."""

    _inherit = "ais.activity.report"

    @api.model
    def _cron_reports(self):
        """Make today's reports, bring the figures up to date, mark what is late."""
        # Companies are few.
        # pylint: disable-next=no-search-all
        companies = self.env["res.company"].search([])
        reports = self._in_staff_language()
        for done, company in enumerate(companies, 1):
            reports.with_company(company)._make_due(company)
            reports._mark_late(company)
            reports._waiting(company)._refresh()
            self.env["ir.cron"]._commit_progress(1, remaining=len(companies) - done)

    @api.model
    def _waiting(self, company):
        return self.search(
            [("company_id", "=", company.id), ("state", "in", ("draft", "returned"))],
        )

    @api.model
    def _make_due(self, company):
        """Make the reports of the day and of the week; those who are away all the time make none.

        :return: ais.activity.report: the new ones
        """
        today = company.ais_today()
        monday = today - timedelta(days=today.weekday())
        spans = []
        if company.ais_report_kind in ("day", "both") and company.ais_is_working_day(today):
            spans.append(("day", today, today))
        if company.ais_report_kind in ("week", "both"):
            spans.append(("week", monday, monday + timedelta(days=6)))
        made = self.browse()
        for span in spans:
            made |= self._make(company, *span)
        return made

    @api.model
    def _make(self, company, kind, first, last):
        own = [("company_id", "=", company.id), ("kind", "=", kind), ("date_from", "=", first)]
        people = company._ais_specialists() - self.search(own).user_id
        away = people._ais_away(first, last)
        people = people.filtered(lambda user: not self._is_away(away.get(user.id, ()), first, last))
        deadline = company._ais_report_deadline(last)
        reports = self.sudo().create(  # sudo: made for others by the system
            [
                {
                    "user_id": user.id,
                    "kind": kind,
                    "date_from": first,
                    "company_id": company.id,
                    "deadline": deadline,
                }
                for user in people
            ],
        )
        return reports.with_env(self.env)

    @staticmethod
    def _is_away(absences, first, last):
        """Whether the working days of the span are all days of absence."""
        days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
        working = [day for day in days if day.weekday() < 5 or first == last]
        return all(any(start <= day <= end for start, end, _ in absences) for day in working)

    @api.model
    def _mark_late(self, company):
        """Mark the reports whose deadline has passed, and remind their employees once."""
        late = self.search(
            [
                ("company_id", "=", company.id),
                ("state", "in", ("draft", "returned")),
                ("is_late", "=", False),
                ("deadline", "<", fields.Datetime.now()),
            ],
        )
        # sudo: the mark is the system's
        late.sudo().write({"is_late": True})
        summary = self.env._("Submit the report")
        self._notify_staff([(one, one.user_id, summary, "", None) for one in late])
