from collections import Counter, defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.read_committed import entry_reads_committed

# in which count of the group a booking's seats stand
COUNTER_BY_STATE = {
    "waitlist": "seats_waitlisted",
    "hold": "seats_held",
    "confirmed": "seats_confirmed",
    "done": "seats_confirmed",
}
CANCEL_REASONS = [
    ("client_refused", "Client refused"),
    ("price", "Price"),
    ("dates", "Dates do not suit"),
    ("no_budget", "No budget"),
    ("competitor", "Went to a competitor"),
    ("group_cancelled", "Group cancelled"),
    ("no_seat", "No seat came free"),
    ("hold_expired", "Hold lapsed"),
    ("offer_expired", "Waiting-list offer lapsed"),
    ("order_cancelled", "Order cancelled"),
    ("not_paid", "Not paid in time"),
    ("mistake", "Entered by mistake"),
    ("other", "Other"),
]
# given by what happens, not chosen by a person
REASONS_BY_SYSTEM = {
    "group_cancelled",
    "no_seat",
    "hold_expired",
    "offer_expired",
    "order_cancelled",
}


class Booking(models.Model):
    """Seats of a client on a course group (2.13)."""

    _name = "ais.booking"
    _description = "Seat booking"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.sense.mixin",
        "ais.link.mixin",
    ]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Number", readonly=True, copy=False, index="trigram", default="/")
    group_id = fields.Many2one(
        "ais.course.group",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        check_company=True,
    )
    # precomputed: written with the booking and not by an UPDATE after it
    course_id = fields.Many2one(
        related="group_id.course_id",
        store=True,
        precompute=True,
        index=True,
    )
    direction_id = fields.Many2one(
        related="group_id.direction_id",
        store=True,
        precompute=True,
    )
    date_start = fields.Date(related="group_id.date_start", store=True, precompute=True)
    company_id = fields.Many2one(
        related="group_id.company_id",
        store=True,
        precompute=True,
        index=True,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    # client
    partner_id = fields.Many2one(
        "res.partner",
        "Client",
        required=True,
        index=True,
        tracking=True,
        check_company=True,
        help="Who pays.",
    )
    lead_id = fields.Many2one(
        "crm.lead",
        "Inquiry",
        index="btree_not_null",
        check_company=True,
        ondelete="set null",
    )
    user_id = fields.Many2one(
        "res.users",
        "Specialist",
        index=True,
        tracking=True,
        default=lambda self: self.env.user,
    )
    # seats
    seats = fields.Integer(
        required=True,
        default=1,
        tracking=True,
        help="Seats taken in the group, or waited for. One for each trainee.",
    )
    trainee_ids = fields.One2many("ais.trainee", "booking_id", "Trainees", copy=False)
    trainee_count = fields.Integer("Named", compute="_compute_trainee_count")
    unnamed_seats = fields.Integer(
        "Not named yet",
        compute="_compute_trainee_count",
        help="Seats for which no trainee is named yet.",
    )
    names_until = fields.Date(
        "Names until",
        compute="_compute_names_until",
        help="By this day the client names all trainees.",
    )
    # state
    state = fields.Selection(
        [
            ("waitlist", "Waiting list"),
            ("hold", "Held"),
            ("confirmed", "Confirmed"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="hold",
        index=True,
        tracking=True,
        copy=False,
        group_expand="_expand_states",
    )
    hold_until = fields.Datetime(
        copy=False,
        tracking=True,
        help="After this moment the seats are set free.",
    )
    is_hold_warned = fields.Boolean(copy=False)
    confirmed_on = fields.Datetime(
        "Confirmed at",
        readonly=True,
        copy=False,
        help="When the client agreed and the seats were confirmed; written by the system.",
    )
    cancel_reason = fields.Selection(CANCEL_REASONS, copy=False, tracking=True)
    cancel_note = fields.Char("Why exactly", copy=False, tracking=True)
    note = fields.Html("Notes")

    _seats_positive = models.Constraint("CHECK (seats > 0)", "A booking takes at least one seat.")
    _hold_idx = models.Index("(hold_until) WHERE state = 'hold'")
    _waitlist_idx = models.Index("(group_id, waitlisted_at) WHERE state = 'waitlist'")

    @api.model
    def _expand_states(self, found, _domain):
        """The columns of a board: where the work is, and what else there are bookings in."""
        states = [state for state, _label in self._fields["state"].selection]
        return [state for state in states if state in ("hold", "confirmed") or state in found]

    @api.model
    def _ais_links(self):
        return super()._ais_links() | {"lead_id": "read"}

    @api.depends("trainee_ids", "seats")
    def _compute_trainee_count(self):
        counts = dict(
            self.env["ais.trainee"]._read_group(
                [("booking_id", "in", self._origin.ids)],
                ["booking_id"],
                ["__count"],
            ),
        )
        for booking in self:
            if booking._origin != booking:
                booking.trainee_count = len(booking.trainee_ids)
            else:
                booking.trainee_count = counts.get(booking._origin, 0)
            booking.unnamed_seats = max(booking.seats - booking.trainee_count, 0)

    @api.depends("date_start")
    def _compute_names_until(self):
        for booking in self:
            company = booking.company_id or self.env.company
            booking.names_until = booking.date_start and company.ais_end_of_working_day(
                -company.ais_names_days,
                booking.date_start,
            )

    @api.depends("name", "partner_id", "seats")
    def _compute_display_name(self):
        for booking in self:
            booking.display_name = self.env._(
                "%(number)s, %(client)s, seats: %(seats)s",
                number=booking.name,
                client=booking.partner_id.display_name or "",
                seats=booking.seats,
            )

    @api.constrains("seats", "trainee_ids")
    def _check_trainees_fit(self):
        for booking in self:
            if len(booking.trainee_ids) > booking.seats:
                raise ValidationError(
                    self.env._(
                        "Booking %(booking)s has %(seats)s seats and %(trainees)s trainees."
                        " Take more seats or leave some trainees out.",
                        booking=booking.name,
                        seats=booking.seats,
                        trainees=len(booking.trainee_ids),
                    ),
                )

    @api.model_create_multi
    @entry_reads_committed
    def create(self, vals_list):
        if self._keeps_seats():
            return super().create(vals_list)
        vals_list = [dict(vals) for vals in vals_list]
        changes = self._prepare_create(vals_list)
        bookings = super().create(vals_list)
        # last, so that the group is locked for no longer than the statement and the commit
        self.env["ais.course.group"]._apply_seat_changes(changes)
        bookings.group_id._guarantee_if_reached()
        return bookings

    @entry_reads_committed
    def write(self, vals):
        if self._keeps_seats():
            return super().write(vals)
        vals = dict(vals)
        if not {"group_id", "seats", "state"} & vals.keys():
            self._check_vals(vals)
            return super().write(vals)
        groups = self.group_id | self.env["ais.course.group"].browse(vals.get("group_id", []))
        groups._lock_seats()
        self.invalidate_recordset()
        self._check_vals(vals)
        self._check_write(vals)
        before = self._count_seats()
        result = super().write(self._complete_state_vals(vals))
        changes = self._count_seats()
        for group_id, counter in before.items():
            changes[group_id].subtract(counter)
        groups._apply_seat_changes(changes)
        groups._offer_free_seats()
        groups._guarantee_if_reached()
        return result

    @entry_reads_committed
    def web_save(self, vals, specification, next_id=None):
        return super().web_save(vals, specification, next_id=next_id)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_confirmed(self):
        for booking in self:
            if booking.state in ("confirmed", "done"):
                raise UserError(
                    self.env._(
                        "Booking %s is confirmed. Cancel it with a reason instead of deleting it.",
                        booking.display_name,
                    ),
                )

    @entry_reads_committed
    def unlink(self):
        groups = self.group_id
        groups._lock_seats()
        self.invalidate_recordset()
        changes = self._count_seats()
        result = super().unlink()
        for counter in changes.values():
            for name in counter:
                counter[name] = -counter[name]
        groups._apply_seat_changes(changes)
        groups._offer_free_seats()
        return result

    def _count_seats(self):
        """Seats of these bookings as {group id: Counter by the group's count fields}."""
        counted = defaultdict(Counter)
        for booking in self:
            name = COUNTER_BY_STATE.get(booking.state)
            counted[booking.group_id.id][name or "none"] += booking.seats
        return counted

    def _complete_state_vals(self, vals):
        """What goes with a change of state."""
        state = vals.get("state")
        if not state:
            return vals
        now = self.env.cr.now()
        vals = dict(vals)
        if state != "hold":
            vals.setdefault("is_offer", False)
            vals["hold_until"] = False
        if state == "hold":
            vals.setdefault("is_hold_warned", False)
            if not vals.get("hold_until"):
                company = self.company_id[:1] or self.env.company
                vals["hold_until"] = company.ais_end_of_working_day(company.ais_hold_days)
        elif state == "waitlist":
            vals.setdefault("waitlisted_at", now)
        elif state == "confirmed":
            vals["confirmed_on"] = now
        if state != "cancelled":
            vals.update(cancel_reason=False, cancel_note=False)
        return vals
