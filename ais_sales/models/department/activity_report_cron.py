from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# for so many days what has not been submitted is asked for, and its figures are kept up to date
REFRESHED = 35
# the hour of the last working day from which a report is asked for
REMINDED_FROM = 15


class ActivityReport(models.Model):
    """Reports are made for everybody in time, filled from the records, and called for (2.20)."""

    _inherit = "ais.activity.report"

    @api.model
    def _cron_reports(self):
        """Make today's reports, bring the figures up to date, remind, mark what is late."""
        # Companies are few.
        companies = self.env["res.company"].search(Domain.TRUE)
        reports = self._in_staff_language()
        for done, company in enumerate(companies, 1):
            reports.with_company(company)._make_due(company)
            reports._drop_needless(company)
            reports._remind(company)
            reports._mark_late(company)
            reports._waiting(company)._refresh()
            self.env["ir.cron"]._commit_progress(1, remaining=len(companies) - done)

    @api.model
    def _waiting(self, company):
        """Reports of the last weeks that are not submitted."""
        return self.search(
            [
                ("company_id", "=", company.id),
                ("state", "in", ("draft", "returned")),
                ("date_to", ">=", company.ais_today() - timedelta(days=REFRESHED)),
            ],
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
        working = company.resource_calendar_id._ais_working_dates(first, last)
        people = company._ais_specialists() - self.search(own).user_id
        away = people._ais_away(first, last)
        people = people.filtered(lambda user: not self._is_away(away.get(user.id, ()), working))
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
    def _is_away(absences, working):
        """Whether there is no working day on which somebody was there."""
        return all(any(start <= day <= end for start, end, _ in absences) for day in working)

    @api.model
    def _drop_needless(self, company):
        """Take back what was made for who turned out to be away, or has left, and wrote nothing."""
        untouched = self._waiting(company).filtered(
            lambda one: (
                not one.submitted_at and not (one.comment or one.difficulties or one.plan_next)
            ),
        )
        if not untouched:
            return
        first, last = min(untouched.mapped("date_from")), max(untouched.mapped("date_to"))
        away = untouched.user_id._ais_away(first, last)
        calendar = company.resource_calendar_id
        needless = untouched.filtered(
            lambda one: (
                not one.user_id.active
                or self._is_away(
                    away.get(one.user_id.id, ()),
                    calendar._ais_working_dates(one.date_from, one.date_to),
                )
            ),
        )
        # sudo: made by the system, taken back by the system
        needless.sudo().unlink()

    @api.model
    def _remind(self, company):
        """Ask for the reports whose last working day draws to its close, each once."""
        calendar, now = company.resource_calendar_id, fields.Datetime.now()
        waiting = self._waiting(company).filtered(lambda one: not one.submitted_at)
        notices, summary = [], self.env._("Submit the report")
        for (first, last), reports in waiting.grouped(
            lambda one: (one.date_from, one.date_to),
        ).items():
            day = (calendar._ais_working_dates(first, last) or [last])[-1]
            if now >= company.ais_day_begins(day) + timedelta(hours=REMINDED_FROM):
                due = company.ais_working_day(1, last)
                notices += [(one, one.user_id, summary, "", due) for one in reports]
        self._notify_staff(notices)

    @api.model
    def _mark_late(self, company):
        """Mark the reports whose deadline has passed, and remind their employees once."""
        late = self.search(
            [
                ("company_id", "=", company.id),
                ("state", "=", "draft"),
                ("submitted_at", "=", False),
                ("is_late", "=", False),
                ("deadline", "<", fields.Datetime.now()),
            ],
        )
        # sudo: the mark is the system's
        late.sudo().write({"is_late": True})
        summary = self.env._("Submit the report")
        self._notify_staff([(one, one.user_id, summary, "", None) for one in late])
