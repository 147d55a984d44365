from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

TASK = "mail.mail_activity_data_todo"
# written by the employee alone
OWN = {"user_id", "kind", "date_from", "comment", "difficulties", "plan_next"}


class ActivityReport(models.Model):
    """Submitted by the employee, accepted or returned by who is above him (2.20)."""

    _inherit = "ais.activity.report"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._ais_check_sense(vals)
            given = {**self.default_get(["kind", "date_from"]), **vals}
            first = fields.Date.to_date(given["date_from"])
            if first and given["kind"] == "week":
                # the week in which the day lies
                vals["date_from"] = first - timedelta(days=first.weekday())
        reports = super().create(vals_list)
        if not self.env.su and reports.user_id - self.env.user:
            raise AccessError(
                self.env._("A report is made by the employee himself, or by the system."),
            )
        for report in reports.filtered(lambda one: not one.deadline):
            # sudo: the term is the system's
            report.sudo().deadline = report.company_id._ais_report_deadline(report.date_to)
        reports._refresh()
        return reports

    def write(self, vals):
        if not self.env.su and vals.keys() & OWN:
            self.check_access("write")
            for report in self:
                report._check_mine()
                first = fields.Date.to_date(vals.get("date_from", report.date_from))
                if (
                    vals.get("user_id", report.user_id.id) != report.user_id.id
                    or vals.get("kind", report.kind) != report.kind
                    or first != report.date_from
                ):
                    raise AccessError(
                        self.env._(
                            "“%s” stays with its employee and its days: make another one.",
                            report.display_name,
                        ),
                    )
        return super().write(vals)

    def action_submit(self):
        """Submit the report: the figures are found for the last time and stay.

        :raise AccessError: when it is somebody else's
        :raise UserError: when it has been submitted, or its day has not come
        """
        for report in self:
            report._check_mine()
            report._check_state("draft", "returned")
            if report.date_from > report.company_id.ais_today():
                raise UserError(
                    self.env._(
                        "“%s” cannot be submitted before its time.",
                        report.display_name,
                    ),
                )
        self._refresh()
        now = fields.Datetime.now()
        for report in self:
            # sudo: the state is written by the buttons only
            report.sudo().write(
                {
                    "state": "submitted",
                    "submitted_at": now,
                    # who had been in time is, however often it is returned
                    "is_late": report.is_late
                    or (not report.submitted_at and now > report.deadline),
                    "return_remark": False,
                },
            )
            # sudo: the task about it is done, whoever set it
            report.sudo().activity_ids.filtered(
                lambda task, user=report.user_id: task.user_id == user,
            ).action_feedback()

    def action_accept(self):
        """Accept the reports.

        :raise AccessError: when the user is not above the employee
        :raise UserError: when a report is not submitted
        """
        self._check_superior()
        self._check_state("submitted")
        # sudo: as above
        self.sudo().write(
            {
                "state": "accepted",
                "accepted_by_id": self.env.uid,
                "accepted_at": fields.Datetime.now(),
            },
        )

    def action_open_return(self):
        """Ask why the report is returned."""
        self._check_superior()
        self._check_state("submitted")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Return the report"),
            "res_model": "ais.report.return",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_report_ids": [(6, 0, self.ids)]},
        }

    @api.private
    def return_with(self, remark):
        """Return the reports with a remark; the employee gets a task.

        :param str remark: what is to be mended
        """
        self._check_superior()
        self._check_state("submitted")
        # sudo: as above
        self.sudo().write({"state": "returned", "return_remark": remark})
        summary = self.env._("Mend the report")
        self._notify_staff(
            [
                (one, one.user_id, summary, remark, one.company_id.ais_working_day(1))
                for one in self
            ],
            TASK,
        )

    def _check_mine(self):
        if not self.env.su and self.user_id.id != self.env.uid:
            raise AccessError(
                self.env._("“%s” is written by the employee himself.", self.display_name),
            )

    def _check_state(self, *states):
        for report in self:
            if report.state not in states:
                labels = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "“%(name)s” is in the state “%(state)s”: this is not possible now.",
                        name=report.display_name,
                        state=labels[report.state],
                    ),
                )

    def _check_superior(self):
        self.check_access("read")
        for report in self:
            if not self.env.su and not report._is_superior():
                raise AccessError(
                    self.env._(
                        "“%s” is accepted by the head; the head's own by the deputy director or the"
                        " director. Nobody accepts his own.",
                        report.display_name,
                    ),
                )

    def _is_superior(self):
        """Whether the user decides on this report: the head, and on a head's own who is above."""
        self.ensure_one()
        user = self.env.user
        if self.user_id == user:
            return False
        if user.has_group("ais_sales.group_deputy") or user.has_group("ais_sales.group_director"):
            return self.user_id.has_group("ais_sales.group_head")
        if not user.has_group("ais_sales.group_head"):
            return False
        # sudo: who leads the employee's team
        leader = self.sudo().team_id.user_id
        is_led_by_other = leader.active and leader not in (user, self.user_id)
        return not is_led_by_other and not self.user_id.has_group("ais_sales.group_head")
