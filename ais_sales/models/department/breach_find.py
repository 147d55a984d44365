from datetime import datetime, time, timedelta
from typing import NamedTuple

import pytz

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# how far back the system looks: an evening that was missed is made up for
LOOK_BACK = 21
# duties to be done by the employee himself: nobody answers for them while he is away
PERSONAL = {"1.9", "2.6", "2.20", "4.4"}


class Days(NamedTuple):
    """The days that are looked through, the last of them being over."""

    first: object  # date
    last: object  # date
    zone: object  # pytz zone in which they begin and end

    def bounds(self):
        """First and last moment, naive UTC."""
        edges = ((self.first, time.min), (self.last, time.max))
        return tuple(
            self.zone.localize(datetime.combine(day, edge))
            .astimezone(pytz.utc)
            .replace(tzinfo=None)
            for day, edge in edges
        )


class Breach(models.Model):
    """Every evening the system finds what was not done, each thing once (5.1)."""

    _inherit = "ais.breach"

    @api.model
    def _finders(self):
        """Which method finds breaches of which clause.

        A finder takes the company and the days, and returns rows (user id, date, model, id of the
        record, words); model and id are False when there is no record.

        :return: dict {clause: name of the method}
        """
        return {}

    @api.model
    def _cron_evening(self):
        """Find breaches in each company whose working day is over, once a day."""
        now = fields.Datetime.now()
        # Companies are few, and each has its own day.
        for company in self.env["res.company"].search(Domain.TRUE):
            today = company.ais_today()
            over = company.ais_end_of_working_day(0)
            if company.ais_breach_found_on == today or now < over:
                continue
            breaches = self._in_staff_language()
            breaches._find(company)
            breaches._send_digest(company)
            company.ais_breach_found_on = today
            self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _find(self, company):
        """Find the breaches of a company up to today and enter them.

        :return: ais.breach: the new ones
        """
        self.env.flush_all()
        days = self._days(company)
        new = self.browse()
        for clause, method in self._finders().items():
            new |= self._enter(company, clause, getattr(self, method)(company, days), days)
        return new

    @api.model
    def _days(self, company):
        today = company.ais_today()
        since = company.ais_breaches_since or today
        first = max(since, today - timedelta(days=LOOK_BACK))
        return Days(first, today, company.ais_timezone())

    def _enter(self, company, clause, rows, days):
        """Enter what is not in the register yet.

        :param list rows: of a finder
        :return: ais.breach: the new ones
        """
        rows = self._answerable(clause, rows, days)
        taken = self._known(company, clause, days.first)
        vals_list = []
        for user_id, date, model, res_id, words in rows:
            record = f"{model},{res_id}" if model else False
            key = (record or user_id, date)
            if key in taken:
                continue
            taken.add(key)
            vals_list.append(
                {
                    "clause": clause,
                    "user_id": user_id,
                    "date": date,
                    "company_id": company.id,
                    "record_ref": record,
                    "description": words,
                    "source": "system",
                },
            )
        # a dozen gets no "created" message each
        quiet = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        return quiet.create(vals_list).with_env(self.env)

    @api.model
    def _known(self, company, clause, first):
        """What is in the register: each record, else each employee, with its day."""
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT record_ref, user_id, date FROM ais_breach
                 WHERE clause = %s AND source = 'system' AND date >= %s
                   AND (record_ref IS NOT NULL OR company_id = %s)
                """,
                clause,
                first,
                company.id,
            ),
        )
        return {(record or user_id, date) for record, user_id, date in rows}

    def _answerable(self, clause, rows, days):
        """Who is away answers for nothing; who stands in does, for work with clients."""
        if not rows:
            return rows
        users = self.env["res.users"].browse({row[0] for row in rows})
        first = min(row[1] for row in rows)
        away = users._ais_away(first, days.last)
        found = []
        for user_id, *rest in rows:
            answers = self._who_answers(user_id, rest[0], away, clause)
            if answers:
                found.append((answers, *rest))
        return found

    @api.model
    def _who_answers(self, user_id, day, away, clause):
        for start, end, substitute in away.get(user_id, ()):
            if start <= day <= end:
                return False if clause in PERSONAL else substitute.id
        return user_id
