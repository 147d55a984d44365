"""A year of inquiries, groups and bookings of the volume."""

from bench_debt import analyze
from bench_rows import copies
from populate_dice import day, dice, pick

from odoo import fields
from odoo.tools import SQL

LEADS, BOOKINGS, GROUPS = 100_000, 100_000, 5_000


class Sales:
    """Part of populate_scene.py: what is asked for, and the seats taken."""

    def _leads(self, rows):
        """Inquiries of a year: the older are won or lost, a hundred have nobody yet."""
        stages = self.env["crm.stage"].search([("is_won", "=", False)]).ids
        won = self.env["crm.stage"].search([("is_won", "=", True)], limit=1).id
        reasons = self.env["crm.lost.reason"].search([]).ids
        now = fields.Datetime.now()
        age = dice(365, 30)
        when = SQL("%s::timestamp - %s * interval '1 day' - interval '2 hours'", now, age)
        is_lost = SQL("(%s > 45 AND %s < 55)", age, dice(100, 31))
        is_won = SQL("(%s > 45 AND %s >= 55)", age, dice(100, 31))
        is_new = SQL("(%s <= 2)", age)
        self.leads = copies(
            self.lead,
            rows,
            {
                "name": SQL("'Обращение ' || n"),
                "partner_id": self._clients(),
                "user_id": SQL("CASE WHEN n %% 1000 > 0 THEN %s END", self._worker()),
                "ais_course_id": pick(self.courses.ids, dice(len(self.courses), 21)),
                "ais_segment_id": pick(self.segments.ids, dice(8, 6)),
                "stage_id": SQL(
                    "CASE WHEN %s THEN %s ELSE %s END",
                    is_won,
                    won,
                    pick(stages, dice(len(stages), 32)),
                ),
                "active": SQL("NOT %s", is_lost),
                "won_status": SQL(
                    "CASE WHEN %s THEN 'won' WHEN %s THEN 'lost' ELSE 'pending' END",
                    is_won,
                    is_lost,
                ),
                "lost_reason_id": SQL(
                    "CASE WHEN %s THEN %s END", is_lost, pick(reasons, dice(len(reasons), 33))
                ),
                "probability": SQL(
                    "CASE WHEN %s THEN 100 WHEN %s THEN 0 ELSE %s END",
                    is_won,
                    is_lost,
                    dice(90, 34),
                ),
                "date_closed": SQL("CASE WHEN %s > 45 THEN %s + interval '20 days' END", age, when),
                "expected_revenue": SQL("10000 + 1000 * %s", dice(90, 35)),
                "date_deadline": SQL("CURRENT_DATE + 45 - %s", age),
                "create_date": when,
                "ais_received_at": when,
                "ais_processed_at": SQL(
                    "CASE WHEN %s > 45 THEN %s + interval '20 days' END", age, when
                ),
                "ais_first_response_at": SQL(
                    "CASE WHEN NOT %s THEN %s + %s * interval '1 minute' END",
                    is_new,
                    when,
                    dice(300, 36),
                ),
                "ais_response_minutes": SQL("CASE WHEN NOT %s THEN %s END", is_new, dice(300, 36)),
                "ais_response_deadline": SQL("%s + interval '2 hours'", when),
                "ais_deadline": SQL("CASE WHEN %s THEN %s + interval '2 hours' END", is_new, when),
                "ais_risk_at": SQL("CASE WHEN %s THEN %s + interval '1 hour' END", is_new, when),
                "ais_alert": SQL("CASE WHEN %s THEN 'escalated' END", is_new),
                "ais_sla_state": SQL(
                    "CASE WHEN %s THEN 'overdue' ELSE %s END",
                    is_new,
                    pick(("met", "met", "met", "missed"), dice(4, 37)),
                ),
            },
        )
        analyze(self.env, "crm_lead")

    def _bookings(self, rows):
        """Groups from a year ago to two months ahead, some twenty bookings in each."""
        groups = self._groups(max(rows * GROUPS // BOOKINGS, 5))
        made = day(365, 41)
        copies(
            self.booking,
            rows,
            {
                "name": SQL("'БР-' || n"),
                "group_id": pick(groups, dice(len(groups), 42)),
                "partner_id": self._clients(),
                "user_id": self._worker(),
                "lead_id": pick(self.leads, SQL("(n - 1) %% %s", len(self.leads))),
                "seats": SQL("1 + %s", dice(3, 43)),
                "sale_line_id": SQL("NULL"),
                "order_id": SQL("NULL"),
                "create_date": made,
            },
        )
        analyze(self.env, "ais_booking")
        self._states()

    def _groups(self, count):
        start = day(365, 40, ahead=60)
        groups = copies(
            self.group,
            count,
            {
                "code": SQL("'Г-' || n"),
                "course_id": pick(self.courses.ids, dice(len(self.courses), 44)),
                "date_start": start,
                "date_end": SQL("%s + 4", start),
                "enroll_until": start,
                "decision_date": SQL("%s - 7", start),
                # room for whatever the bookings turn out to be
                "seats_max": SQL("200"),
                "state": SQL(
                    "CASE WHEN %(n)s < 5 THEN 'cancelled' WHEN %(start)s + 4 < CURRENT_DATE"
                    " THEN 'done' WHEN %(start)s <= CURRENT_DATE THEN 'running'"
                    " WHEN %(n)s < 40 THEN 'guaranteed' ELSE 'open' END",
                    n=dice(100, 45),
                    start=start,
                ),
            },
        )
        self.env.cr.execute(
            """
            UPDATE ais_course_group g
               SET direction_id = c.direction_id, kind = c.kind, price_unit = t.list_price
              FROM ais_course c JOIN product_product p ON p.id = c.product_id
              JOIN product_template t ON t.id = p.product_tmpl_id
             WHERE c.id = g.course_id AND g.id = ANY(%s)
            """,
            (groups,),
        )
        analyze(self.env, "ais_course_group")
        return groups

    def _states(self):
        """What became of each booking follows from its group; one hold in ten has lapsed."""
        throw = dice(100, 46)
        self.env.cr.execute(
            SQL(
                """
                UPDATE ais_booking b
                   SET course_id = g.course_id, direction_id = g.direction_id,
                       date_start = g.date_start, price_unit = g.price_unit, state = t.state,
                       confirmed_on = CASE WHEN t.state IN ('confirmed', 'done')
                           THEN LEAST(b.create_date, g.date_start) + interval '12 hours' END,
                       waitlisted_at = CASE WHEN t.state = 'waitlist' THEN b.create_date END,
                       hold_until = CASE WHEN t.state = 'hold'
                           THEN CURRENT_DATE - 1 + %(wait)s + interval '15 hours' END,
                       cancel_reason = CASE WHEN t.state = 'cancelled' THEN %(reason)s END
                  FROM (SELECT o.n, CASE
                            WHEN g.state = 'cancelled' OR %(throw)s < 15 THEN 'cancelled'
                            WHEN g.state = 'done' THEN 'done'
                            WHEN g.state = 'running' OR %(throw)s < 65 THEN 'confirmed'
                            WHEN %(throw)s < 90 THEN 'hold' ELSE 'waitlist' END AS state
                          FROM (SELECT id AS n, group_id FROM ais_booking
                                 WHERE name LIKE 'БР-%%') o
                          JOIN ais_course_group g ON g.id = o.group_id) t,
                       ais_course_group g
                 WHERE t.n = b.id AND g.id = b.group_id
                """,
                throw=throw,
                wait=dice(10, 47),
                reason=pick(("client_refused", "price", "dates", "no_budget"), dice(4, 48)),
            ),
        )
        analyze(self.env, "ais_booking")
        self._trainees()

    def _trainees(self):
        """One person in each confirmed booking, of whom half have been taught."""
        self.env.cr.execute(
            "SELECT id FROM ais_booking"
            " WHERE state IN ('confirmed', 'done') AND name LIKE 'БР-%' ORDER BY id",
        )
        bookings = [booking for (booking,) in self.env.cr.fetchall()]
        trainee = self.env["ais.trainee"].create(
            {"name": "Слушатель", "email": "t@example.com", "booking_id": self.booking.id},
        )
        self.env.flush_all()
        copies(
            trainee,
            len(bookings),
            {
                "name": SQL("'Слушатель ' || n"),
                "email": SQL("'s' || n || '@example.com'"),
                "identity": SQL("'слушатель ' || n || '|s' || n || '@example.com'"),
                "booking_id": pick(bookings, SQL("n - 1")),
            },
        )
        self.env.cr.execute(
            """
            UPDATE ais_trainee t
               SET group_id = b.group_id, employer_id = b.partner_id, user_id = b.user_id,
                   course_id = b.course_id, booking_state = b.state
              FROM ais_booking b WHERE b.id = t.booking_id
            """,
        )

    def _count_seats(self):
        """The counts of the groups are the sums of their bookings; some groups are full."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE ais_course_group g
                   SET seats_held = s.held, seats_confirmed = s.confirmed,
                       seats_waitlisted = s.waiting, seats_taken = s.taken,
                       seats_max = s.seats, seats_available = s.seats - s.taken,
                       fill_rate = 100.0 * s.taken / s.seats
                  FROM (SELECT c.*, GREATEST(c.taken + %(free)s, 4) AS seats
                          FROM (SELECT group_id, group_id AS n,
                                       COALESCE(SUM(seats) FILTER (WHERE state = 'hold'), 0) held,
                                       COALESCE(SUM(seats) FILTER (
                                           WHERE state IN ('confirmed', 'done')), 0) confirmed,
                                       COALESCE(SUM(seats) FILTER (
                                           WHERE state = 'waitlist'), 0) waiting,
                                       COALESCE(SUM(seats) FILTER (
                                           WHERE state IN ('hold', 'confirmed', 'done')), 0) taken
                                  FROM ais_booking GROUP BY group_id) c) s
                 WHERE s.group_id = g.id
                """,
                free=dice(12, 49),
            ),
        )
