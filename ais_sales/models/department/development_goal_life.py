from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..catalogue.system_fields_mixin import BY_SYSTEM


class DevelopmentGoal(models.Model):
    """The way of a goal: asked for by the head, decided by the director (2.3)."""

    _inherit = "ais.development.goal"

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
