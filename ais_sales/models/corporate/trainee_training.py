from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

DROP_REASONS = [
    ("own", "Own request"),
    ("not_paid", "Not paid"),
    ("failing", "Failing"),
    ("booking", "Booking cancelled"),
    ("other", "Other"),
]
# what may follow what; the rest is refused with a message
NEXT_STATES = {
    "listed": {"enrolled", "studying", "dropped", "transferred"},
    "enrolled": {"listed", "studying", "dropped", "transferred"},
    "studying": {"completed", "dropped", "transferred"},
    "completed": {"studying"},
    "dropped": {"listed", "enrolled", "studying"},
    "transferred": set(),
}


class Trainee(models.Model):
    """From the list to the end of the training: what may follow what, and why (2.24)."""

    _inherit = "ais.trainee"

    completed_on = fields.Date(copy=False)
    dropped_on = fields.Date(copy=False)
    drop_reason = fields.Selection(DROP_REASONS, "Why dropped out", copy=False, tracking=True)
    transferred_to_id = fields.Many2one(
        "ais.trainee",
        "Transferred to",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The same person in the group where the training goes on.",
    )
    transferred_from_ids = fields.One2many(
        "ais.trainee", "transferred_to_id", "Transferred from", copy=False
    )

    _completed_ok = models.Constraint(
        "CHECK (training_state != 'completed' OR result IS NOT DISTINCT FROM 'passed')",
        "The training is completed by those who have passed the final assessment.",
    )

    @api.model
    def _progress_fields(self):
        return super()._progress_fields() | {
            "completed_on",
            "dropped_on",
            "drop_reason",
            "attendance_ids",
        }

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"transferred_to_id", "transferred_from_ids"}

    @api.constrains("training_state", "drop_reason", "transferred_to_id")
    def _check_left(self):
        for trainee in self:
            if trainee.training_state == "dropped" and not trainee.drop_reason:
                raise ValidationError(
                    self.env._("Choose why %s dropped out.", trainee.name),
                )
            if trainee.training_state == "transferred" and not trainee.transferred_to_id:
                raise ValidationError(
                    self.env._(
                        "%s: use “Transfer to a group” and choose the group where the training"
                        " goes on.",
                        trainee.name,
                    ),
                )

    @api.constrains("completed_on", "dropped_on")
    def _check_days(self):
        for trainee in self:
            today = trainee.company_id.ais_today()
            for day in (trainee.completed_on, trainee.dropped_on):
                if day and day > today:
                    raise ValidationError(
                        self.env._(
                            "%(name)s: %(day)s has not come yet.",
                            name=trainee.name,
                            day=day.strftime("%d.%m.%Y"),
                        ),
                    )
            start = trainee.group_id.date_start
            if trainee.completed_on and start and trainee.completed_on < start:
                raise ValidationError(
                    self.env._(
                        "%(name)s cannot have completed the training on %(day)s: the group began"
                        " on %(start)s.",
                        name=trainee.name,
                        day=trainee.completed_on.strftime("%d.%m.%Y"),
                        start=start.strftime("%d.%m.%Y"),
                    ),
                )

    @api.model_create_multi
    def create(self, vals_list):
        nobody = self.browse()
        for vals in vals_list:
            nobody._check_completed(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_who_writes(vals)
        if "booking_id" in vals:
            self._check_stays_in(self.env["ais.booking"].browse(vals["booking_id"]).group_id)
        state = vals.get("training_state")
        changes = state and any(trainee.training_state != state for trainee in self)
        if changes:
            self._check_next_state(state)
        if {"training_state", "result"} & vals.keys():
            for trainee in self:
                trainee._check_completed(vals)
        if not changes:
            return super().write(vals)
        result = super().write(self._complete_state_vals(vals))
        if state == "enrolled":
            # enrolled after the start: the приказ was late, the classes go on
            self._study_if_running()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_training(self):
        # sudo: whether there are hours, whoever may read them
        taught = (
            self.env["ais.attendance"]
            .sudo()
            ._read_group(
                [("trainee_id", "in", self.ids)],
                ["trainee_id"],
            )
        )
        taught = {trainee.id for (trainee,) in taught}
        for trainee in self:
            if trainee.training_state != "listed" or trainee.id in taught:
                raise UserError(
                    self.env._(
                        "%s is enrolled or has been taught, and stays in the records. The training"
                        " office drops such a person, with the reason.",
                        trainee.name,
                    ),
                )

    def _check_completed(self, vals):
        """Only who has passed completes; before the database says so with the row in its log.

        :raise ValidationError: naming the person
        """
        state = vals.get("training_state", self.training_state)
        if state == "completed" and vals.get("result", self.result) != "passed":
            raise ValidationError(
                self.env._(
                    "%s has not passed the final assessment. Enter the result first; to change"
                    " it, take the completion back.",
                    vals.get("name", self.name),
                ),
            )

    def _check_next_state(self, state):
        labels = dict(self._fields["training_state"]._description_selection(self.env))
        for trainee in self:
            now = trainee.training_state
            if state != now and state not in NEXT_STATES[now]:
                raise UserError(
                    self.env._(
                        "%(name)s is in state “%(now)s” and cannot become “%(then)s”.",
                        name=trainee.name,
                        now=labels[now],
                        then=labels.get(state, state),
                    ),
                )
            if state in ("enrolled", "studying") and trainee.booking_state in (
                "waitlist",
                "cancelled",
            ):
                raise UserError(
                    self.env._(
                        "%(name)s has no seat: the booking %(booking)s is cancelled or on the"
                        " waiting list.",
                        name=trainee.name,
                        booking=trainee.booking_id.name,
                    ),
                )

    def _complete_state_vals(self, vals):
        """What goes with a change of state."""
        vals = dict(vals)
        state = vals["training_state"]
        company = self.company_id[:1] or self.env.company
        if state == "completed":
            vals.setdefault("completed_on", company.ais_today())
        else:
            vals["completed_on"] = False
        if state == "dropped":
            vals.setdefault("dropped_on", company.ais_today())
        else:
            vals.update(dropped_on=False, drop_reason=False)
        return vals

    def _check_stays_in(self, group):
        """Who is taught does not change the group by a move: the hours belong to the old one."""
        for trainee in self:
            if trainee.group_id != group and trainee.training_state not in ("listed", "enrolled"):
                raise UserError(
                    self.env._(
                        "%(name)s is already taught in group %(group)s. The training office moves"
                        " such people by “Transfer to a group”.",
                        name=trainee.name,
                        group=trainee.group_id.code,
                    ),
                )
