from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .regulation_measure import COLOURS

RANK = {"none": 0, "green": 1, "yellow": 2, "red": 3}
ROLES = [
    ("director", "Director"),
    ("deputy", "Deputy director"),
    ("head", "Head of sales"),
    ("specialist", "Sales specialist"),
    ("training_office", "Training office"),
    ("accountant", "Accountant"),
]
SECTIONS = [
    ("department", "Department"),
    ("duties", "Duties"),
    ("rights", "Rights"),
    ("responsibility", "Responsibility"),
]


class RegulationClause(models.Model):
    """A clause of the department's regulation, alive: what it asks for, and its figures now."""

    _name = "ais.regulation.clause"
    _description = "Clause of the regulation"
    _order = "sequence, id"

    number = fields.Char("Clause", required=True, readonly=True)
    name = fields.Char("What it asks for", required=True, translate=True, readonly=True)
    section = fields.Selection(SECTIONS, required=True, readonly=True)
    role = fields.Selection(ROLES, "Responsible", required=True, readonly=True)
    sequence = fields.Integer(readonly=True)
    # live
    measure_ids = fields.One2many("ais.regulation.measure", "clause_id", "Figures", readonly=True)
    main_measure_id = fields.Many2one(
        "ais.regulation.measure",
        "Main figure",
        compute="_compute_main_measure_id",
    )
    value_text = fields.Char(
        "Now", compute="_compute_now", help="Of the main figure of the clause."
    )
    colour = fields.Selection(
        COLOURS,
        "State",
        compute="_compute_now",
        help="Of the figures of the clause, the worst.",
    )

    _number_unique = models.Constraint("UNIQUE (number)", "A clause stands in the list once.")

    @api.depends("measure_ids.is_main")
    def _compute_main_measure_id(self):
        for clause in self:
            clause.main_measure_id = clause.measure_ids.filtered("is_main")[:1]

    @api.depends_context("uid", "company", "ais_user_id", "ais_team_id")
    def _compute_now(self):
        for clause in self:
            clause.value_text = clause.main_measure_id.value_text
            clause.colour = max(
                clause.measure_ids.mapped("colour") or ["none"],
                key=lambda colour: RANK[colour or "none"],
            )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for clause in self:
            clause.display_name = f"{clause.number} {clause.name}"

    @api.readonly
    @api.model
    def ais_cockpit(self, team_id=False, user_id=False):
        """Every clause with its figures as they are now, for the screen of the director.

        :param int team_id: of one team only
        :param int user_id: of one employee only; a specialist always gets his own
        :return: dict: ``clauses``, in order, each with id, number, name, section, role, colour and
            ``measures``: dicts with id, name, value (None: nothing to count), text, unit, colour,
            is_main, trend ([date, value] by weeks, oldest first) and change (against a week ago)
        :raise AccessError: when the caller has nothing to do with the department
        """
        # Some forty clauses are all there are.
        clauses = self.search(Domain.TRUE)
        measures = clauses.measure_ids
        user = measures._ais_scope_user(user_id)
        found = measures._ais_now(team_id, user.id)
        trends = self.env["ais.regulation.snapshot"]._ais_trends(measures, team_id, user.id)
        return {
            "user_id": user.id,
            "team_id": team_id,
            "clauses": [clause._ais_row(found, trends) for clause in clauses],
        }

    def _ais_row(self, found, trends):
        rows = [
            measure._ais_row(found[measure.id], trends.get(measure.id, []))
            for measure in self.measure_ids
        ]
        sections, roles = (
            dict(self._fields[name]._description_selection(self.env))
            for name in ("section", "role")
        )
        return {
            "id": self.id,
            "number": self.number,
            "name": self.name,
            "section": self.section,
            "section_name": sections[self.section],
            "role": self.role,
            "role_name": roles[self.role],
            "colour": max((row["colour"] for row in rows), key=RANK.get, default="none"),
            "measures": rows,
        }

    def action_open_records(self):
        """The records behind the main figure."""
        self.ensure_one()
        return self.main_measure_id.action_open_records()

    def action_open_trend(self):
        """How the figures of the clause went."""
        self.ensure_one()
        return self.measure_ids.action_open_trend()

    @api.model
    def _ais_check_reader(self):
        """:raise AccessError: when the user is not of the department or above it"""
        if not self.env.su and not self.has_access("read"):
            raise AccessError(
                self.env._("The figures of the regulation are for the sales department."),
            )
