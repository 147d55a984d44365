from odoo import api, fields, models
from odoo.exceptions import AccessError

TRAINING_STATES = [
    ("listed", "On the list"),
    ("enrolled", "Enrolled"),
    ("studying", "Studying"),
    ("completed", "Completed"),
    ("dropped", "Dropped out"),
    ("transferred", "Transferred away"),
]
# who is still to be taught
OPEN_STATES = ("listed", "enrolled", "studying")
# what the training office keeps, and nobody else
PROGRESS_FIELDS = {"training_state", "test_score", "result", "result_note"}


class Trainee(models.Model):
    """How the training of a person goes (2.24): kept by the training office, read by the others."""

    _name = "ais.trainee"
    _inherit = ["ais.trainee", "mail.thread"]

    training_state = fields.Selection(
        TRAINING_STATES,
        "Training",
        required=True,
        default="listed",
        index=True,
        copy=False,
        tracking=True,
        group_expand=True,
        help="Changed by the training office: enrolled, studying, completed, expelled"
        " or transferred.",
    )
    hours_planned = fields.Integer(
        "Hours of the course", related="course_id.hours", store=True, aggregator="sum"
    )
    hours_done = fields.Float("Hours done", readonly=True, copy=False, digits=(16, 1))
    test_score = fields.Float(
        "Test, %",
        copy=False,
        aggregator="avg",
        digits=(16, 1),
        help="Result of the test, 0 to 100 %; from the attendance sheet or the learning system.",
    )
    result = fields.Selection(
        [("passed", "Passed"), ("failed", "Failed"), ("absent", "Did not come")],
        "Final assessment",
        copy=False,
        tracking=True,
    )
    result_note = fields.Char("Remark on the training", copy=False)

    _hours_done_ok = models.Constraint(
        "CHECK (hours_done IS NULL OR hours_done >= 0)",
        "Hours done cannot be negative.",
    )
    _test_score_ok = models.Constraint(
        "CHECK (test_score IS NULL OR test_score BETWEEN 0 AND 100)",
        "A test is scored from 0 to 100 %.",
    )

    @api.model
    def _progress_fields(self):
        """Names of the fields that the training office alone writes."""
        return PROGRESS_FIELDS

    @api.model
    def _office_fields(self):
        """Names of all that the training office may write of a trainee."""
        return self._progress_fields() | {
            "name",
            "last_name",
            "first_name",
            "middle_name",
            "email",
            "phone",
            "position",
            "birth_date",
            "gender",
            "snils",
            "citizenship_id",
            "education_level",
            "diploma_last_name",
            "diploma_series",
            "diploma_number",
            "name_change_note",
        }

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_who_writes(vals)
        # a list of hundreds gets no "created" message each
        trainees = super(
            Trainee, self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        ).create(vals_list)
        return trainees.with_env(self.env)

    def write(self, vals):
        self._check_who_writes(vals)
        return super().write(vals)

    @api.model
    def _has_field_access(self, field, operation):
        # what somebody else keeps is read on the screen, and not refused after it was typed
        if operation == "write" and self._others_fields([field.name]):
            return False
        return super()._has_field_access(field, operation)

    @api.model
    def _others_fields(self, names):
        """Those of the fields that somebody else keeps.

        :param names: of fields, or of anything else
        :return: set of names
        """
        if self.env.su:
            return set()
        if not self.env.user.has_group("ais_sales.group_training_office"):
            return self._progress_fields().intersection(names)
        if self.env.user.has_group("ais_sales.group_specialist"):
            return set()
        return {name for name in names if name in self._fields} - self._office_fields()

    @api.model
    def _check_who_writes(self, vals):
        """The training office keeps progress, the specialist keeps the list.

        :raise AccessError: names the field and who keeps it
        """
        is_office = self.env.user.has_group("ais_sales.group_training_office")
        # what the system writes is refused as such
        system = {
            name
            for name in vals
            if name in self._ais_system_fields()
            or (name in self._fields and self._ais_is_computed(self._fields[name]))
        }
        for name in sorted(self._others_fields(vals) - system):
            raise AccessError(
                self.env._(
                    "“%(field)s” of a trainee is kept by %(who)s.",
                    field=self._fields[name]._description_string(self.env),
                    who=self.env._("the client's specialist")
                    if is_office
                    else self.env._("the training office"),
                ),
            )
