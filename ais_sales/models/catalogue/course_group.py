from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .course import DELIVERY_MODES

# what may follow what; the rest is refused with a message
NEXT_STATES = {
    "draft": {"open", "cancelled"},
    "open": {"draft", "guaranteed", "cancelled"},
    "guaranteed": {"open", "running", "cancelled"},
    "running": {"done"},
    "done": set(),
    "cancelled": {"draft"},
}
ENROLLING_STATES = ("open", "guaranteed")


class CourseGroup(models.Model):
    """A study group: a course on given dates with a limited number of seats (2.11)."""

    _name = "ais.course.group"
    _description = "Course group"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.system.fields.mixin",
    ]
    _ais_guards_computed = True
    _order = "date_start, id"
    _rec_name = "code"
    _rec_names_search = ["code", "course_id.name", "course_id.code"]
    _check_company_auto = True

    code = fields.Char(copy=False, index="trigram", tracking=True)
    course_id = fields.Many2one(
        "ais.course",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        check_company=True,
    )
    direction_id = fields.Many2one(related="course_id.direction_id", store=True, index=True)
    kind = fields.Selection(related="course_id.kind", store=True)
    product_id = fields.Many2one(related="course_id.product_id")
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        index=True,
    )
    active = fields.Boolean(default=True)
    color = fields.Integer(related="direction_id.color")
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        default=lambda self: self.env.user,
        index=True,
        tracking=True,
        help="Decides on the decision date whether the group runs.",
    )
    note = fields.Html("Notes")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("open", "Enrolment"),
            ("guaranteed", "Guaranteed"),
            ("running", "Running"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="open",
        index=True,
        tracking=True,
        copy=False,
        group_expand="_expand_states",
    )
    # dates
    date_start = fields.Date("Start", required=True, index=True, tracking=True)
    date_end = fields.Date("End", required=True, tracking=True)
    enroll_until = fields.Date(
        "Enrolment until",
        compute="_compute_enroll_until",
        store=True,
        readonly=False,
        precompute=True,
        help="Last day on which seats can be taken.",
    )
    decision_date = fields.Date(
        compute="_compute_decision_date",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        help="On this day it is decided whether the group runs.",
    )
    # place
    delivery_mode = fields.Selection(
        DELIVERY_MODES,
        compute="_compute_delivery_mode",
        store=True,
        readonly=False,
        precompute=True,
    )
    venue = fields.Char(help="Address and room, or the address of the online class.")
    trainer_id = fields.Many2one("res.partner", check_company=True)
    # price
    price_unit = fields.Float(
        "Price per seat",
        compute="_compute_price_unit",
        store=True,
        readonly=False,
        precompute=True,
        min_display_digits="Product Price",
        tracking=True,
        aggregator="avg",
        help="Taken from the course. A price of the group's own goes before pricelists.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")

    _dates_ok = models.Constraint(
        "CHECK (date_end >= date_start)",
        "A group cannot end before it starts.",
    )
    _price_ok = models.Constraint("CHECK (price_unit >= 0)", "The price cannot be negative.")
    _code_unique = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL",
        "There is already a group with this code.",
    )

    @api.model
    def _expand_states(self, found, _domain):
        """The columns of a board: where the work is, and what else there are groups in."""
        always = ("open", "guaranteed", "running")
        return [state for state in NEXT_STATES if state in always or state in found]

    @api.depends("course_id")
    def _compute_company_id(self):
        for group in self:
            group.company_id = group.course_id.company_id or group.company_id or self.env.company

    @api.depends("date_start")
    def _compute_enroll_until(self):
        for group in self:
            group.enroll_until = group.date_start and group.date_start - timedelta(days=1)

    @api.depends("date_start", "company_id")
    def _compute_decision_date(self):
        for group in self:
            company = group.company_id or self.env.company
            group.decision_date = group.date_start and company.ais_end_of_working_day(
                -company.ais_decision_days,
                group.date_start,
            )

    @api.depends("course_id")
    def _compute_delivery_mode(self):
        for group in self:
            group.delivery_mode = group.course_id.delivery_mode or group.delivery_mode

    @api.depends("course_id")
    def _compute_price_unit(self):
        for group in self:
            group.price_unit = group.course_id.list_price

    @api.depends("code", "course_id", "date_start", "date_end")
    def _compute_display_name(self):
        for group in self:
            dates = ""
            if group.date_start and group.date_end:
                same_year = group.date_start.year == group.date_end.year
                start = group.date_start.strftime("%d.%m" if same_year else "%d.%m.%Y")
                dates = f"{start}–{group.date_end:%d.%m.%Y}"
            parts = [group.code, group.course_id.name, dates]
            group.display_name = " · ".join(part for part in parts if part)

    # in Python: the dates follow the start, and the ORM may write them one after another
    @api.constrains("date_start", "date_end", "enroll_until", "decision_date")
    def _check_dates(self):
        for group in self:
            if group.enroll_until and group.enroll_until > group.date_end:
                raise ValidationError(
                    self.env._(
                        "Group %s: enrolment cannot go on after the end of the training.",
                        group.display_name,
                    ),
                )
            if group.decision_date and group.decision_date > group.date_start:
                raise ValidationError(
                    self.env._(
                        "Group %s: the decision date is after the start. Choose an earlier day.",
                        group.display_name,
                    ),
                )

    @api.model_create_multi
    def create(self, vals_list):
        courses = self.env["ais.course"].browse(
            {vals["course_id"] for vals in vals_list if vals.get("course_id")},
        )
        codes = {course.id: course.code for course in courses}
        for vals in vals_list:
            if vals.get("state", "open") not in ("draft", "open"):
                raise UserError(
                    self.env._("A new group is a draft or open for enrolment, nothing else."),
                )
            if not vals.get("code"):
                number = self.env["ir.sequence"].next_by_code("ais.course.group")
                vals["code"] = "-".join(
                    part for part in (codes.get(vals.get("course_id")), number) if part
                )
        return super().create(vals_list)

    def write(self, vals):
        if "state" in vals:
            self._check_transition(vals["state"])
        return super().write(vals)

    def _check_transition(self, state):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for group in self:
            if state != group.state and state not in NEXT_STATES[group.state]:
                raise UserError(
                    self.env._(
                        "Group %(group)s is in state “%(now)s” and cannot become “%(then)s”.",
                        group=group.display_name,
                        now=labels[group.state],
                        then=labels.get(state, state),
                    ),
                )

    def action_duplicate(self):
        """Copy the group and open the copy, to set its dates."""
        self.ensure_one()
        return self.copy()._get_records_action()
