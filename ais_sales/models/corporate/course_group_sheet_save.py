from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .attendance import DAY_HOURS
from .course_group_sheet import LEFT

RESULT_FIELDS = ("test_score", "result")


class CourseGroup(models.Model):
    """The attendance sheet of a group is saved as a whole, or not at all (2.24)."""

    _inherit = "ais.course.group"

    def save_attendance(self, cells, results):
        """Save what was entered in the sheet: everything, or nothing when something is wrong.

        :param list cells: [trainee id, ISO date, hours]; None takes the entry out, 0 is absent
        :param list results: [trainee id, ``test_score`` or ``result``, value]
        :return: dict with `errors`, a list of {`trainee`, `key` (date or field), `message`}, and
            the new `sheet` when there are none
        :raise AccessError: the user does not keep the attendance
        :raise UserError: a program has sent something that is no row of a sheet
        """
        self.ensure_one()
        if not self._can_keep_attendance():
            raise AccessError(self.env._("Attendance is kept by the training office."))
        self._check_shape(cells, results)
        trainees = self._sheet_trainees()
        rows = {trainee.id: trainee for trainee in trainees}
        errors = [
            {"trainee": trainee_id, "key": key, "message": message}
            for trainee_id, key, message in (
                *self._wrong_cells(cells, rows),
                *self._wrong_results(results, rows),
            )
        ]
        if errors:
            return {"errors": errors}
        before = trainees._training_facts()
        silent = self.with_context(mail_notrack=True)
        silent._save_cells(cells)
        silent._save_results(results, rows)
        trainees._log_training(before)
        return {"errors": [], "sheet": self.attendance_sheet()}

    # -- checks

    def _check_shape(self, *parts):
        for part in parts:
            if not isinstance(part, list | tuple) or not all(map(_is_row, part)):
                raise UserError(
                    self.env._("The sheet could not be read, nothing is saved: open it again."),
                )

    def _wrong_cells(self, cells, rows):
        """What is wrong with the hours entered: (trainee id, ISO date, words)."""
        today = self.company_id.ais_today()
        for trainee_id, date, hours in cells:
            reason = self._refused_row(trainee_id, rows)
            if not reason:
                try:
                    reason = self._refused_day(fields.Date.to_date(date), today)
                except (TypeError, ValueError, AttributeError):
                    reason = self.env._("“%s” is not a date.", date)
            if not reason and hours is not None and not _is_between(hours, DAY_HOURS):
                reason = self.env._("Enter hours from 0 to 24, or “н” for absent.")
            if reason:
                yield trainee_id, date, reason

    def _wrong_results(self, results, rows):
        allowed = {"", False, None, *dict(self.env["ais.trainee"]._fields["result"].selection)}
        for trainee_id, name, value in results:
            reason = self._refused_row(trainee_id, rows)
            if not reason and name not in RESULT_FIELDS:
                reason = self.env._("This is not entered in the sheet.")
            elif not reason and name == "test_score":
                if value is not None and not _is_between(value, 100):
                    reason = self.env._("A test is scored from 0 to 100 %.")
            elif not reason and value not in allowed:
                reason = self.env._("Choose a result from the list.")
            elif (
                not reason and value != "passed" and rows[trainee_id].training_state == "completed"
            ):
                reason = self.env._(
                    "The training is completed. Take the completion back to change the result.",
                )
            if reason:
                yield trainee_id, name, reason

    def _refused_row(self, trainee_id, rows):
        if trainee_id not in rows:
            return self.env._("This person is not a trainee of the group, or not yours to keep.")
        if rows[trainee_id].training_state in LEFT:
            return self.env._("%s has left the group.", rows[trainee_id].name)
        return False

    # -- saving

    def _save_cells(self, cells):
        """Bring the rows of the sheet to what was entered, in one go of each kind."""
        wanted = {(trainee_id, date): hours for trainee_id, date, hours in cells}
        rows = self.env["ais.attendance"]
        if not wanted:
            return
        found = rows.search_fetch(
            [
                ("trainee_id", "in", sorted({trainee_id for trainee_id, _date in wanted})),
                ("date", "in", sorted({date for _trainee_id, date in wanted})),
                ("source", "=", "sheet"),
            ],
            ["trainee_id", "date", "hours"],
        )
        gone, changed = rows, defaultdict(lambda: rows)
        for row in found:
            key = (row.trainee_id.id, fields.Date.to_string(row.date))
            if key not in wanted:
                continue
            hours = wanted.pop(key)
            if hours is None:
                gone |= row
            elif hours != row.hours:
                changed[hours] |= row
        gone.unlink()
        for hours, same in changed.items():
            same.write({"hours": hours})
        rows.create(
            [
                {"trainee_id": trainee_id, "date": date, "hours": hours}
                for (trainee_id, date), hours in wanted.items()
                if hours is not None
            ],
        )

    def _save_results(self, results, rows):
        by_trainee = defaultdict(dict)
        for trainee_id, name, value in results:
            by_trainee[trainee_id][name] = value or False
        same = defaultdict(lambda: self.env["ais.trainee"])
        for trainee_id, vals in by_trainee.items():
            same[tuple(sorted(vals.items()))] |= rows[trainee_id]
        for vals, trainees in same.items():
            trainees.with_context(mail_notrack=True).write(dict(vals))


def _is_between(value, most):
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most


def _is_row(row):
    """Whether it is a person, a date or a field, and a value."""
    if not isinstance(row, list | tuple) or len(row) != 3:
        return False
    trainee_id, key, value = row
    plain = value is None or isinstance(value, str | int | float)
    return type(trainee_id) is int and isinstance(key, str) and plain
