from collections import defaultdict

from odoo import api, fields, models, tools
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..catalogue.roles import OFFICE


class ResUsers(models.Model):
    """Who is away on which days, and who stands in for whom (1.7)."""

    _inherit = "res.users"

    ais_is_stood_in = fields.Boolean(
        "I stand in for this employee today",
        compute="_compute_ais_is_stood_in",
        search="_search_ais_is_stood_in",
        compute_sudo=True,
        groups=OFFICE,
    )

    @api.depends_context("uid")
    def _compute_ais_is_stood_in(self):
        ids = self._ais_stood_in_ids()
        for user in self:
            user.ais_is_stood_in = user.id in ids

    @api.model
    def _search_ais_is_stood_in(self, operator, value):
        """For record rules: no query when it is known who stands in for whom."""
        if operator != "in":
            return NotImplemented
        return [("id", "in", list(self._ais_stood_in_ids()))]

    @api.model
    def _ais_stood_in_ids(self):
        """Ids of the users for whom the current user stands in at this moment.

        Each absence counts by the day of its own company, whatever zone a client names.
        """
        ids, days = set(), {}
        for user_id, company_id, first, last in self._ais_stand_ins(self.env.uid):
            if company_id not in days:
                # sudo: the day of a company the user may not be in
                days[company_id] = self.env["res.company"].sudo().browse(company_id).ais_today()
            if first <= days[company_id] and (not last or days[company_id] <= last):
                ids.add(user_id)
        return ids

    @tools.ormcache("uid")
    def _ais_stand_ins(self, uid):
        """All confirmed absences in which a user stands in; forgotten when absences change."""
        # sudo: the rules of the user ask this, before they hold
        absences = self.env["ais.absence"].sudo()
        found = absences.search([("substitute_id", "=", uid), ("state", "=", "confirmed")])
        return tuple(
            (one.user_id.id, one.company_id.id, one.date_from, one.date_until) for one in found
        )

    def _ais_away(self, first, last):
        """When these users are away between two days, both included; one query.

        :param date first: the first day
        :param date last: the last day
        :return: dict {user id: [(date_from, date_until, substitute)]}, only users who are away, in
            the order of days, clipped to the days asked for; the substitute is a res.users, empty
            when there is none
        """
        away = defaultdict(list)
        for one in self._ais_absences(first, last):
            # sudo: see _ais_absences
            until = min(one.date_until or last, last)
            away[one.user_id.id].append(
                (max(one.date_from, first), until, one.substitute_id.with_env(self.env)),
            )
        return dict(away)

    def _ais_away_today(self, company=None):
        """
        :param company: res.company by whose day it is today; the current one if not given
        :return: res.users of these who are away today
        """
        today = (company or self.env.company).ais_today()
        away = self._ais_away(today, today)
        return self.filtered(lambda user: user.id in away)

    def _ais_substitutes(self, day):
        """Who does the work of these users on a day; a substitute who is away too does not.

        :return: dict {user id: res.users, empty when nobody stands in}, only users who are away
        """
        away = {user_id: rows[0][2] for user_id, rows in self._ais_away(day, day).items()}
        people = self.browse({substitute.id for substitute in away.values() if substitute})
        gone = people._ais_away(day, day) if people else {}
        # sudo: the role of a colleague; who has lost it cannot see what he would stand in for
        able = people.sudo().filtered(
            lambda one: (
                one.active and one.id not in gone and one.has_group("ais_sales.group_specialist")
            ),
        )
        return {
            user_id: substitute if substitute in able else self.browse()
            for user_id, substitute in away.items()
        }

    def _ais_stand_in(self, day=None):
        """For whom this user stands in on a day.

        :param date day: today if not given
        :return: res.users who are away then and have named this user
        """
        self.ensure_one()
        day = day or self.env.company.ais_today()
        # sudo: see _ais_absences
        found = (
            self.env["ais.absence"]
            .sudo()
            .search(
                self._ais_days_domain(day, day) & Domain("substitute_id", "=", self.id),
            )
        )
        return found.user_id.with_env(self.env)

    @api.model
    def _ais_refuse_taking_over(self, records, user_id):
        """Who stands in for a colleague does the work, and takes nothing over (1.7).

        :param records: what is to be given to another user; has a `user_id`
        :param int user_id: to whom
        :raise AccessError: one belongs to whom the current user stands in for
        """
        if self.env.su or self.env.user.has_group("ais_sales.group_head"):
            return
        lent = self._ais_stood_in_ids() - {user_id}
        if lent and (record := records.filtered(lambda one: one.user_id.id in lent)[:1]):
            raise AccessError(
                self.env._(
                    "“%(what)s” stays with %(user)s, for whom you stand in. The head of sales gives"
                    " it to somebody else.",
                    what=record.display_name,
                    user=record.user_id.name,
                ),
            )

    def _ais_absences(self, first, last):
        # sudo: that a colleague is away is known to who plans and distributes
        return (
            self.env["ais.absence"]
            .sudo()
            .search(
                self._ais_days_domain(first, last) & Domain("user_id", "in", self.ids),
                order="date_from, id",
            )
        )

    @api.model
    def _ais_days_domain(self, first, last):
        return (
            Domain("state", "=", "confirmed")
            & Domain("date_from", "<=", last)
            & (Domain("date_until", "=", False) | Domain("date_until", ">=", first))
        )
