"""Corporate orders with their bookings, documents and trainees, made in SQL."""

from datetime import timedelta

from bench_rows import copies

from odoo.tools import SQL

SEATS = 30
GROUPS = 50
# what a scene of corporate orders fills
TABLES = (
    "ais_corporate_order",
    "ais_order_document",
    "ais_booking",
    "ais_trainee",
    "ais_course_group",
)


class CorporateScene:
    """So many corporate orders with all that belongs to them."""

    def __init__(self, env, orders):
        self.env = env
        self.count = orders
        self._people()
        self._groups()
        self._orders()

    def _people(self):
        users = self.env["res.users"].with_context(no_reset_password=True)
        self.head = users.create(
            {
                "name": "Head",
                "login": "bench_corporate",
                "group_ids": [(4, self.env.ref("ais_sales.group_head").id)],
                "lang": "en_US",
            },
        )
        self.client = self.env["res.partner"].create({"name": "Client", "is_company": True})
        self.coordinator = self.env["res.partner"].create(
            {"name": "Coordinator", "email": "c@example.com", "parent_id": self.client.id},
        )

    def _groups(self):
        today = self.env.company.ais_today()
        course = self.env["ais.course"].create({"name": "Course", "code": "B", "hours": 40})
        self.groups = self.env["ais.course.group"].create(
            [
                {
                    "course_id": course.id,
                    "date_start": today + timedelta(days=5 + number),
                    "date_end": today + timedelta(days=15 + number),
                    "seats_max": 100_000,
                }
                for number in range(GROUPS)
            ],
        )

    def _order(self):
        order = self.env["ais.corporate.order"].create(
            {
                "partner_id": self.client.id,
                "coordinator_id": self.coordinator.id,
                "user_id": self.head.id,
                "contract_number": "1",
                "budget": 100_000,
                # all twelve documents of the checklist
                "kind": "framework",
            },
        )
        booking = self.env["ais.booking"].create(
            {
                "group_id": self.groups[0].id,
                "partner_id": self.client.id,
                "corporate_order_id": order.id,
                "user_id": self.head.id,
                "seats": SEATS,
                "state": "confirmed",
            },
        )
        trainee = self.env["ais.trainee"].create(
            {"name": "Trainee", "email": "t@example.com", "booking_id": booking.id},
        )
        return order, booking, trainee

    def _orders(self):
        order, booking, trainee = self._order()
        self.env.flush_all()
        number = SQL("'B' || n")
        orders = copies(
            order,
            self.count - 1,
            {
                "name": number,
                "contract_number": number,
                "state": SQL(
                    "(ARRAY['preparing', 'enrolling', 'training', 'closing'])[1 + n %% 4]"
                ),
                "risk_state": SQL("(ARRAY['ok', 'ok', 'attention', 'late'])[1 + n %% 4]"),
                "trainee_count": SQL("%s", SEATS),
                "progress": SQL("n %% 100"),
                "stage_deadline": SQL("CURRENT_DATE + (n %% 40)"),
            },
        )
        states = SQL("(ARRAY['to_prepare', 'sent', 'signed', 'original'])[1 + n %% 4]")
        for document in order.document_ids:
            copies(
                document,
                len(orders),
                {
                    "order_id": SQL("(%s::int[])[n]", orders),
                    "state": states,
                    "is_done": SQL("n %% 4 = 3"),
                    "deadline": SQL("CURRENT_DATE - 20 + (n %% 60)"),
                },
            )
        bookings = copies(
            booking,
            len(orders),
            {
                "corporate_order_id": SQL("(%s::int[])[n]", orders),
                "group_id": SQL("(%s::int[])[1 + n %% %s]", self.groups.ids, GROUPS),
                "name": number,
            },
        )
        copies(
            trainee,
            len(bookings) * SEATS,
            {
                "name": SQL("'Trainee ' || n"),
                "booking_id": SQL("(%s::int[])[1 + n %% %s]", bookings, len(bookings)),
                "corporate_order_id": SQL("(%s::int[])[1 + n %% %s]", orders, len(orders)),
                "identity": SQL("'trainee ' || n || '|'"),
                "email": SQL("'t' || n || '@example.com'"),
                "training_state": SQL("(ARRAY['listed', 'enrolled', 'studying'])[1 + n %% 3]"),
            },
        )
        self.order = order
