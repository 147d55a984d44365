from odoo import api, models


class Desk(models.AbstractModel):
    """The head's desk: to distribute, to decide, to see who is overloaded (1.7, 2.9, 3.2)."""

    _inherit = "ais.desk"

    @api.readonly
    @api.model
    def head_desk(self):
        """What waits for the head of sales in one answer.

        :return: dict: name, title, blocks (see `ais.desk`)
        :raise AccessError: when the user is not the head
        """
        self._desk_check("head")
        return self._desk(
            "head",
            self.env._("Desk of the department"),
            self._block_people(),
            self._block_unassigned(),
            self._block_decisions(),
            self._block_unanswered(),
            self._block_plan_by_person(),
            self._block_under_minimum(),
            self._block_requests(),
            self._block_breaches(),
        )

    @api.model
    def _block_under_minimum(self):
        today = self.env.company.ais_today()
        return self._rows(
            "groups",
            self.env._("Groups under the minimum"),
            "ais.course.group",
            domain=[
                ("state", "=", "open"),
                ("seats_missing", ">", 0),
                ("date_start", ">=", today),
                ("date_start", "<=", self.env.company.ais_working_day(20)),
            ],
            row=self._group_rows,
            order="date_start, id",
            empty=self.env._("Every group of the next weeks has its minimum."),
            action="ais_course_group_action",
        )

    @api.model
    def _group_rows(self, groups):
        today = self.env.company.ais_today()
        return [
            self._row(
                one,
                one.course_id.name,
                self.env._(
                    "taken %(taken)s of %(least)s · %(code)s",
                    taken=one.seats_taken,
                    least=one.seats_min,
                    code=one.code,
                ),
                when=self._day(one.date_start),
                colour="danger" if one.decision_date <= today else "warning",
                sign=self.env._("to decide")
                if one.decision_date <= today
                else self.env._("decision by %s", self._day(one.decision_date)),
                buttons=(self._button("action_open_decision", self.env._("Decide"), "fa-gavel"),)
                if one.decision_date <= today
                else (),
            )
            for one in groups
        ]

    @api.model
    def _block_breaches(self):
        return self._rows(
            "breaches",
            self.env._("Breaches without a decision"),
            "ais.breach",
            domain=[("state", "!=", "decided")],
            row=self._breach_rows,
            order="date desc, id desc",
            empty=self.env._("Every breach has been decided on."),
            action="ais_breach_action",
        )

    @api.model
    def _breach_rows(self, breaches):
        return [
            self._row(
                one,
                f"{one.clause} {one.user_id.name}",
                one.description or "",
                when=self._day(one.date),
                colour="warning" if one.state == "new" else "",
                sign=self.env._("not explained") if one.state == "new" else self.env._("explained"),
            )
            for one in breaches
        ]
