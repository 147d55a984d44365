from collections import defaultdict

from odoo import api, fields, models

from .trainee_pace import SEATED

# whose hours are closed
LEFT = ("dropped", "transferred")
RECENT_DAYS = 60


class CourseGroup(models.Model):
    """The attendance sheet of a group: all of it read at once (2.24)."""

    _inherit = "ais.course.group"

    @api.model
    @api.readonly
    def attendance_groups(self):
        """Groups whose attendance is entered: those that run, and those that are just over.

        :return: list of dicts `id`, `code`, `course`, `dates`, `state`, `summary`
        """
        today = fields.Date.context_today(self)
        groups = self.search(
            [
                ("state", "in", ("running", "done")),
                ("date_end", ">=", fields.Date.subtract(today, days=RECENT_DAYS)),
            ],
            order="state desc, date_start, id",
        )
        labels = dict(self._fields["state"]._description_selection(self.env))
        return [
            {
                "id": group.id,
                "code": group.code,
                "course": group.course_id.name,
                "dates": group._dates_in_words(),
                "state": labels[group.state],
                "is_running": group.state == "running",
                "summary": group.training_summary or "",
            }
            for group in groups
        ]

    @api.readonly
    def attendance_sheet(self):
        """All that the attendance sheet shows.

        :return: dict with `group`, `days`, `rows` (trainees by client), `results` and `can_edit`;
            hours by the sheet are {ISO date: hours}, those of a learning system are one sum
        """
        self.ensure_one()
        self.check_access("read")
        trainees = self._sheet_trainees()
        marks, learning = self._sheet_marks(trainees)
        today = self.company_id.ais_today()
        hours = defaultdict(lambda: round(self.hours_per_day, 1), self._hours_by_day())
        dates = sorted({*hours, *(day for row in marks.values() for day in row)})
        return {
            "group": {
                "id": self.id,
                "code": self.code,
                "course": self.course_id.name,
                "dates": self._dates_in_words(),
                "state": self.state,
                "hours": self.course_id.hours,
                "hours_per_day": round(self.hours_per_day, 1),
            },
            "days": [
                {
                    "date": fields.Date.to_string(day),
                    "hours": hours[day],
                    "is_today": day == today,
                    "is_future": day > today,
                }
                for day in dates
            ],
            "rows": [
                self._sheet_row(trainee, marks[trainee.id], learning[trainee.id])
                for trainee in trainees
            ],
            "results": self.env["ais.trainee"]._fields["result"]._description_selection(self.env),
            "can_edit": self._can_keep_attendance(),
        }

    @api.model
    def _can_keep_attendance(self):
        return self.env["ais.attendance"].has_access("create")

    def _dates_in_words(self):
        return f"{self.date_start:%d.%m}–{self.date_end:%d.%m.%Y}"

    # -- reading

    def _hours_by_day(self):
        """Hours of the course by training day, to a tenth, so that the days add up to it."""
        total = self.course_id.hours
        dates = self._training_dates()[self]
        done = [round(total * number / len(dates), 1) for number in range(len(dates) + 1)]
        return {day: round(done[n + 1] - done[n], 1) for n, day in enumerate(dates)}

    def _sheet_trainees(self):
        trainees = self.env["ais.trainee"].search(
            [("group_id", "=", self.id), ("booking_state", "in", SEATED)],
        )
        return trainees.sorted(lambda one: (one.employer_id.display_name or "", one.name, one.id))

    def _sheet_marks(self, trainees):
        """Hours by the sheet as {trainee id: {date: hours}}, and sums of the learning system's."""
        marks, learning = defaultdict(dict), defaultdict(float)
        found = self.env["ais.attendance"].search_fetch(
            [("trainee_id", "in", trainees.ids)],
            ["trainee_id", "date", "hours", "source"],
        )
        for mark in found:
            if mark.source == "sheet":
                marks[mark.trainee_id.id][mark.date] = mark.hours
            else:
                learning[mark.trainee_id.id] += mark.hours
        return marks, learning

    def _sheet_row(self, trainee, marks, learning):
        labels = dict(trainee._fields["training_state"]._description_selection(self.env))
        return {
            "id": trainee.id,
            "name": trainee.name,
            "client_id": trainee.employer_id.id,
            "client": trainee.employer_id.display_name or "",
            "state": trainee.training_state,
            "state_label": labels[trainee.training_state],
            "hours": {fields.Date.to_string(day): hours for day, hours in marks.items()},
            "learning": learning,
            "expected": round(trainee.hours_expected, 1),
            "pace": trainee.pace,
            "test_score": trainee.test_score or None,
            "result": trainee.result or "",
            "is_open": trainee.training_state not in LEFT,
        }
