from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CourseGroup(models.Model):
    """From enrolment to the end of the training: who may move a group on, and when."""

    _name = "ais.course.group"
    _inherit = ["ais.course.group", "ais.batch.mixin"]

    def action_open(self):
        """Open the groups for enrolment, or take a guarantee back."""
        self.write({"state": "open"})

    def action_draft(self):
        """Take the groups back to draft; refused while seats are taken or waited for."""
        for group in self:
            if group.seats_taken or group.seats_waitlisted:
                raise UserError(
                    self.env._(
                        "Group %s has bookings. Cancel or move them before it becomes a draft.",
                        group.display_name,
                    ),
                )
        self.write({"state": "draft"})

    def action_reopen(self):
        """Make cancelled groups drafts again."""
        self.write({"state": "draft"})

    def action_guarantee(self):
        """Promise that the groups run (2.11); refused below the minimum of confirmed seats.

        A group below its minimum is guaranteed by a decision with its reason, see `_decide`.
        """
        for group in self:
            if group.seats_confirmed < group.seats_min:
                raise UserError(
                    self.env._(
                        "Group %(group)s has %(confirmed)s confirmed seats of at least"
                        " %(minimum)s. Use “Decide” to run it all the same, with the reason.",
                        group=group.display_name,
                        confirmed=group.seats_confirmed,
                        minimum=group.seats_min,
                    ),
                )
        self._guarantee()

    def action_start(self):
        """Start the training of guaranteed groups."""
        self.write({"state": "running"})

    def action_done(self):
        """End the training: confirmed bookings are done, held ones lapse."""
        self.write({"state": "done"})

    def _guarantee(self):
        self.write({"state": "guaranteed"})
        words = self._in_staff_language().env
        self._notify_group_event(words._("The group is guaranteed"))

    def _guarantee_if_reached(self):
        """Guarantee by the system, where the company's setting says so."""
        reached = self.filtered(
            lambda group: (
                group.state == "open"
                and group.company_id.ais_auto_guarantee
                and group.seats_min
                and group.seats_confirmed >= group.seats_min
            ),
        )
        if reached:
            # sudo: the specialist whose confirmation reached the minimum may not edit groups
            reached.sudo()._guarantee()

    def _notify_group_event(self, summary, note=""):
        """Tell the responsible person and those named in the settings."""
        self._notify_staff(
            [
                (
                    group,
                    (group.user_id | group.company_id.ais_group_notify_user_ids) - self.env.user,
                    summary,
                    note,
                    None,
                )
                # sudo: the settings' list of people is not everybody's to read
                for group in self.sudo()
            ],
        )

    def _decision_maker(self):
        """Who decides on the group: its responsible person, else the company's."""
        self.ensure_one()
        return self.user_id or self.company_id.ais_decision_user_id

    def _cron_roll_groups(self):
        """Start the groups whose day has come, end those that are over, ask for decisions."""
        # Companies are few, and each has its own calendar.
        for company in self.env["res.company"].search(Domain.TRUE):
            today = company.ais_today()
            groups = self._in_staff_language().with_company(company)
            own = [("company_id", "=", company.id)]
            begun = [*own, ("state", "=", "guaranteed"), ("date_start", "<=", today)]
            over = [*own, ("state", "=", "running"), ("date_end", "<", today)]
            undecided = [
                *own,
                ("state", "=", "open"),
                ("decision_date", "<=", today),
                ("date_start", ">=", today),
            ]
            resume = f"ais_sales.decisions_asked_{company.id}"
            if not (
                groups._run_in_batches(begun, "action_start")
                and groups._run_in_batches(over, "action_done")
                and groups._run_in_batches(undecided, "_ask_for_decision", resume=resume)
            ):
                return

    def _ask_for_decision(self):
        words = self._in_staff_language().env
        self._notify_staff(
            [
                (
                    group,
                    group._decision_maker(),
                    words._("Decide whether the group runs"),
                    words._(
                        "%(confirmed)s confirmed and %(held)s held seats of at least %(minimum)s.",
                        confirmed=group.seats_confirmed,
                        held=group.seats_held,
                        minimum=group.seats_min,
                    ),
                    max(group.decision_date, fields.Date.context_today(group)),
                )
                for group in self
            ],
        )
