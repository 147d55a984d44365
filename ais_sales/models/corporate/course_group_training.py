from bisect import bisect_left, bisect_right
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .trainee_pace import SEATED
from .trainee_progress import OPEN_STATES

SATURDAY = 5


class CourseGroup(models.Model):
    """The training of a group: its days, and how its people are doing (2.24)."""

    _inherit = "ais.course.group"

    training_weekdays = fields.Selection(
        [
            ("working", "Working days"),
            ("weekend", "Saturdays and Sundays"),
            ("daily", "Every day"),
        ],
        "Training on",
        required=True,
        default="working",
        help="Working days are those of the company's calendar, public holidays left out.",
    )
    training_day_count = fields.Integer("Training days", compute="_compute_training_days")
    hours_per_day = fields.Float(
        "Hours a day",
        compute="_compute_training_days",
        digits=(16, 1),
        help="Hours of the course spread evenly over the training days.",
    )
    listed_count = fields.Integer("Not enrolled yet", compute="_compute_training_figures")
    studying_count = fields.Integer("Studying", compute="_compute_training_figures")
    passed_count = fields.Integer("Passed, not completed yet", compute="_compute_training_figures")
    completed_count = fields.Integer("Have completed", compute="_compute_training_figures")
    behind_count = fields.Integer("Behind or late", compute="_compute_training_figures")
    training_summary = fields.Char("Training progress", compute="_compute_training_figures")

    @api.depends("date_start", "date_end", "training_weekdays", "company_id", "course_id")
    def _compute_training_days(self):
        dates = self._training_dates()
        for group in self:
            count = len(dates[group])
            group.training_day_count = count
            group.hours_per_day = group.course_id.hours / count if count else 0

    def _compute_training_figures(self):
        names = ("people", "listed", "studying", "passed", "completed", "behind")
        figures = {group: dict.fromkeys(names, 0) for group in self}
        rows = self.env["ais.trainee"]._read_group(
            [("group_id", "in", self.ids), ("booking_state", "in", SEATED)],
            ["group_id", "training_state", "pace", "result"],
            ["__count"],
        )
        for group, state, pace, result, count in rows:
            figure = figures[group]
            if state != "transferred":
                figure["people"] += count
            if state in ("listed", "studying", "completed"):
                figure[state] += count
            if state == "studying" and result == "passed":
                figure["passed"] += count
            if pace in ("behind", "late"):
                figure["behind"] += count
        for group in self:
            figure = figures[group]
            for name in ("listed", "studying", "passed", "completed", "behind"):
                group[f"{name}_count"] = figure[name]
            group.training_summary = group._training_words(figure)

    def _training_words(self, figure):
        if not figure["people"]:
            return False
        if self.state == "done" or (figure["completed"] and not figure["studying"]):
            words = [
                self.env._(
                    "%(done)s of %(people)s completed",
                    done=figure["completed"],
                    people=figure["people"],
                )
            ]
        else:
            words = [
                self.env._(
                    "%(studying)s of %(people)s studying",
                    studying=figure["studying"],
                    people=figure["people"],
                )
            ]
        if figure["behind"]:
            words.append(
                self.env._("%s late", figure["behind"])
                if self.state == "done"
                else self.env._("%s behind", figure["behind"])
            )
        return ", ".join(words)

    # -- days

    def _training_dates(self):
        """Days of training of each group.

        :return: dict {group: sorted list of dates}; every day of a group whose dates have none of
            its own days
        """
        dates = {}
        for company, groups in self.grouped("company_id").items():
            dated = groups.filtered(lambda group: group.date_start and group.date_end)
            work = None
            if any(group.training_weekdays == "working" for group in dated):
                work = company.resource_calendar_id._ais_work_days(
                    min(dated.mapped("date_start")),
                    max(dated.mapped("date_end")),
                )
            for group in groups:
                dates[group] = group._dates_of(work) if group in dated else []
        return dates

    def _dates_of(self, work):
        length = (self.date_end - self.date_start).days + 1
        days = [self.date_start + timedelta(days=number) for number in range(max(length, 0))]
        chosen = days
        if self.training_weekdays == "weekend":
            chosen = [day for day in days if day.weekday() >= SATURDAY]
        elif self.training_weekdays == "working" and work is not None:
            first, last = bisect_left(work, self.date_start), bisect_right(work, self.date_end)
            chosen = list(work[first:last])
        return chosen or days

    def _is_training_over(self, today):
        return self.state == "done" or bool(self.date_end and self.date_end < today)

    def _training_shares(self):
        """What part of the training is over by the beginning of today.

        :return: dict {group: from 0 before the start to 1 after the end}
        """
        today = {company: company.ais_today() for company in self.company_id}
        shares = {}
        for group, dates in self._training_dates().items():
            day = today.get(group.company_id)
            if not dates:
                shares[group] = 0.0
            elif group._is_training_over(day):
                shares[group] = 1.0
            else:
                shares[group] = bisect_left(dates, day) / len(dates)
        return shares

    def _refused_day(self, day, today):
        """Why hours cannot be entered on a day, in words; False when they can."""
        if not self.date_start <= day <= self.date_end:
            return self.env._(
                "%(day)s is not a day of group %(group)s, which is taught from %(start)s to"
                " %(end)s.",
                day=day.strftime("%d.%m.%Y"),
                group=self.code or "",
                start=self.date_start.strftime("%d.%m.%Y"),
                end=self.date_end.strftime("%d.%m.%Y"),
            )
        if day > today:
            return self.env._("%s has not come yet.", day.strftime("%d.%m.%Y"))
        return False

    # -- life

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "running":
            self._begin_training()
        return result

    def _begin_training(self):
        """Who is enrolled when the group starts is studying."""
        # sudo: the head or the cron starts the group, progress is the training office's
        self.env["ais.trainee"].sudo().search(
            [
                ("group_id", "in", self.ids),
                ("training_state", "=", "enrolled"),
                ("booking_state", "in", SEATED),
            ],
        )._begin_studying()

    def _trainees_in_training(self):
        return self.env["ais.trainee"].search(
            [
                ("group_id", "in", self.ids),
                ("training_state", "in", OPEN_STATES),
                ("booking_state", "in", SEATED),
            ],
        )

    def action_enrol_all(self):
        """Enrol everybody on the lists of these groups.

        :raise UserError: nobody is left to enrol
        """
        listed = self._trainees_in_training().filtered(lambda one: one.training_state == "listed")
        if not listed:
            raise UserError(self.env._("Everybody of the group is enrolled already."))
        return listed.action_enrol()

    def action_complete_passed(self):
        """Complete the training of all who study and have passed the final assessment.

        :raise UserError: there is nobody of whom this is so
        """
        passed = self._trainees_in_training().filtered(
            lambda one: one.training_state == "studying" and one.result == "passed",
        )
        if not passed:
            raise UserError(
                self.env._(
                    "Nobody who is studying has passed the final assessment. Enter the results"
                    " in the attendance sheet first.",
                ),
            )
        return passed.action_complete()

    def action_open_drop(self):
        """Choose who of the group leaves, when and why."""
        return self._trainees_in_training()._open_training_wizard(
            "ais_sales.ais_trainee_drop_action", chosen=False
        )

    def action_view_progress(self):
        """Open the progress of the trainees of these groups."""
        return self._open_related("ais_sales.ais_trainee_action_progress", {})

    def action_open_sheet(self):
        """Open the attendance sheet of the group."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "ais_attendance_sheet",
            "name": self.env._("Attendance: %s", self.code or self.display_name),
            "params": {"group_id": self.id},
        }
