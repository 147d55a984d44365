from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .measure_base import Shared

TREND_WEEKS = 12
# after so many days one row a week is kept: the trend of years needs no more
KEEP_DAYS = 366


class RegulationSnapshot(models.Model):
    """What a figure was on a day: of the department, of each team and of each employee."""

    _name = "ais.regulation.snapshot"
    _description = "Figure of a day"
    _order = "date desc, measure_id, id"
    _rec_name = "measure_id"

    date = fields.Date("Day", required=True, readonly=True, index=True)
    measure_id = fields.Many2one(
        "ais.regulation.measure",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    clause_id = fields.Many2one(
        related="measure_id.clause_id",
        store=True,
        index=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    team_id = fields.Many2one(
        "crm.team",
        readonly=True,
        ondelete="cascade",
        help="Empty in the rows of an employee, and in those of the whole department.",
    )
    user_id = fields.Many2one("res.users", "Employee", readonly=True, ondelete="cascade")
    value = fields.Float(readonly=True, aggregator="avg")

    # with the columns that a trend is looked up by in front
    _day_unique = models.UniqueIndex(
        "(company_id, COALESCE(user_id, 0), COALESCE(team_id, 0), measure_id, date)",
        "A figure has one value a day.",
    )

    @api.model
    def _ais_trends(self, measures, team_id=False, user_id=False):
        """The last value of each of the last weeks.

        :return: dict {measure id: [(date, value), …]}, oldest first
        """
        self.flush_model()
        today = self.env.company.ais_today()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (measure_id, (%(today)s::date - date) / 7)
                       measure_id, date, value
                  FROM ais_regulation_snapshot
                 WHERE company_id = %(company)s AND date > %(today)s::date - %(days)s
                   AND date <= %(today)s
                   AND measure_id = ANY(%(measures)s)
                   AND COALESCE(user_id, 0) = %(user)s AND COALESCE(team_id, 0) = %(team)s
                 ORDER BY measure_id, (%(today)s::date - date) / 7 DESC, date DESC
                """,
                today=today,
                days=TREND_WEEKS * 7,
                company=self.env.company.id,
                measures=measures.ids,
                user=user_id or 0,
                team=0 if user_id else team_id or 0,
            ),
        )
        trends = {}
        for measure_id, day, value in rows:
            trends.setdefault(measure_id, []).append((day, value))
        return trends

    @api.model
    def _cron_take(self):
        """Note the figures of the day of every company, and thin out those of years ago."""
        # Companies are few.
        companies = self.env["res.company"].search(Domain.TRUE)
        for done, company in enumerate(companies, 1):
            self._ais_take(company, company.ais_today())
            self.env["ir.cron"]._commit_progress(1, remaining=len(companies) - done)
        self._ais_thin_out()

    @api.model
    def _ais_take(self, company, day):
        """Note the figures of a company; a second time on the same day writes them anew."""
        measures = (
            self.env["ais.regulation.measure"]
            .with_company(company)
            .with_context(ais_shared=Shared())
            .sudo()
        )
        # Some seventy figures are all there are.
        measures = measures.search(Domain.TRUE)
        people = company._ais_specialists().ids
        teams = self._ais_teams(company)
        rows = [
            (measure.id, measure.clause_id.id, team, user, value)
            for measure in measures
            for team, user, value in self._ais_values(measure, teams, people)
            if value is not None
        ]
        self._ais_write(company, day, rows)

    @api.model
    def _ais_teams(self, company):
        """Members of each team of a company: {team id: set of user ids}."""
        # sudo: run by the cron, and by the bench
        found = (
            self.env["crm.team.member"]
            .sudo()
            ._read_group(
                [("crm_team_id.company_id", "in", (company.id, False))],
                ["crm_team_id"],
                ["user_id:array_agg"],
            )
        )
        return {team.id: set(users) for team, users in found}

    @staticmethod
    def _ais_values(measure, teams, people):
        figure, numbers = measure._ais_numbers()
        yield None, None, measure._ais_value(figure, numbers)
        for team, members in teams.items():
            yield team, None, measure._ais_value(figure, numbers, members=members)
        for user in people:
            yield None, user, measure._ais_value(figure, numbers, user)

    def _ais_write(self, company, day, rows):
        if not rows:
            return
        self.flush_model()
        self.env.execute_query(
            SQL(
                """
                INSERT INTO ais_regulation_snapshot
                       (measure_id, clause_id, team_id, user_id, value, date, company_id,
                        create_date, write_date, create_uid, write_uid)
                SELECT r.measure_id, r.clause_id, r.team_id, r.user_id, r.value, %(day)s,
                       %(company)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', %(uid)s,
                       %(uid)s
                  FROM unnest(%(measures)s, %(clauses)s, %(teams)s::int[], %(users)s::int[],
                              %(values)s)
                       AS r (measure_id, clause_id, team_id, user_id, value)
                    ON CONFLICT (company_id, COALESCE(user_id, 0), COALESCE(team_id, 0),
                                 measure_id, date)
                    DO UPDATE SET value = EXCLUDED.value, write_date = EXCLUDED.write_date
                 RETURNING id
                """,
                day=day,
                company=company.id,
                uid=self.env.uid,
                measures=[row[0] for row in rows],
                clauses=[row[1] for row in rows],
                teams=[row[2] for row in rows],
                users=[row[3] for row in rows],
                values=[row[4] for row in rows],
            ),
        )
        self.invalidate_model()

    @api.model
    def _ais_thin_out(self):
        """Of the days of more than a year ago the Mondays stay."""
        limit = fields.Date.context_today(self) - timedelta(days=KEEP_DAYS)
        self.env.cr.execute(
            SQL(
                "DELETE FROM ais_regulation_snapshot"
                " WHERE date < %s AND EXTRACT(isodow FROM date) > 1",
                limit,
            ),
        )
        self.invalidate_model()
