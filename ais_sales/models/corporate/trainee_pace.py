from odoo import api, fields, models
from odoo.tools import float_compare

from .trainee_progress import OPEN_STATES
from .training_order_trainee import READERS

BATCH = 2000
# whose seat is taken: who waits for one is not taught yet
SEATED = ("hold", "confirmed", "done")


class Trainee(models.Model):
    """Hours done against hours due: who is behind the schedule, who is late (2.24)."""

    _name = "ais.trainee"
    _inherit = ["ais.trainee", "ais.system.fields.mixin", "ais.batch.mixin"]

    attendance_ids = fields.One2many("ais.attendance", "trainee_id", copy=False, groups=READERS)
    hours_done = fields.Float(
        compute="_compute_hours_done",
        store=True,
        precompute=True,
        help="Sum of the attendance, by the sheet and by the learning system.",
    )
    hours_expected = fields.Float(
        "Hours due by today",
        compute="_compute_hours_expected",
        digits=(16, 1),
        help="Hours of the course spread over the training days that are over.",
    )
    hours_share = fields.Float(
        "Hours, %",
        compute="_compute_hours_share",
        store=True,
        aggregator="avg",
        digits=(16, 0),
        help="Hours done of the hours of the course, in per cent.",
    )
    pace = fields.Selection(
        [("on_time", "On time"), ("behind", "Behind"), ("late", "Late")],
        compute="_compute_pace",
        store=True,
        index=True,
        help="Behind: fewer hours than due by today. Late: the training is over, and the person"
        " has neither completed it nor left.",
    )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"hours_done", "hours_share", "pace"}

    @api.depends("attendance_ids.hours")
    def _compute_hours_done(self):
        sums = {}
        if ids := self._origin.ids:
            sums = dict(
                self.env["ais.attendance"]._read_group(
                    [("trainee_id", "in", ids)],
                    ["trainee_id"],
                    ["hours:sum"],
                ),
            )
        for trainee in self:
            trainee.hours_done = sums.get(trainee._origin, 0.0)

    @api.depends(
        "hours_planned",
        "group_id.date_start",
        "group_id.date_end",
        "group_id.state",
        "group_id.training_weekdays",
    )
    def _compute_hours_expected(self):
        shares = self.group_id._training_shares()
        for trainee in self:
            trainee.hours_expected = trainee.hours_planned * shares.get(trainee.group_id, 0.0)

    @api.depends("hours_done", "hours_planned")
    def _compute_hours_share(self):
        for trainee in self:
            planned = trainee.hours_planned
            trainee.hours_share = min(100.0 * trainee.hours_done / planned, 100) if planned else 0

    @api.depends(
        "hours_done",
        "hours_planned",
        "training_state",
        "booking_state",
        "group_id.date_start",
        "group_id.date_end",
        "group_id.state",
        "group_id.training_weekdays",
        "company_id.ais_pace_tolerance",
    )
    def _compute_pace(self):
        for trainee, pace in self._paces().items():
            trainee.pace = pace

    def _paces(self):
        """How each of these trainees is doing today.

        :return: dict {trainee: one of `pace` or False}
        """
        groups = self.group_id
        shares = groups._training_shares()
        today = {company: company.ais_today() for company in groups.company_id}
        begun = {
            group
            for group in groups
            if group.date_start and group.date_start <= today[group.company_id]
        }
        over = {group for group in begun if group._is_training_over(today[group.company_id])}
        paces = {}
        for trainee in self:
            group = trainee.group_id
            taught = trainee.training_state in OPEN_STATES and trainee.booking_state in SEATED
            if not taught or group not in begun:
                paces[trainee] = False
            elif group in over:
                paces[trainee] = "late"
            else:
                tolerance = group.company_id.ais_pace_tolerance
                due = trainee.hours_planned * shares[group] * (100 - tolerance) / 100
                fewer = float_compare(trainee.hours_done, due, precision_digits=1) < 0
                paces[trainee] = "behind" if fewer else "on_time"
        return paces

    def _cron_update_pace(self):
        """Days pass: find anew who is behind and who is late, a batch a transaction."""
        today = fields.Date.context_today(self)
        self._run_in_batches(
            [
                ("training_state", "in", OPEN_STATES),
                ("booking_state", "in", SEATED),
                ("group_id.date_start", "<=", fields.Date.add(today, days=1)),
                # late already: no day makes it otherwise
                ("pace", "!=", "late"),
            ],
            "_update_pace",
            size=BATCH,
            resume="ais_sales.pace_updated",
        )

    def _update_pace(self):
        """Write the pace of those for whom it has changed."""
        changed = {}
        for trainee, pace in self._paces().items():
            if trainee.pace != pace:
                changed.setdefault(pace, []).append(trainee.id)
        for pace, ids in changed.items():
            # a fact that the system finds is no change by a person: no chatter, no author
            self.browse(ids).with_context(mail_notrack=True).pace = pace
        self.flush_model(["pace"])
