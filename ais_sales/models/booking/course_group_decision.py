from odoo import api, fields, models
from odoo.exceptions import UserError

from ..catalogue.system_fields_mixin import BY_SYSTEM
from .booking_questions import group_is_postponed

DECISIONS = [
    ("run", "Run"),
    ("postpone", "Postpone"),
    ("merge", "Merge into another group"),
    ("cancel", "Cancel"),
]


class CourseGroup(models.Model):
    """Go or no-go: what was decided about a group on its decision date, by whom and why."""

    _inherit = "ais.course.group"

    decision = fields.Selection(DECISIONS, readonly=True, copy=False, tracking=True)
    decision_reason = fields.Char("Why", readonly=True, copy=False, tracking=True)
    decision_user_id = fields.Many2one("res.users", "Decided by", readonly=True, copy=False)
    decided_on = fields.Datetime("Decided at", readonly=True, copy=False)
    revenue_min = fields.Monetary(
        "Minimum, money",
        compute="_compute_revenue_min",
        store=True,
        readonly=False,
        precompute=True,
        help="With less confirmed money the group does not pay; by default the minimum of seats"
        " at the group's price.",
    )

    _revenue_min_ok = models.Constraint(
        "CHECK (revenue_min >= 0)",
        "The minimum cannot be negative.",
    )

    @api.depends("seats_min", "price_unit")
    def _compute_revenue_min(self):
        for group in self:
            group.revenue_min = group.seats_min * group.price_unit

    @api.model
    def _ais_system_fields(self):
        decided = {"decision", "decision_reason", "decision_user_id", "decided_on"}
        return super()._ais_system_fields() | decided

    def _decide(self, decision, reason, target=None, dates=None):
        """Carry out a go / no-go decision and keep it (2.11).

        :param str decision: one of `decision`
        :param str reason: why, kept with the decision
        :param target: for “merge”, the group to which all bookings go
        :param dict dates: for “postpone”, the new dates of the group
        """
        self.ensure_one()
        if self.state not in ("open", "guaranteed"):
            raise UserError(
                self.env._(
                    "Group %s is not enrolling, nothing is to be decided.", self.display_name
                ),
            )
        if not (reason or "").strip():
            raise UserError(self.env._("Say why this is decided about %s.", self.display_name))
        self.with_context(ais_clock=BY_SYSTEM).write(
            {
                "decision": decision,
                "decision_reason": reason.strip(),
                "decision_user_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
            },
        )
        getattr(self, f"_decide_{decision}")(target=target, dates=dates)
        questions = self._in_every_language(lambda env: env._("Decide whether the group runs"))
        # the question put by the cron is answered; sudo: it may stand with another person
        self.sudo().activity_search(
            ["mail.mail_activity_data_todo"],
            only_automated=False,
        ).filtered(
            lambda activity: activity.summary in questions,
        ).action_feedback(feedback=reason)

    def _decide_run(self, **_kwargs):
        if self.state == "open":
            self._guarantee()

    def _decide_postpone(self, dates=None, **_kwargs):
        if not dates or not dates.get("date_start") or not dates.get("date_end"):
            raise UserError(self.env._("Enter the new dates of group %s.", self.display_name))
        if dates["date_start"] <= self.company_id.ais_today():
            raise UserError(
                self.env._("Group %s is postponed to a future date.", self.display_name),
            )
        if (dates["date_start"], dates["date_end"]) == (self.date_start, self.date_end):
            raise UserError(
                self.env._(
                    "Group %s has these dates already: enter the new ones.", self.display_name
                ),
            )
        self.write(dates)
        words = self._in_staff_language().env
        self._notify_group_event(words._("The group is postponed"))
        # sudo: every client's specialist is told, not the decider's own only
        bookings = self.sudo().booking_ids.filtered(
            lambda booking: booking.state in ("waitlist", "hold", "confirmed"),
        )
        bookings._notify_staff(
            [
                (
                    booking,
                    booking.user_id,
                    group_is_postponed(words),
                    self.display_name,
                    None,
                )
                for booking in bookings
            ],
            activity="mail.mail_activity_data_call",
        )

    def _decide_merge(self, target=None, **_kwargs):
        if not target or target == self:
            raise UserError(
                self.env._("Choose the group into which %s is merged.", self.display_name),
            )
        self._cancel_with_bookings(target)

    def _decide_cancel(self, target=None, **_kwargs):
        self._cancel_with_bookings(target)
