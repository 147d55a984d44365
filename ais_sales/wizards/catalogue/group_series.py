from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

MOST_GROUPS = 100


class GroupSeries(models.TransientModel):
    """Make a series of groups of a course: every second Monday until …"""

    _name = "ais.group.series"
    _inherit = ["ais.window.mixin"]
    _description = "Series of groups"

    course_id = fields.Many2one("ais.course", required=True)
    date_start = fields.Date(
        "First group starts",
        required=True,
        default=lambda self: fields.Date.context_today(self) + timedelta(days=14),
    )
    duration = fields.Integer("Length, days", required=True, default=5)
    every_weeks = fields.Integer("Every … weeks", required=True, default=2)
    weekday = fields.Selection(
        [
            ("0", "Monday"),
            ("1", "Tuesday"),
            ("2", "Wednesday"),
            ("3", "Thursday"),
            ("4", "Friday"),
            ("5", "Saturday"),
            ("6", "Sunday"),
        ],
        "On",
        compute="_compute_weekday",
        store=True,
        readonly=False,
    )
    date_until = fields.Date(
        "Until",
        required=True,
        default=lambda self: fields.Date.context_today(self) + timedelta(days=14 + 26 * 7),
        help="No group starts after this day.",
    )
    seats_min = fields.Integer(
        "Minimum of seats",
        compute="_compute_seats",
        store=True,
        readonly=False,
    )
    seats_max = fields.Integer("Seats", compute="_compute_seats", store=True, readonly=False)
    user_id = fields.Many2one("res.users", "Responsible", default=lambda self: self.env.user)
    venue = fields.Char()
    state = fields.Selection(
        [("draft", "Draft"), ("open", "Enrolment")],
        "Groups are",
        required=True,
        default="open",
    )
    preview = fields.Text("Starts on", compute="_compute_preview")
    group_count = fields.Integer("Groups", compute="_compute_preview")

    @api.depends("date_start")
    def _compute_weekday(self):
        for series in self:
            series.weekday = str(series.date_start.weekday()) if series.date_start else "0"

    @api.depends("course_id")
    def _compute_seats(self):
        for series in self:
            company = series._company()
            series.seats_min = series.course_id.seats_min or company.ais_seats_min
            series.seats_max = series.course_id.seats_max or company.ais_seats_max

    @api.depends("date_start", "date_until", "every_weeks", "weekday")
    def _compute_preview(self):
        for series in self:
            starts = series._starts()
            series.group_count = len(starts)
            series.preview = ", ".join(series._preview(starts))

    def _preview(self, starts):
        """The days in words, public holidays and other days off marked."""
        if not starts:
            return []
        calendar = self._company().resource_calendar_id
        working = set(calendar._ais_working_dates(starts[0], starts[-1]))
        day_off = self.env._("day off")
        return [
            start.strftime("%d.%m.%Y") + ("" if start in working else f" ({day_off})")
            for start in starts
        ]

    def action_make(self):
        """Make the groups and open them.

        :raise UserError: they would begin in the past, no date fits, or more than 100 do
        """
        self.ensure_one()
        self._check_figures()
        starts = self._starts()
        if not starts:
            raise UserError(
                self.env._("No group of “%s” starts between these dates.", self.course_id.name),
            )
        if len(starts) > MOST_GROUPS:
            raise UserError(
                self.env._(
                    "%(count)s groups are too many at once; make at most %(most)s.",
                    count=len(starts),
                    most=MOST_GROUPS,
                ),
            )
        groups = self.env["ais.course.group"].create(
            [
                {
                    "course_id": self.course_id.id,
                    "date_start": start,
                    "date_end": start + timedelta(days=self.duration - 1),
                    "seats_min": self.seats_min,
                    "seats_max": self.seats_max,
                    "user_id": self.user_id.id,
                    "venue": self.venue,
                    "state": self.state,
                }
                for start in starts
            ],
        )
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_course_group_action")
        action["domain"] = [("id", "in", groups.ids)]
        action["view_mode"] = "list,kanban,form,calendar,pivot,graph,activity"
        action["views"] = [
            (view_id, mode) for view_id, mode in action["views"] if mode in ("list", "form")
        ]
        return action

    def _check_figures(self):
        if self.duration < 1:
            raise UserError(self.env._("A group lasts at least one day."))
        if self.every_weeks < 1:
            raise UserError(self.env._("From one group to the next is one week or more."))
        if not 0 <= self.seats_min <= self.seats_max or not self.seats_max:
            raise UserError(
                self.env._(
                    "%(most)s seats with a minimum of %(least)s: enter at least one seat, and a"
                    " minimum that is not above them.",
                    most=self.seats_max,
                    least=self.seats_min,
                ),
            )
        if self.date_start < self._company().ais_today():
            raise UserError(
                self.env._(
                    "The first group would start on %s, in the past.",
                    self.date_start.strftime("%d.%m.%Y"),
                ),
            )

    def _company(self):
        return self.course_id.company_id or self.env.company

    def _starts(self):
        self.ensure_one()
        if not (self.date_start and self.date_until and self.every_weeks > 0):
            return []
        first = self.date_start + timedelta(
            days=(int(self.weekday or 0) - self.date_start.weekday()) % 7,
        )
        starts = []
        # one more than allowed is enough to refuse
        while first <= self.date_until and len(starts) <= MOST_GROUPS:
            starts.append(first)
            first += timedelta(weeks=self.every_weeks)
        return starts
