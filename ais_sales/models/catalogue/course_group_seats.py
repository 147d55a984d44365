from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ...tools.read_committed import entry_reads_committed
from .course_group import ENROLLING_STATES

COUNTERS = ("seats_held", "seats_confirmed", "seats_waitlisted")
# what follows from them
DERIVED = ("seats_taken", "seats_available", "seats_missing", "fill_rate")


class SeatsUnavailable(UserError):
    """A group has fewer free seats than were asked for.

    The web client shows it as a plain message (see static/src/seats_dialog.js).
    """


class CourseGroup(models.Model):
    """The seats of a group, and the one place where they are taken and set free.

    A group is never oversold because `seats_taken` is a column that only the guarded UPDATE of
    `_apply_seat_changes` changes, and PostgreSQL itself checks ``0 <= seats_taken <= seats_max``.
    Reading and counting in Python cannot do it: each transaction reads its own snapshot, in which
    the neighbour's booking is not there yet.

    What is left is speed. In Odoo's REPEATABLE READ the second of two simultaneous UPDATEs fails
    and is tried again after a sleep. Calls that take seats therefore run in READ COMMITTED
    (`entry_reads_committed`), where PostgreSQL makes the second wait for the first, look at the
    row once more and take the seat if one is left: no error, no sleep, no lock of our own.
    """

    _inherit = "ais.course.group"

    seats_min = fields.Integer(
        "Minimum of seats",
        compute="_compute_seats_limits",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="With fewer confirmed seats the group is not worth running.",
    )
    seats_max = fields.Integer(
        "Seats",
        compute="_compute_seats_limits",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="All seats of the group. It cannot be less than the seats taken.",
    )
    # counters: written by _apply_seat_changes alone
    seats_held = fields.Integer(
        "Held",
        readonly=True,
        copy=False,
        default=0,
        help="Seats kept for clients for a time, not confirmed yet.",
    )
    seats_confirmed = fields.Integer(
        "Confirmed",
        readonly=True,
        copy=False,
        default=0,
        help="Seats whose clients have agreed, paid or not.",
    )
    seats_taken = fields.Integer(
        "Taken",
        readonly=True,
        copy=False,
        default=0,
        help="Held and confirmed seats.",
    )
    seats_waitlisted = fields.Integer(
        "Waiting",
        readonly=True,
        copy=False,
        default=0,
        help="Seats wanted by clients on the waiting list; they take none.",
    )
    # derived
    seats_available = fields.Integer(
        "Free",
        compute="_compute_seats_available",
        store=True,
        help="All seats less held and confirmed ones.",
    )
    seats_missing = fields.Integer(
        "Short of minimum",
        compute="_compute_seats_available",
        store=True,
        help="Seats that must still be taken to reach the minimum.",
    )
    fill_rate = fields.Float(
        "Fill, %",
        compute="_compute_seats_available",
        store=True,
        aggregator="avg",
        digits=(5, 1),
        help="Held and confirmed seats of all seats of the group, in per cent.",
    )

    _seats_counted = models.Constraint(
        "CHECK (seats_taken >= 0 AND seats_taken <= seats_max)",
        "A group cannot have more seats taken than it has seats.",
    )
    _seats_consistent = models.Constraint(
        "CHECK (seats_taken = seats_held + seats_confirmed"
        " AND seats_held >= 0 AND seats_confirmed >= 0 AND seats_waitlisted >= 0)",
        "The seat counts of a group do not add up.",
    )
    _seats_limits = models.Constraint(
        "CHECK (seats_max > 0 AND seats_min >= 0 AND seats_min <= seats_max)",
        "Seats must be positive, and the minimum not above the number of seats.",
    )
    _free_idx = models.Index("(course_id, date_start) WHERE active AND seats_available > 0")

    @api.depends("course_id")
    def _compute_seats_limits(self):
        for group in self:
            company = group.company_id or self.env.company
            group.seats_min = group.seats_min or group.course_id.seats_min
            group.seats_max = group.seats_max or group.course_id.seats_max or company.ais_seats_max

    # not of seats_taken: _apply_seat_changes brings these up with the counters, in one statement
    @api.depends("seats_max", "seats_min")
    def _compute_seats_available(self):
        for group in self:
            group.seats_available = group.seats_max - group.seats_taken
            group.seats_missing = max(group.seats_min - group.seats_taken, 0)
            group.fill_rate = (
                100.0 * group.seats_taken / group.seats_max if group.seats_max else 0.0
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_counters(vals)
            # design: a group needs no more than course, dates and seats_max
            if vals.get("seats_max") and not vals.get("seats_min"):
                course = self.env["ais.course"].browse(vals.get("course_id"))
                vals["seats_min"] = min(
                    vals.get("seats_min", course.seats_min),
                    vals["seats_max"],
                )
        return super().create(vals_list)

    @entry_reads_committed
    def write(self, vals):
        # nought too: a group whose count is taken back to it is sold twice
        self._refuse_counters(dict.fromkeys(vals, True))
        if "seats_max" not in vals:
            return super().write(vals)
        self._lock_seats()
        for group in self:
            if vals["seats_max"] < group.seats_taken:
                raise ValidationError(
                    self.env._(
                        "Group %(group)s has %(taken)s seats taken; it cannot be made smaller"
                        " than that. Move or cancel bookings first.",
                        group=group.display_name,
                        taken=group.seats_taken,
                    ),
                )
        result = super().write(vals)
        self._offer_free_seats()
        return result

    @entry_reads_committed
    def web_save(self, vals, specification, next_id=None):
        return super().web_save(vals, specification, next_id=next_id)

    def _refuse_counters(self, vals):
        refused = [name for name in (*COUNTERS, "seats_taken") if vals.get(name)]
        if refused:
            raise ValidationError(
                self.env._(
                    "“%s” is counted from the bookings and cannot be entered.",
                    self._fields[refused[0]]._description_string(self.env),
                ),
            )

    def _lock_seats(self):
        """Make other transactions wait until this one has changed the seats of these groups.

        Groups are locked in the order of their ids, so that two transactions never wait for each
        other. What was read before may be stale after the wait, so it is read anew.
        """
        if not self.ids:
            return
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                "SELECT id FROM ais_course_group WHERE id IN %s ORDER BY id FOR NO KEY UPDATE",
                tuple(self.ids),
            ),
        )
        self.invalidate_recordset(flush=False)

    def _apply_seat_changes(self, changes):
        """Change the seat counts of groups in one guarded statement.

        :param dict changes: {group id: Counter of ``seats_held``, ``seats_confirmed``,
            ``seats_waitlisted``}, differences, negative where seats are set free
        :raise SeatsUnavailable: when a group has fewer free seats than the change takes; nothing
            is changed then
        """
        changes = {
            group_id: change
            for group_id, change in sorted(changes.items())
            if any(change[name] for name in COUNTERS)
        }
        if not changes:
            return
        self.env.flush_all()
        if len(changes) > 1:
            self.browse(changes)._lock_seats()
        values = SQL(", ").join(
            SQL("(%s, %s, %s, %s)", group_id, *(change[name] for name in COUNTERS))
            for group_id, change in changes.items()
        )
        # a change that takes no more than it frees always passes
        updated = self.env.execute_query(
            SQL(
                """
                UPDATE ais_course_group AS g
                   SET seats_held = g.seats_held + c.held,
                       seats_confirmed = g.seats_confirmed + c.confirmed,
                       seats_taken = g.seats_taken + c.held + c.confirmed,
                       seats_available = g.seats_max - g.seats_taken - c.held - c.confirmed,
                       seats_missing = GREATEST(
                           g.seats_min - g.seats_taken - c.held - c.confirmed, 0),
                       fill_rate = ROUND(
                           100.0 * (g.seats_taken + c.held + c.confirmed) / g.seats_max, 1),
                       seats_waitlisted = g.seats_waitlisted + c.waitlisted
                  FROM (VALUES %s) AS c(id, held, confirmed, waitlisted)
                 WHERE g.id = c.id
                   AND (c.held + c.confirmed <= 0 OR %s)
                   AND (c.held + c.confirmed + GREATEST(c.waitlisted, 0) <= 0
                        OR g.state IN ('open', 'guaranteed'))
             RETURNING g.id
                """,
                values,
                self._seats_guard(),
            ),
        )
        groups = self.browse(changes)
        groups.invalidate_recordset([*COUNTERS, *DERIVED], flush=False)
        refused = groups - self.browse(group_id for (group_id,) in updated)
        if refused:
            refused.invalidate_recordset(flush=False)
            refused._check_accepts_bookings()
            refused._raise_full(changes)
        groups.modified([*COUNTERS, *DERIVED])

    @api.model
    def _seats_guard(self):
        """Condition under which seats may be taken; tests replace it to prove that it is needed."""
        return SQL("g.seats_taken + c.held + c.confirmed <= g.seats_max")

    def _check_accepts_bookings(self):
        """Refuse to take seats on groups that do not enrol.

        :raise UserError: naming the group and what is wrong with it
        """
        labels = dict(self._fields["state"]._description_selection(self.env))
        for group in self:
            if group.company_id not in self.env.companies:
                raise UserError(
                    self.env._(
                        "Group %(group)s belongs to %(company)s. Switch to that company first.",
                        group=group.display_name,
                        # sudo: the name of a company that is not the user's own
                        company=group.company_id.sudo().name,
                    ),
                )
            if group.state not in ENROLLING_STATES or not group.active:
                raise UserError(
                    self.env._(
                        "Group %(group)s takes no bookings: it is in state “%(state)s”.",
                        group=group.display_name,
                        state=labels[group.state] if group.active else self.env._("Archived"),
                    ),
                )
            if group.enroll_until and group.enroll_until < group.company_id.ais_today():
                raise UserError(
                    self.env._(
                        "Enrolment on group %(group)s ended on %(day)s.",
                        group=group.display_name,
                        day=group.enroll_until.strftime("%d.%m.%Y"),
                    ),
                )

    def _check_seats_wanted(self, seats):
        """Refuse more seats than the group has altogether, waiting list or not."""
        self.ensure_one()
        if seats > self.seats_max:
            raise ValidationError(
                self.env._(
                    "Group %(group)s has %(size)s seats altogether, %(seats)s were asked for."
                    " Split the booking between groups.",
                    group=self.display_name,
                    size=self.seats_max,
                    seats=seats,
                ),
            )

    def _raise_full(self, changes):
        group = self[0]
        change = changes.get(group.id, Counter())
        raise SeatsUnavailable(
            self.env._(
                "Group %(group)s is full: %(free)s seats free, %(wanted)s asked for."
                " Join the waiting list, or choose another group.",
                group=group.display_name,
                free=max(group.seats_max - group.seats_taken, 0),
                wanted=change["seats_held"] + change["seats_confirmed"],
            ),
        )

    def _offer_free_seats(self):
        """Give free seats to those who wait; the booking room does it."""
