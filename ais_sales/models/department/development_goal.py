from odoo import api, fields, models
from odoo.exceptions import UserError

from ..catalogue.system_fields_mixin import BY_SYSTEM


class DevelopmentGoal(models.Model):
    """What the department wants to become: a goal, how it is measured, its milestones (2.3).

    The head writes it, the director approves it; what is approved is not rewritten: milestones
    are marked as done, and their days move with a reason only.
    """

    _name = "ais.development.goal"
    _description = "Development goal"
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

    name = fields.Char("Goal", required=True, tracking=True)
    description = fields.Html()
    indicator = fields.Char("Measured by", help="For example: share of returning clients, %.")
    target = fields.Char("To be reached", help="For example: 40 %.")
    user_id = fields.Many2one(
        "res.users",
        "Owner",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        tracking=True,
        check_company=True,
    )
    date_start = fields.Date(
        "Begins on",
        required=True,
        default=lambda self: self.env.company.ais_today(),
        tracking=True,
    )
    deadline = fields.Date(required=True, index=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    color = fields.Integer()
    # milestones
    milestone_ids = fields.One2many("ais.development.milestone", "goal_id", "Milestones", copy=True)
    milestone_count = fields.Integer(
        "Number of milestones", compute="_compute_progress", store=True
    )
    done_count = fields.Integer("Milestones done", compute="_compute_progress", store=True)
    progress = fields.Float(
        "Done, %",
        compute="_compute_progress",
        store=True,
        aggregator="avg",
        digits=(16, 0),
        help="Share of the milestones that are done.",
    )
    is_overdue = fields.Boolean(
        "Behind",
        compute="_compute_is_overdue",
        search="_search_is_overdue",
        help="Its day, or that of a milestone not done, is over.",
    )
    # way
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("approved", "Approved by the director"),
            ("done", "Achieved"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    approved_by_id = fields.Many2one("res.users", "Approved by", readonly=True, copy=False)
    approved_at = fields.Datetime("Approved at", readonly=True, copy=False)
    cancel_reason = fields.Text("Why it is cancelled", readonly=True, copy=False, tracking=True)

    _days_ok = models.Constraint(
        "CHECK (date_start <= deadline)",
        "A goal cannot end before it begins.",
    )

    @api.depends("milestone_ids.done_date")
    def _compute_progress(self):
        for goal in self:
            milestones = goal.milestone_ids
            goal.milestone_count = len(milestones)
            goal.done_count = len(milestones.filtered("done_date"))
            goal.progress = 100 * goal.done_count / len(milestones) if milestones else 0.0

    @api.depends("state", "deadline", "milestone_ids.is_overdue")
    def _compute_is_overdue(self):
        for goal in self:
            today = (goal.company_id or self.env.company).ais_today()
            goal.is_overdue = goal.state == "approved" and bool(
                (goal.deadline and goal.deadline < today)
                or any(goal.milestone_ids.mapped("is_overdue"))
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company.ais_today()
        overdue = [
            "&",
            ("state", "=", "approved"),
            "|",
            ("deadline", "<", today),
            ("milestone_ids", "any", [("done_date", "=", False), ("deadline", "<", today)]),
        ]
        return overdue if set(value) == {True} else ["!", *overdue]

    def write(self, vals):
        if not self._ais_by_system():
            self.check_access("write")
            self._check_draft(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        for goal in self:
            if goal.state != "draft":
                raise UserError(
                    self.env._(
                        "“%s” was approved and stays on record. The director can cancel it.",
                        goal.name,
                    ),
                )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "state",
            "approved_by_id",
            "approved_at",
            "cancel_reason",
        }

    def _check_draft(self, vals):
        """What was approved is not rewritten; milestones have rules of their own.

        :raise UserError: names the goal
        """
        ours = {"name", "description", "indicator", "target", "user_id", "date_start", "deadline"}
        if not (ours | {"company_id"}) & vals.keys():
            return
        for goal in self:
            if goal.state != "draft":
                raise UserError(
                    self.env._(
                        "“%s” is approved and is not rewritten: mark its milestones as done, or"
                        " move their days with a reason.",
                        goal.name,
                    ),
                )

    def _ais_by_system(self):
        return self.env.context.get("ais_clock") is BY_SYSTEM
