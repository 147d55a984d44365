from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..catalogue.system_fields_mixin import BY_SYSTEM

APPROVERS = ("deputy", "director")


class SalesPlan(models.Model):
    """The way of a plan: submitted by the head, approved by management, replaced by a version."""

    _inherit = "ais.sales.plan"

    can_approve = fields.Boolean("May be approved by me", compute="_compute_can_approve")

    @api.depends_context("uid")
    def _compute_can_approve(self):
        may = self._may_approve()
        for plan in self:
            plan.can_approve = may and plan.state == "submitted"

    def action_submit(self):
        """Hand the plan over for approval: nothing in it changes any more.

        :raise AccessError: it is not this user's plan to write
        :raise UserError: it is submitted already, or plans nothing
        """
        self._check_head()
        for plan in self:
            if plan.state != "draft":
                raise UserError(self.env._("“%s” is no draft.", plan.name))
            if not plan.line_ids._has_targets():
                raise UserError(
                    self.env._("“%s” has no targets. Fill in its lines first.", plan.name),
                )
        self._by_system().write({"state": "submitted", "submitted_by_id": self.env.uid})
        self._in_staff_language()._notify_staff(
            [
                (
                    plan,
                    self._staff_of("deputy", plan.company_id)
                    | self._staff_of("director", plan.company_id),
                    self.env._("Approve the plan of sales"),
                    "",
                    plan.company_id.ais_working_day(3),
                )
                for plan in self
            ],
        )

    def action_take_back(self):
        """Back to draft, to change it before it is approved.

        :raise AccessError: it is not this user's plan to write
        :raise UserError: it does not wait for approval
        """
        self._check_head()
        self._check_submitted()
        self._back_to_draft()

    def action_approve(self):
        """Put the plan into force; the version before it is replaced (2.12).

        :raise AccessError: this user is neither deputy director nor director
        :raise UserError: it does not wait for approval
        """
        self._check_approver()
        self._check_submitted()
        plans = self._by_system()
        # first, for no two plans of a period are in force at any moment
        plans.previous_id.filtered(lambda plan: plan.state == "approved").state = "superseded"
        self.env.flush_all()
        plans.write(
            {
                "state": "approved",
                "approved_by_id": self.env.uid,
                "approved_at": fields.Datetime.now(),
            },
        )
        plans.activity_ids.action_feedback()
        for plan in plans:
            plan.message_post(
                body=plan.env._("The plan is approved."),
                partner_ids=(
                    plan.submitted_by_id | plan.team_id.user_id | plan.line_ids.user_id
                ).partner_id.ids,
            )

    def action_return(self, reason):
        """Give the plan back to the head, with what has to be changed.

        :param str reason: what is wrong with it
        :raise AccessError: this user is neither deputy director nor director
        :raise UserError: it does not wait for approval, or there is no reason
        """
        reason = self._check_reason(reason)
        self._check_approver()
        self._check_submitted()
        heads = {plan: plan.submitted_by_id | plan.team_id.user_id for plan in self}
        self._back_to_draft()
        plans = self._by_system()._in_staff_language()
        plans._notify_staff(
            [
                (plan, heads[plan], plan.env._("Change the plan of sales"), reason, None)
                for plan in self
            ],
        )
        for plan in plans:
            plan.message_post(body=plan.env._("Returned: %s", reason))

    def action_revise(self, reason):
        """Make a new version of a plan in force, a draft with the same lines. The present one
        stays in force until the new one is approved.

        :param str reason: why the plan has to change
        :return: the new plan
        :raise AccessError: it is not this user's plan to write
        :raise UserError: it is not in force, a new version is in work, or there is no reason
        """
        self.ensure_one()
        reason = self._check_reason(reason)
        self._check_head()
        if self.state != "approved":
            raise UserError(self.env._("“%s” is not in force.", self.name))
        plan = self._by_system().copy(
            {
                "period": self.period,
                "date_from": self.date_from,
                "previous_id": self.id,
                "version": self.version + 1,
                "reason": reason,
            },
        )
        self._by_system().message_post(
            body=self.env._("A new version is in work: %s", reason),
        )
        return plan.with_env(self.env)

    def action_open_revise(self):
        """Ask why, then open the new version."""
        return self._open_reason("revise")

    def action_open_return(self):
        """Ask what has to be changed, then give the plan back."""
        return self._open_reason("return")

    def action_open_plan_fact(self):
        """The plan beside its facts, by specialists."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_plan_fact_action")
        action["domain"] = [
            ("date", ">=", self.date_from),
            ("date", "<=", self.date_to),
            ("company_id", "=", self.company_id.id),
            ("team_id", "in", (self.team_id.id, False)),
        ]
        action["views"] = [(False, "pivot"), (False, "list"), (False, "graph")]
        action["context"] = {"pivot_row_groupby": ["indicator", "user_id"]}
        return action

    def _open_reason(self, kind):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_sales_plan_reason_action",
        )
        action["context"] = {"default_plan_id": self.id, "default_kind": kind}
        return action

    def _back_to_draft(self):
        plans = self._by_system()
        plans.write({"state": "draft", "submitted_by_id": False})
        plans.activity_ids.unlink()

    def _by_system(self):
        # sudo: each action has checked who may do it; the state of a plan is written by it alone
        return self.sudo().with_context(ais_clock=BY_SYSTEM)

    @api.model
    def _check_reason(self, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Write the reason."))
        return reason.strip()

    def _check_head(self):
        self.check_access("write")

    @api.model
    def _may_approve(self):
        return any(self.env.user.has_group(f"ais_sales.group_{role}") for role in APPROVERS)

    def _check_approver(self):
        self.check_access("read")
        if not self._may_approve():
            raise AccessError(
                self.env._("Plans are approved by the deputy director or the director."),
            )

    def _check_submitted(self):
        for plan in self:
            if plan.state != "submitted":
                raise UserError(self.env._("“%s” does not wait for approval.", plan.name))
