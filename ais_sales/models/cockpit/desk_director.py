from odoo import api, models

from .measure_base import Shared


class Desk(models.AbstractModel):
    """The director's desk: the regulation clause by clause, and how the department does (2.5)."""

    _inherit = "ais.desk"

    @api.readonly
    @api.model
    def director_desk(self, team_id=False, user_id=False):
        """The whole department, or one team or employee, in one answer.

        :return: dict: name, title, blocks (see `ais.desk`), and the people and teams to choose from
        :raise AccessError: when the user is neither the director, nor the deputy, nor the head
        """
        self._desk_check("director", "deputy", "head")
        # the plan is asked for once, for the gauge and for the clauses
        self = self.with_context(ais_shared=Shared())
        scope = self._director_scope(team_id, user_id)
        desk = self._desk(
            "director",
            self.env._("The regulation in figures"),
            self._block_gauge(self._director_users(team_id, user_id)),
            self._block_orders(),
            self._block_sla(scope),
            self._block_funnel(scope),
            self._block_ageing(scope),
            self._block_fill(),
            self._block_remarks(),
            self._block_clauses(team_id, user_id),
        )
        return {**desk, **self._director_choice(team_id, user_id)}

    @api.model
    def _director_scope(self, team_id, user_id):
        """Domain of the employees who were chosen."""
        if user_id:
            return [("user_id", "=", user_id)]
        if team_id:
            members = self.env["ais.regulation.measure"]._ais_members(team_id)
            return [("user_id", "in", list(members))]
        return []

    @api.model
    def _director_users(self, team_id, user_id):
        """The employees who were chosen, of those whose plans the user may see.

        :return: res.users; None for the whole department
        """
        people = self._desk_people()
        if user_id:
            return people & self.env["res.users"].browse(user_id)
        if team_id:
            members = self.env["ais.regulation.measure"]._ais_members(team_id)
            return people & self.env["res.users"].browse(members)
        return None if people == self.env.company._ais_specialists() else people

    @api.model
    def _director_choice(self, team_id, user_id):
        company = self.env.company
        # sudo: names of teams
        teams = self.env["crm.team"].sudo()
        found = teams.search(
            [("company_id", "in", (company.id, False)), ("member_ids", "!=", False)],
        )
        return {
            "team_id": team_id,
            "user_id": user_id,
            "teams": [{"id": team.id, "name": team.name} for team in found],
            "people": [
                {"id": user.id, "name": user.name} for user in self._desk_people().sorted("name")
            ],
        }

    @api.model
    def _block_clauses(self, team_id, user_id):
        cockpit = self.env["ais.regulation.clause"].ais_cockpit(team_id, user_id)
        return {
            "key": "clauses",
            "kind": "clauses",
            "title": self.env._("Clauses of the regulation"),
            "clauses": cockpit["clauses"],
        }

    @api.model
    def _block_remarks(self):
        """The remarks of the director that are not answered."""
        return self._rows(
            "assignments",
            self.env._("Assignments that are open"),
            "ais.request",
            domain=[("kind", "=", "assignment"), ("state", "in", ("submitted", "accepted"))],
            row=self._request_rows,
            order="deadline, id",
            empty=self.env._("Every assignment is done. A new one is given from any record."),
            action="ais_request_action_all",
        )
