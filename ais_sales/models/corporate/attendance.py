from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

DAY_HOURS = 24


class Attendance(models.Model):
    """Hours of a trainee on a day: the only source of the hours done (2.24).

    No hours at all is a fact too, that the person did not come; a day without a row is a day that
    nobody has entered yet.
    """

    _name = "ais.attendance"
    _description = "Attendance"
    _order = "date, id"
    _rec_name = "trainee_id"
    _check_company_auto = True

    trainee_id = fields.Many2one(
        "ais.trainee",
        required=True,
        index=True,
        # hours that were taught do not vanish with a row of a list
        ondelete="restrict",
        check_company=True,
    )
    date = fields.Date(required=True, index=True)
    hours = fields.Float(
        required=True,
        digits=(16, 1),
        help="Academic hours; 0 when the person did not come.",
    )
    source = fields.Selection(
        [("sheet", "Attendance sheet"), ("lms", "Learning system")],
        required=True,
        default="sheet",
        help="Of the learning system: hours that its report adds to those known by then.",
    )
    group_id = fields.Many2one(
        related="trainee_id.group_id", store=True, index=True, precompute=True
    )
    employer_id = fields.Many2one(
        related="trainee_id.employer_id", store=True, string="Employer", precompute=True
    )
    company_id = fields.Many2one(
        related="trainee_id.company_id", store=True, index=True, precompute=True
    )

    _hours_ok = models.Constraint(
        "CHECK (hours >= 0 AND (source = 'lms' OR hours <= 24))",
        "A day has from 0 to 24 hours.",
    )
    _day_unique = models.UniqueIndex(
        "(trainee_id, date, source)",
        "The hours of this trainee on this day are entered already.",
    )

    @api.depends("trainee_id", "date")
    def _compute_display_name(self):
        for row in self:
            day = row.date.strftime("%d.%m.%Y") if row.date else ""
            row.display_name = f"{row.trainee_id.name or ''}, {day}"

    @api.constrains("date", "trainee_id")
    def _check_date(self):
        today = {company: company.ais_today() for company in self.company_id}
        for row in self:
            reason = row.group_id._refused_day(row.date, today[row.company_id])
            if reason:
                raise ValidationError(
                    self.env._("%(name)s: %(reason)s", name=row.trainee_id.name, reason=reason),
                )
            if row.trainee_id.booking_state in ("waitlist", "cancelled"):
                raise UserError(
                    self.env._(
                        "%(name)s has no seat: the booking %(booking)s is cancelled or on the"
                        " waiting list.",
                        name=row.trainee_id.name,
                        booking=row.trainee_id.booking_id.name,
                    ),
                )

    @api.constrains("hours", "trainee_id")
    def _check_whole(self):
        """Nobody is taught more hours than the course has; an hour is left for rounding."""
        totals = self.env["ais.attendance"]._read_group(
            [("trainee_id", "in", self.trainee_id.ids)], ["trainee_id"], ["hours:sum"]
        )
        for trainee, hours in totals:
            planned = trainee.hours_planned
            if planned and hours > planned + 1:
                raise ValidationError(
                    self.env._(
                        "%(name)s: %(hours)s hours, the course has %(planned)s.",
                        name=trainee.name,
                        hours=f"{hours:g}",
                        planned=planned,
                    ),
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_hours(vals)
        rows = super().create(vals_list)
        rows._check_learning()
        rows._note_attendance()
        return rows

    @api.ondelete(at_uninstall=False)
    def _unlink_except_completed(self):
        self._check_learning()

    def write(self, vals):
        self._check_learning()
        if "hours" in vals:
            for row in self:
                self._check_hours({"source": row.source, **vals})
        result = super().write(vals)
        if vals.get("hours"):
            self._note_attendance()
        return result

    @api.model
    def _check_hours(self, vals):
        """Refuse hours that no day has before the database does."""
        hours = vals.get("hours") or 0
        if hours < 0 or (vals.get("source") != "lms" and hours > DAY_HOURS):
            raise ValidationError(
                self.env._("%s hours on one day: a day has from 0 to 24 hours.", f"{hours:g}"),
            )

    def _check_learning(self):
        """The hours of who has completed the training stay as they are.

        :raise UserError: names the person
        """
        if self.env.su:
            return
        for trainee in self.trainee_id:
            if trainee.training_state == "completed":
                raise UserError(
                    self.env._(
                        "%s has completed the training: take the completion back first.",
                        trainee.name,
                    ),
                )

    def _note_attendance(self):
        """Who has come to the first class is studying."""
        trainees = self.filtered("hours").trainee_id
        trainees.filtered(
            lambda one: one.training_state in ("listed", "enrolled"),
        )._begin_studying()
