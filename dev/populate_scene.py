"""The sales department of a large centre, with a year of its work.

Built on the scene of bench_cockpit.py; here every row has a keeper, a course and dates of its own,
so that filters and groupings find shares like those of a real department.
"""

import time

from bench_cockpit_scene import CockpitScene
from bench_debt import fill
from populate_clients import Clients
from populate_days import Days
from populate_money import Money
from populate_orders import ORDERS, Orders
from populate_sales import BOOKINGS, LEADS, Sales

ROLES = ("specialist", "head", "deputy", "director", "training_office", "accountant")
INVOICES, OFFERS = 100_000, 20_000
DIRECTIONS = 8
COURSES = 64


class Volume(Clients, Sales, CockpitScene):
    """Fill the database.

    :param float scale: share of the full numbers of rows
    """

    # there is one filling only
    mark = ""

    def __init__(self, env, scale=1.0):
        self.scale = scale
        super().__init__(env)

    def number(self, full):
        """How many rows are made of so many at the full scale."""
        return max(int(full * self.scale), 20)

    def make(self):
        """Make everything, in the order in which it happens."""
        for name, step in {
            "клиенты": self._clients_and_people,
            "счета": lambda: fill(self.env, self.number(INVOICES), "V", self._clients()),
            "оплаты": lambda: Money(self).settle(),
            "обращения": lambda: self._leads(self.number(LEADS)),
            "группы и брони": lambda: self._bookings(self.number(BOOKINGS)),
            "КП": lambda: self._orders(self.number(OFFERS)),
            "корпоративные заказы": lambda: Orders(self, self.number(ORDERS)),
            "места": self._count_seats,
            "дела": lambda: Days(self).fill(),
        }.items():
            started = time.perf_counter()
            step()
            print(f"    {name}: {time.perf_counter() - started:.0f} с", flush=True)
        self.env.invalidate_all()

    # -- made by the ORM, then copied

    def _people(self):
        super()._people()
        users = self.env["res.users"].with_context(no_reset_password=True)
        self.people = {
            "specialist": self.specialists[0],
            "head": self.head,
            "director": self.director,
        }
        for role in ROLES:
            if role not in self.people:
                self.people[role] = users.create(
                    {
                        "name": f"bench_{role}",
                        "login": f"bench_{role}",
                        "email": f"bench_{role}@example.com",
                        "group_ids": [(4, self.env.ref(f"ais_sales.group_{role}").id)],
                        "tz": "Europe/Moscow",
                    },
                )
        # the staff of a Russian company reads Russian
        if self.env["res.lang"]._get_data(code="ru_RU"):
            users.search([("share", "=", False)]).lang = "ru_RU"
        # for people who look at the volume: the password is the login
        for user in self.people.values():
            user.password = user.login
        self.team.ais_deputy_id = self.people["deputy"]

    def _records(self):
        super()._records()
        directions = self.env["ais.direction"].create(
            [{"name": f"Направление {n}", "code": f"Н{n}"} for n in range(DIRECTIONS)],
        )
        self.courses = self.env["ais.course"].create(
            [
                {
                    "name": f"Курс {n}",
                    "code": f"К{n}",
                    "direction_id": directions[n % DIRECTIONS].id,
                    "hours": 16 + n,
                    "list_price": 10_000 + 500 * n,
                    "seats_min": 4,
                    "refresher_months": 12 if n % 3 == 0 else 0,
                }
                for n in range(COURSES)
            ],
        )
        self.segments = self.env["ais.market.segment"].create(
            [{"name": f"Сегмент {n}"} for n in range(8)],
        )
        self.env.flush_all()
