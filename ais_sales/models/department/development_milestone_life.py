from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..catalogue.system_fields_mixin import BY_SYSTEM

REMIND_DAYS = 5


class DevelopmentMilestone(models.Model):
    """A milestone is marked as done, moved, reminded of, counted (2.3)."""

    _inherit = "ais.development.milestone"

    def action_done(self):
        """The milestone is done today; its responsible or the head says so.

        :raise AccessError: it is somebody else's
        :raise UserError: its goal is not in work
        """
        self.check_access("read")
        for milestone in self:
            if milestone.user_id != self.env.user:
                milestone.check_access("write")
            if milestone.goal_state != "approved":
                raise UserError(
                    self.env._("The goal of “%s” is not in work.", milestone.name),
                )
        for company, milestones in (
            self.filtered(lambda one: not one.done_date).grouped("company_id").items()
        ):
            # sudo: the responsible person marks the own milestone and writes nothing else
            done = milestones.sudo().with_context(ais_clock=BY_SYSTEM)
            done.done_date = company.ais_today()
            done.activity_ids.action_feedback()

    def action_open_move(self):
        """Ask for the new day and the reason."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_development_reason_action",
        )
        action["context"] = {"default_milestone_id": self.id}
        return action

    def action_move(self, deadline, reason):
        """Move the day of the milestone, with a reason that stays on record.

        :param deadline: the new day
        :param str reason: why
        :raise UserError: there is no reason, or its goal is over
        """
        self.write({"deadline": deadline, "move_reason": reason})

    def _cron_remind(self):
        """Tell people about the milestones whose day comes, once for each day that was set."""
        # Companies are few, and each has its own calendar.
        for company in self.env["res.company"].search(Domain.TRUE):
            due = self.search(
                [
                    ("company_id", "=", company.id),
                    ("goal_state", "=", "approved"),
                    ("done_date", "=", False),
                    ("deadline", "<=", company.ais_working_day(REMIND_DAYS)),
                ],
            )._in_staff_language()
            due = due.filtered(lambda milestone: milestone.reminded_for != milestone.deadline)
            due._notify_staff(
                [
                    (
                        milestone,
                        milestone.user_id | milestone.goal_id.user_id,
                        due.env._("A milestone is due"),
                        milestone.name,
                        milestone.deadline,
                    )
                    for milestone in due
                ],
            )
            for milestone in due:
                milestone.reminded_for = milestone.deadline

    @api.model
    def _ais_milestone_figures(self, company):
        """Milestones of approved goals, for the measure of clause 2.3.

        :param company: res.company
        :return: dict of numbers: "due" whose approved day has come or that are done, "on_time" of
            them done by it, "late" done after it, "overdue" not done and past their present day
        """
        today = company.ais_today()
        settled = [("company_id", "=", company.id), ("goal_state", "in", ("approved", "done"))]
        counted = self._read_group(
            [
                *settled,
                "|",
                ("done_date", "!=", False),
                "&",
                ("deadline_approved", "<=", today),
                ("deadline_approved", "!=", False),
            ],
            ["is_on_time"],
            ["__count", "done_date:count"],
        )
        return {
            "due": sum(count for _on_time, count, _done in counted),
            "on_time": sum(count for on_time, count, _done in counted if on_time),
            "late": sum(done for on_time, _count, done in counted if not on_time),
            "overdue": self.search_count(
                [("company_id", "=", company.id), *self._overdue_domain(company)],
            ),
        }
