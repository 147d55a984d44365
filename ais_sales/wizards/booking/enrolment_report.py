from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ...reports.russian import GROUP_STATES, date

STATES = tuple(GROUP_STATES)


class EnrolmentReport(models.TransientModel):
    """Ask for the enrolment report: which groups, by their start, direction, course and state."""

    _name = "ais.enrolment.report"
    _inherit = ["ais.window.mixin"]
    _description = "Enrolment report"

    date_from = fields.Date(
        "Start from",
        required=True,
        default=lambda self: self.env.company.ais_today().replace(day=1),
        help="Groups that start on this day or later.",
    )
    date_to = fields.Date(
        "Start until",
        required=True,
        default=lambda self: self.env.company.ais_today() + relativedelta(months=2, day=31),
        help="Groups that start on this day or earlier.",
    )
    direction_ids = fields.Many2many("ais.direction", string="Directions")
    course_id = fields.Many2one("ais.course")
    # states
    has_draft = fields.Boolean("Draft")
    has_open = fields.Boolean("Enrolment", default=True)
    has_guaranteed = fields.Boolean("Guaranteed", default=True)
    has_running = fields.Boolean("Running", default=True)
    has_done = fields.Boolean("Done", default=True)
    has_cancelled = fields.Boolean("Cancelled")
    group_count = fields.Integer("Groups found", compute="_compute_group_count")

    @api.depends(
        "date_from",
        "date_to",
        "direction_ids",
        "course_id",
        *(f"has_{state}" for state in STATES),
    )
    def _compute_group_count(self):
        for report in self:
            report.group_count = self.env["ais.course.group"].search_count(report._domain())

    @api.onchange("direction_ids")
    def _onchange_direction_ids(self):
        if self.direction_ids and self.course_id.direction_id not in self.direction_ids._origin:
            self.course_id = False

    @api.constrains("date_from", "date_to")
    def _check_period(self):
        for report in self:
            if report.date_to < report.date_from:
                raise ValidationError(
                    self.env._("The period ends before it begins. Correct one of its dates."),
                )

    def action_print_pdf(self):
        """Print the report of the groups found (2.11, 2.13).

        :return: report action
        :raise UserError: no group is found
        """
        return self._print("ais_sales.enrolment_report_action")

    def action_export_xlsx(self):
        """Export the report of the groups found as a spreadsheet (2.11, 2.13).

        :return: report action
        :raise UserError: no group is found
        """
        return self._print("ais_sales.enrolment_xlsx_action")

    def action_show_groups(self):
        """Open the groups found as a list (2.11).

        :return: window action
        :raise UserError: no group is found
        """
        groups = self._find_groups_or_raise()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_course_group_action")
        action["domain"] = [("id", "in", groups.ids)]
        action["context"] = {}
        action["view_mode"] = "list,form"
        action["views"] = [(False, "list"), (False, "form")]
        return action

    def _print(self, xml_id):
        self._find_groups_or_raise()
        return self.env.ref(xml_id).report_action(None, {"wizard_id": self.id}, config=False)

    def _find_groups_or_raise(self):
        groups = self._find_groups()
        if not groups:
            raise UserError(
                self.env._(
                    "No group starts in this period with these directions, course and states."
                    " Widen the period, or clear a filter.",
                ),
            )
        return groups

    def _find_groups(self):
        self.ensure_one()
        return self.env["ais.course.group"].search(self._domain())

    def _domain(self):
        domain = Domain("state", "in", self._states())
        if self.date_from:
            domain &= Domain("date_start", ">=", self.date_from)
        if self.date_to:
            domain &= Domain("date_start", "<=", self.date_to)
        if self.direction_ids:
            domain &= Domain("direction_id", "in", self.direction_ids._origin.ids)
        if self.course_id:
            domain &= Domain("course_id", "=", self.course_id.id)
        return domain

    def _states(self):
        """The states asked for; all when none is ticked."""
        chosen = [state for state in STATES if self[f"has_{state}"]]
        return chosen or list(STATES)

    def _describe(self):
        """The filters in the words in which they are printed.

        :return: list of strings
        """
        self.ensure_one()
        parts = [f"Начало обучения: с {date(self.date_from)} по {date(self.date_to)}"]
        directions = ", ".join(self.direction_ids.mapped("name")) or "все"
        states = ", ".join(GROUP_STATES[state] for state in self._states())
        parts.append(f"Направления: {directions}. Состояния: {states}")
        if self.course_id:
            parts.append(f"Курс: {self.course_id.name}")
        return parts
