from odoo import api, models
from odoo.fields import Domain


class Desk(models.AbstractModel):
    """The people of the department side by side: who has too much, who is away (1.7, 2.2)."""

    _inherit = "ais.desk"

    @api.model
    def _desk_people(self):
        """The people whose plans the user may see: a head of one team not those of another's.

        :return: res.users
        """
        people = self.env.company._ais_specialists()
        roles = ("ais_sales.group_director", "ais_sales.group_deputy", "base.group_system")
        if any(self.env.user.has_group(role) for role in roles):
            return people
        # sudo: who works in which team is known to whoever reads its figures
        teams = people.sudo().crm_team_ids.filtered(lambda team: team.user_id <= self.env.user)
        return people & teams.member_ids.with_env(self.env)

    @api.model
    def _people_columns(self):
        """What is counted of each."""
        _, column = self.env._, self._column
        today = self.env.company.ais_today()
        contacts = [("state", "=", "planned"), ("date", "<=", today)]
        return (
            column(
                "open", self.env._("Inquiries"), "crm.lead", domain=[("won_status", "=", "pending")]
            ),
            column(
                "late",
                self.env._("Overdue"),
                "crm.lead",
                domain=[("ais_sla_state", "=", "overdue")],
                most=0,
            ),
            column(
                "contacts",
                self.env._("Contacts today"),
                "ais.contact.agreement",
                domain=contacts,
                most=15,
            ),
            column("holds", self.env._("Holds"), "ais.booking", domain=[("state", "=", "hold")]),
            column(
                "debts", self.env._("Debtors"), "ais.debtor", domain=[("amount_overdue", ">", 0)]
            ),
            column(
                "tasks",
                self.env._("Tasks left"),
                "ais.task",
                domain=[("date_deadline", "<", today)],
                most=0,
            ),
        )

    @staticmethod
    def _column(key, label, model, *, domain, most=None):
        """:param int most: above it is too much for one person; None for any number"""
        return key, label, model, domain, most

    @api.model
    def _block_people(self):
        people = self._desk_people()
        away = people._ais_away_today(self.env.company)
        columns = self._people_columns()
        counts = {
            key: dict(
                self.env[model]._read_group(
                    Domain(domain) & Domain("user_id", "in", people.ids),
                    ["user_id"],
                    ["__count"],
                ),
            )
            for key, _label, model, domain, _limit in columns
        }
        return {
            "key": "people",
            "kind": "people",
            "title": self.env._("Who has how much"),
            "columns": [
                {"key": key, "label": label, **self._all(label, model, domain)}
                for key, label, model, domain, _limit in columns
            ],
            "rows": [
                {
                    "id": user.id,
                    "name": user.name,
                    "away": self.env._("away today") if user in away else "",
                    "cells": [
                        {
                            "key": key,
                            "count": counts[key].get(user, 0),
                            "bad": limit is not None and counts[key].get(user, 0) > limit,
                        }
                        for key, _label, _model, _domain, limit in columns
                    ],
                }
                for user in people.sorted("name")
            ],
            "empty": self.env._("Nobody is in the sales team yet: add its members in the team."),
        }

    @api.model
    def _block_plan_by_person(self):
        """Invoiced this month against the plan, by specialist."""
        people = self._desk_people()
        found = self.env["ais.sales.plan"]._ais_plan_fact(self.env.company, people)
        rows = [(user.name, found[user.id]["invoiced"]) for user in people.sorted("name")]
        title = self.env._("Plan and fact of the month, by specialist")
        return {
            "key": "plan",
            "kind": "chart",
            "type": "bar",
            "is_horizontal": True,
            "title": title,
            "labels": [name for name, _row in rows],
            "datasets": [
                self._dataset(self.env._("Plan"), [row["plan"] for _name, row in rows], "muted"),
                self._dataset(self.env._("Fact"), [row["fact"] for _name, row in rows], "main"),
                self._dataset(
                    self.env._("Forecast"), [row["forecast"] for _name, row in rows], "soft"
                ),
            ],
            "empty": self.env._("No plan has been set for this month yet."),
            "all": self._all(title, "ais.plan.fact", [], "ais_plan_fact_action"),
        }

    @staticmethod
    def _dataset(label, values, tone):
        """One row of bars or points; `tone` is a colour of the web client's palette."""
        return {"label": label, "data": [round(value, 2) for value in values], "tone": tone}
