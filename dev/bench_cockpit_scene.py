"""A year of a large department: 50 specialists, inquiries, bookings and invoices by the hundred
thousand, proposals and a plan.
"""

from datetime import timedelta

from bench_debt import analyze, fill
from bench_rows import copies

from odoo import fields
from odoo.tools import SQL

SPECIALISTS = 50
# bookings of one group
SEATS = 20
TABLES = (
    "res_partner",
    "crm_lead",
    "ais_course_group",
    "ais_booking",
    "sale_order",
    "account_move",
    "account_move_line",
    "ais_sales_plan_line",
)


class CockpitScene:
    """The people and one of each record; `fill` makes the rest of them."""

    def __init__(self, env):
        self.env = env
        self._people()
        self._records()
        self._plan()

    def _people(self):
        users = self.env["res.users"].with_context(no_reset_password=True)

        def person(name, role):
            return {
                "name": name,
                "login": name,
                "email": f"{name}@example.com",
                "group_ids": [(4, self.env.ref(f"ais_sales.group_{role}").id)],
                "lang": "en_US",
                "tz": "Europe/Moscow",
            }

        self.director, self.head = users.create(
            [person("bench_director", "director"), person("bench_head", "head")],
        )
        self.specialists = users.create(
            [person(f"bench_{number}", "specialist") for number in range(SPECIALISTS)],
        )
        self.team = self.env.ref("sales_team.team_sales_department")
        self.team.write({"user_id": self.head.id, "ais_director_id": self.director.id})
        self.env["crm.team.member"].create(
            [{"crm_team_id": self.team.id, "user_id": user.id} for user in self.specialists],
        )

    def _records(self):
        """What is copied later: each made by the ORM, so that it is whole."""
        user = self.specialists[0]
        today = self.env.company.ais_today()
        self.client = self.env["res.partner"].create(
            {"name": "Клиент", "is_company": True, "user_id": user.id},
        )
        self.course = self.env["ais.course"].create(
            {"name": "Курс", "code": "К", "hours": 40, "list_price": 1000, "seats_min": 1},
        )
        self.group = self.env["ais.course.group"].create(
            {
                "course_id": self.course.id,
                "date_start": today + timedelta(days=20),
                "date_end": today + timedelta(days=24),
                "seats_max": 2 * SEATS,
            },
        )
        self.booking = self.env["ais.booking"].create(
            {
                "group_id": self.group.id,
                "partner_id": self.client.id,
                "user_id": user.id,
                "state": "confirmed",
            },
        )
        self.lead = self.env["crm.lead"].create(
            {
                "name": "Обращение",
                "type": "opportunity",
                "partner_id": self.client.id,
                "user_id": user.id,
                "team_id": self.team.id,
                "ais_course_id": self.course.id,
                "expected_revenue": 1000,
            },
        )
        self.order = self.env["sale.order"].create(
            {
                "partner_id": self.client.id,
                "user_id": user.id,
                "team_id": self.team.id,
                "order_line": [(0, 0, {"product_id": self.course.product_id.id})],
            },
        )
        self.order.action_quotation_sent()
        self.env.flush_all()

    def _plan(self):
        """The month's plan of everybody."""
        first = self.env.company.ais_today().replace(day=1)
        self.plan = self.env["ais.sales.plan"].create(
            {
                "period": "month",
                "date_from": first,
                "team_id": self.team.id,
                "line_ids": [
                    (0, 0, {"user_id": user.id, "target_invoiced": 100_000, "target_seats": 10})
                    for user in self.specialists
                ],
            },
        )

    def fill(self, rows, mark=""):
        """Make so many inquiries, bookings and invoices, over a year back from now."""
        fill(self.env, rows, mark)
        self.mark = mark
        self.env.cr.execute(
            SQL(
                "UPDATE res_partner SET user_id = (%s::int[])[1 + id %% %s]"
                " WHERE complete_name LIKE 'Bench %%'",
                self.specialists.ids,
                SPECIALISTS,
            ),
        )
        self._date_invoices()
        self._leads(rows)
        self._bookings(rows)
        self._orders(rows // 5)
        analyze(self.env, *TABLES)

    def _date_invoices(self):
        """A year of invoices, of which the older are paid."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE account_move
                   SET invoice_date = CURRENT_DATE - sequence_number %% 365,
                       date = CURRENT_DATE - sequence_number %% 365,
                       invoice_user_id = (%(users)s::int[])[1 + sequence_number %% %(number)s],
                       team_id = %(team)s,
                       payment_state =
                           CASE WHEN sequence_number %% 365 > 60 THEN 'paid' ELSE 'not_paid' END,
                       amount_residual =
                           CASE WHEN sequence_number %% 365 > 60 THEN 0 ELSE amount_total END
                 WHERE name LIKE 'BENCH/%%'
                """,
                users=self.specialists.ids,
                number=SPECIALISTS,
                team=self.team.id,
            ),
        )
        self.env.cr.execute(
            """
            UPDATE account_move_line l
               SET date = m.invoice_date, invoice_date = m.invoice_date,
                   amount_residual = CASE WHEN m.payment_state = 'paid' THEN 0
                                          ELSE l.amount_residual END,
                   reconciled = m.payment_state = 'paid' AND l.date_maturity IS NOT NULL
              FROM account_move m
             WHERE m.id = l.move_id AND m.name LIKE 'BENCH/%'
            """,
        )

    def _worker(self):
        return SQL("(%s::int[])[1 + n %% %s]", self.specialists.ids, SPECIALISTS)

    def _clients(self):
        found = self.env["res.partner"].search([("complete_name", "like", "Bench ")]).ids
        return SQL("(%s::int[])[1 + n %% %s]", found, len(found))

    def _leads(self, rows):
        now = fields.Datetime.now()
        when = SQL("%s::timestamp - (n %% 365) * interval '1 day' - interval '2 hours'", now)
        stages = self.env["crm.stage"].search([]).ids
        copies(
            self.lead,
            rows,
            {
                "name": SQL("'Обращение ' || n"),
                "user_id": SQL("CASE WHEN n %% 1000 > 0 THEN %s END", self._worker()),
                "partner_id": self._clients(),
                "stage_id": SQL("(%s::int[])[1 + n %% %s]", stages, len(stages)),
                "create_date": when,
                "ais_received_at": when,
                "ais_first_response_at": SQL(
                    "CASE WHEN n %% 365 > 5 THEN %s + interval '1 hour' END", when
                ),
                "ais_response_deadline": SQL("%s + interval '2 hours'", when),
                "ais_deadline": SQL(
                    "CASE WHEN n %% 365 <= 5 THEN %s + interval '2 hours' END", when
                ),
                "ais_sla_state": SQL("CASE WHEN n %% 365 > 5 THEN 'met' ELSE 'overdue' END"),
            },
        )

    def _bookings(self, rows):
        groups = copies(
            self.group,
            rows // SEATS,
            {
                "code": SQL("%s || n", f"B{self.mark}"),
                "date_start": SQL("CURRENT_DATE + 60 - (n %% 365)::int"),
                "date_end": SQL("CURRENT_DATE + 64 - (n %% 365)::int"),
                "state": SQL("CASE WHEN n %% 365 > 64 THEN 'done' ELSE 'open' END"),
            },
        )
        state = SQL("(ARRAY['confirmed', 'confirmed', 'hold', 'cancelled'])[1 + n %% 4]")
        copies(
            self.booking,
            rows,
            {
                "name": SQL("%s || n", f"B{self.mark}"),
                "group_id": SQL("(%s::int[])[1 + n %% %s]", groups, len(groups)),
                "partner_id": self._clients(),
                "user_id": self._worker(),
                "state": state,
                "sale_line_id": SQL("NULL"),
                "order_id": SQL("NULL"),
                "cancel_reason": SQL("CASE WHEN n %% 4 = 3 THEN 'refused' END"),
                "hold_until": SQL("CURRENT_DATE + (n %% 10)::int + interval '15 hours'"),
                "create_date": SQL("CURRENT_DATE - (n %% 365)::int + interval '9 hours'"),
                "confirmed_on": SQL(
                    "CASE WHEN n %% 4 < 2"
                    " THEN CURRENT_DATE - (n %% 365)::int + interval '12 hours' END"
                ),
            },
        )
        self._count_seats()

    def _count_seats(self):
        """The counts of the groups are the sums of their bookings."""
        self.env.cr.execute(
            """
            UPDATE ais_course_group g
               SET seats_held = s.held, seats_confirmed = s.confirmed,
                   seats_taken = s.held + s.confirmed,
                   seats_available = g.seats_max - s.held - s.confirmed,
                   fill_rate = 100.0 * (s.held + s.confirmed) / g.seats_max
              FROM (SELECT group_id, COALESCE(SUM(seats) FILTER (WHERE state = 'hold'), 0) held,
                           COALESCE(SUM(seats) FILTER (WHERE state = 'confirmed'), 0) confirmed
                      FROM ais_booking GROUP BY group_id) s
             WHERE s.group_id = g.id
            """,
        )

    def _orders(self, rows):
        sent = SQL("CURRENT_DATE - (n %% 365)::int + interval '10 hours'")
        orders = copies(
            self.order,
            rows,
            {
                "name": SQL("%s || n", f"КП-B{self.mark}"),
                "partner_id": self._clients(),
                "user_id": self._worker(),
                "date_order": sent,
                "create_date": SQL("%s - interval '3 hours'", sent),
                "ais_sent_at": sent,
                "access_token": SQL("NULL"),
            },
        )
        analyze(self.env, "sale_order")
        for line in self.order.order_line:
            copies(line, rows, {"order_id": SQL("(%s::int[])[n]", orders)})

    def counts(self):
        """How many records of each kind there are."""
        models = ("crm.lead", "ais.booking", "ais.course.group", "account.move", "sale.order")
        found = {
            name: self.env[name].with_context(active_test=False).search_count([]) for name in models
        }
        return {**found, "specialists": len(self.specialists)}

    def digest(self):
        """The director's weekly letter, all but its sending."""
        return self.env["ais.regulation.digest"].new({"company_id": self.env.company.id})._paper()
