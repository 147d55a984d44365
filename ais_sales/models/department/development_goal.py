from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

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

    def action_ask(self):
        """Ask the director to approve the goal.

        :raise UserError: it is no draft, or has no milestones
        """
        self.check_access("write")
        self._check_ready()
        self._in_staff_language()._notify_staff(
            [
                (
                    goal,
                    self._staff_of("director", goal.company_id),
                    self.env._("Approve the development goal"),
                    goal.name,
                    goal.company_id.ais_working_day(3),
                )
                for goal in self
            ],
        )

    def action_approve(self):
        """Put the goal into the development plan: the director alone does (2.3).

        :raise AccessError: this user is not the director
        :raise UserError: it is no draft, or has no milestones
        """
        self._check_director()
        self._check_ready()
        goals = self._by_system()
        goals.write(
            {
                "state": "approved",
                "approved_by_id": self.env.uid,
                "approved_at": fields.Datetime.now(),
            },
        )
        for milestone in goals.milestone_ids:
            milestone.deadline_approved = milestone.deadline
        goals.activity_ids.action_feedback()

    def action_done(self):
        """The goal is reached: all its milestones are done.

        :raise AccessError: it is for the head or the director to say
        :raise UserError: it is not approved, or a milestone is not done
        """
        if not self._is_director():
            self.check_access("write")
        self.check_access("read")
        for goal in self:
            left = goal.milestone_ids.filtered(lambda milestone: not milestone.done_date)
            if goal.state != "approved" or left:
                raise UserError(
                    self.env._(
                        "“%(goal)s” is not reached yet: %(left)s.",
                        goal=goal.name,
                        left=", ".join(left.mapped("name")) or self.env._("it is not approved"),
                    ),
                )
        self._by_system().state = "done"

    def action_cancel(self, reason):
        """Give the goal up: the director alone does.

        :param str reason: why
        :raise AccessError: this user is not the director
        :raise UserError: it is over already, or there is no reason
        """
        self._check_director()
        if not (reason or "").strip():
            raise UserError(self.env._("Write the reason."))
        for goal in self:
            if goal.state in ("done", "cancelled"):
                raise UserError(self.env._("“%s” is over already.", goal.name))
        self._by_system().write({"state": "cancelled", "cancel_reason": reason.strip()})
        self._by_system().activity_ids.unlink()

    def action_open_cancel(self):
        """Ask why the goal is given up."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_development_reason_action",
        )
        action["context"] = {"default_goal_id": self.id}
        return action

    def action_view_milestones(self):
        """Open the milestones of the goal."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_development_milestone_action",
        )
        action["domain"] = [("goal_id", "=", self.id)]
        action["context"] = {"default_goal_id": self.id}
        return action

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

    def _check_ready(self):
        for goal in self:
            if goal.state != "draft":
                raise UserError(self.env._("“%s” is no draft.", goal.name))
            if not goal.milestone_ids:
                raise UserError(self.env._("“%s” has no milestones.", goal.name))

    def _is_director(self):
        return self.env.user.has_group("ais_sales.group_director")

    def _check_director(self):
        self.check_access("read")
        if not self._is_director():
            raise AccessError(self.env._("The development plan is the director's to approve."))

    def _by_system(self):
        # sudo: each action has checked who may do it; the state of a goal is written by it alone
        return self.sudo().with_context(ais_clock=BY_SYSTEM)

    def _ais_by_system(self):
        return self.env.context.get("ais_clock") is BY_SYSTEM
