from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..catalogue.system_fields_mixin import BY_SYSTEM


class DevelopmentMilestone(models.Model):
    """A step towards a goal: who does it and by when (2.3)."""

    _name = "ais.development.milestone"
    _description = "Milestone"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.system.fields.mixin",
    ]
    _ais_guards_computed = True
    _mail_post_access = "read"
    _order = "deadline, id"
    _check_company_auto = True

    goal_id = fields.Many2one(
        "ais.development.goal",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    name = fields.Char("Milestone", required=True, tracking=True)
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        tracking=True,
        check_company=True,
    )
    deadline = fields.Date(required=True, index=True, tracking=True)
    deadline_approved = fields.Date(
        "Day as approved",
        readonly=True,
        copy=False,
        help="Whether a milestone is on time is told by this day, wherever it was moved later.",
    )
    move_reason = fields.Char("Why it was moved", copy=False, tracking=True)
    done_date = fields.Date("Done on", copy=False, index=True, tracking=True)
    is_on_time = fields.Boolean(
        "On time",
        compute="_compute_is_on_time",
        store=True,
        help="Done by the day that the director approved.",
    )
    is_overdue = fields.Boolean(
        "Overdue",
        compute="_compute_is_overdue",
        search="_search_is_overdue",
    )
    reminded_for = fields.Date("Reminded of", readonly=True, copy=False)
    # of the goal
    goal_state = fields.Selection(related="goal_id.state", store=True, precompute=True)
    company_id = fields.Many2one(
        related="goal_id.company_id", store=True, index=True, precompute=True
    )
    can_mark = fields.Boolean("May be marked by me", compute="_compute_can_mark")

    _open_idx = models.Index("(company_id, deadline) WHERE done_date IS NULL")

    @api.depends("done_date", "deadline", "deadline_approved")
    def _compute_is_on_time(self):
        for milestone in self:
            day = milestone.deadline_approved or milestone.deadline
            milestone.is_on_time = bool(
                milestone.done_date and day and milestone.done_date <= day,
            )

    @api.depends("done_date", "deadline", "goal_state")
    def _compute_is_overdue(self):
        for milestone in self:
            today = (milestone.company_id or self.env.company).ais_today()
            milestone.is_overdue = bool(
                milestone.goal_state == "approved"
                and not milestone.done_date
                and milestone.deadline
                and milestone.deadline < today,
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = self._overdue_domain(self.env.company)
        return overdue if set(value) == {True} else ["!", "&", "&", *overdue]

    @api.depends_context("uid")
    @api.depends("user_id", "goal_state", "done_date")
    def _compute_can_mark(self):
        keeps = self.env.user.has_group("ais_sales.group_head")
        for milestone in self:
            milestone.can_mark = (
                milestone.goal_state == "approved"
                and not milestone.done_date
                and (keeps or milestone.user_id == self.env.user)
            )

    @api.constrains("done_date")
    def _check_done_date(self):
        for milestone in self:
            if milestone.done_date and milestone.done_date > milestone.company_id.ais_today():
                raise ValidationError(
                    self.env._("“%s” cannot be done in the future.", milestone.name),
                )

    @api.model_create_multi
    def create(self, vals_list):
        milestones = super().create(vals_list)
        milestones._check_goal_draft()
        return milestones

    def write(self, vals):
        if not self._ais_by_system():
            self.check_access("write")
            self._check_change(vals)
        result = super().write(vals)
        if "goal_id" in vals and not self._ais_by_system():
            self._check_goal_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_of_drafts_only(self):
        self._check_goal_draft()

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"deadline_approved", "reminded_for"}

    @api.model
    def _overdue_domain(self, company):
        return [
            ("goal_state", "=", "approved"),
            ("done_date", "=", False),
            ("deadline", "<", company.ais_today()),
        ]

    def _check_change(self, vals):
        """An approved milestone is marked as done, or moved with a reason; nothing else.

        :raise UserError: says what is wrong
        """
        fixed = bool({"goal_id", "name", "user_id"} & vals.keys())
        changed = fixed or bool({"deadline", "done_date", "move_reason"} & vals.keys())
        for milestone in self:
            state = milestone.goal_state
            if state == "draft" or not changed:
                continue
            if fixed or state != "approved":
                raise UserError(
                    self.env._(
                        "“%s” is approved and is not rewritten: mark it as done, or move its day"
                        " with a reason.",
                        milestone.name,
                    ),
                )
            if "deadline" in vals and not (vals.get("move_reason") or "").strip():
                raise UserError(self.env._("Write why “%s” is moved.", milestone.name))
            if "done_date" in vals:
                milestone._check_marked(fields.Date.to_date(vals["done_date"]))

    def _check_marked(self, day):
        """A mark is not taken back, and not dated before a deadline that has passed (2.3)."""
        if self.env.user.has_group("ais_sales.group_director"):
            return
        today = self.company_id.ais_today()
        approved = self.deadline_approved or self.deadline
        if self.done_date and day != self.done_date:
            raise UserError(
                self.env._("“%s” is marked as done: the director alone changes it.", self.name),
            )
        if day and day <= approved < today:
            raise UserError(
                self.env._(
                    "The day of “%s” has passed: it is marked with the day on which it is marked,"
                    " or by the director.",
                    self.name,
                ),
            )

    def _check_goal_draft(self):
        for goal in self.goal_id:
            if goal.state != "draft" and not self._ais_by_system():
                raise UserError(
                    self.env._(
                        "“%s” is approved: milestones are neither added nor deleted.",
                        goal.name,
                    ),
                )

    def _ais_by_system(self):
        return self.env.context.get("ais_clock") is BY_SYSTEM
