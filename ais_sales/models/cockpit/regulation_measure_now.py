from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .measure_base import Shared


class RegulationMeasure(models.Model):
    """Reckons the figures, each by its own declared method, and shows the records behind them.

    A method `_measure_<name>()` returns a `Figure`; it says what is counted, here is counted. One
    grouping by employee gives the figure of each, of a team and of all.
    """

    _inherit = "ais.regulation.measure"

    def _ais_figure(self):
        self.ensure_one()
        return getattr(self, f"_measure_{self.method}")()

    @api.model
    def _ais_sees_all(self):
        """Whether the user sees the figures of others."""
        user = self.env.user
        return self.env.su or any(
            user.has_group(f"ais_sales.group_{role}") for role in ("head", "deputy", "director")
        )

    @api.model
    def _ais_scope_user(self, user_id=False):
        """Whose figures the user gets: a specialist his own, whoever is asked for.

        :return: res.users, empty for the whole department
        :raise AccessError: when the user is not of the department or above it
        """
        self.env["ais.regulation.clause"]._ais_check_reader()
        if not self._ais_sees_all():
            return self.env.user
        user = self.env["res.users"].browse(user_id or ())
        others = self.env.company._ais_specialists() - self.env["ais.desk"]._desk_people()
        if not self.env.su and user & others:
            raise AccessError(self.env._("%s works in another head's team.", user.name))
        return user

    def _ais_now(self, team_id=False, user_id=False):
        """The values now.

        :return: dict {measure id: value, None when there is nothing to count}
        """
        members = self._ais_members(team_id) if team_id and not user_id else None
        return {
            measure.id: measure._ais_value(*measure._ais_numbers(), user_id, members)
            for measure in self._ais_sharing()
        }

    def _ais_sharing(self):
        """These figures, with a place for what several of them ask for."""
        if isinstance(self.env.context.get("ais_shared"), Shared):
            return self
        return self.with_context(ais_shared=Shared())

    @api.model
    def _ais_members(self, team_id):
        """Ids of the users of a team."""
        # sudo: who works in which team is known to whoever reads its figures
        members = self.env["crm.team.member"].sudo()
        return set(members.search([("crm_team_id", "=", team_id)]).user_id.ids)

    def _ais_numbers(self):
        """What is above and below the line, by employee.

        :return: the figure, and a dict {user id or False: (top, bottom)}; bottom is None for a
            plain number. A figure that belongs to no employee stands under False
        """
        figure = self._ais_figure()
        if figure.values is not None:
            return figure, figure.values
        # sudo: the figures of the whole company are reckoned; who sees whose is decided afterwards
        model = self.env[figure.model].sudo()
        domain = self._ais_domain(figure)
        numbers = self._ais_group(model, domain, figure, figure.bottom)
        if figure.part is not None:
            counted = self._ais_group(model, domain & Domain(figure.part), figure)
            numbers = {
                user: (counted.get(user, (0, None))[0], below)
                for user, (_top, below) in numbers.items()
            }
        return figure, numbers

    @staticmethod
    def _ais_group(model, domain, figure, bottom=""):
        """One grouping: {user id or False: (top, bottom)}."""
        aggregates = [figure.top, *([bottom] if bottom else [])]
        rows = model._read_group(domain, [figure.user] if figure.user else [], aggregates)
        numbers = {}
        for row in rows:
            user = row[0].id if figure.user else False
            top = row[-len(aggregates)] or 0
            counted = 1 if figure.per_person and user else top
            numbers[user] = (counted, row[-1] or 0 if bottom else None)
        return numbers

    def _ais_domain(self, figure):
        """The records of a figure in the user's company."""
        if not figure.company:
            return Domain(figure.domain)
        own = Domain(figure.company, "in", [self.env.company.id, False])
        return Domain(figure.domain) & own

    def _ais_value(self, figure, numbers, user_id=False, members=None):
        """The value of one employee, of the members of a team, or of all.

        :return: float, None when there is nothing to count
        """
        self.ensure_one()
        is_part = bool(user_id) or members is not None
        if is_part and not figure.user:
            return None
        chosen = [
            pair
            for key, pair in numbers.items()
            if (not user_id or key == user_id) and (members is None or key in members)
        ]
        top = float(sum(pair[0] or 0 for pair in chosen))
        if not figure.bottom:
            return top
        bottom = float(sum(pair[1] or 0 for pair in chosen))
        if not bottom:
            return None
        is_share = self.unit == "percent" and not figure.is_percent
        return top / bottom * (100 if is_share else 1)

    def action_open_records(self):
        """The records behind the figure: exactly those that are counted.

        The context may name one employee (`ais_user_id`) or a team (`ais_team_id`).

        :raise AccessError: when the user may not read such records
        """
        self.ensure_one()
        figure = self._ais_figure()
        user = self._ais_scope_user(self.env.context.get("ais_user_id"))
        if not self.env[figure.model].has_access("read"):
            raise AccessError(
                self.env._("The records behind “%s” are not for your role.", self.name),
            )
        domain = self._ais_domain(figure)
        team_id = self.env.context.get("ais_team_id")
        if figure.user and user:
            domain &= Domain(figure.user, "=", user.id)
        elif figure.user and team_id:
            domain &= Domain(figure.user, "in", list(self._ais_members(team_id)))
        return self._ais_action(figure, list(domain))

    def _ais_action(self, figure, domain):
        if figure.action:
            action = self.env["ir.actions.act_window"]._for_xml_id(f"ais_sales.{figure.action}")
        else:
            action = {
                "type": "ir.actions.act_window",
                "res_model": figure.model,
                "views": [(False, "list"), (False, "form")],
            }
        return {
            **action,
            "name": f"{self.clause_id.number} {self.name}",
            "domain": domain,
            "context": dict(figure.context),
            "target": "current",
            "path": False,
        }
