"""The numbers of the enrolment report, without Odoo."""

from dataclasses import dataclass, field

COUNTS = (
    "seats_min",
    "seats_max",
    "seats_held",
    "seats_confirmed",
    "seats_waitlisted",
    "seats_available",
)


@dataclass
class Figures:
    """Seats and money of one group, or of several added up.

    `money` is {currency: [expected, confirmed]}: amounts of different currencies are never added.
    """

    groups: int = 0
    seats_min: int = 0
    seats_max: int = 0
    seats_held: int = 0
    seats_confirmed: int = 0
    seats_waitlisted: int = 0
    seats_available: int = 0
    money: dict = field(default_factory=dict)

    @property
    def seats_taken(self):
        return self.seats_held + self.seats_confirmed

    @property
    def fill(self):
        """Share of seats taken, 0 to 1."""
        return self.seats_taken / self.seats_max if self.seats_max else 0.0

    @property
    def amounts(self):
        return [amount for pair in self.money.values() for amount in pair]

    def add(self, other):
        self.groups += other.groups
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for currency, (expected, confirmed) in other.money.items():
            mine = self.money.setdefault(currency, [0.0, 0.0])
            mine[0] += expected
            mine[1] += confirmed


@dataclass
class Line:
    """A group as it stands in the report."""

    code: str
    course: str
    direction: str
    state: str
    date_start: object
    date_end: object
    currency: object
    figures: Figures
    height: int = 0


def add_up(lines):
    """The sum of lines."""
    total = Figures()
    for line in lines:
        total.add(line.figures)
    return total


def by_direction(lines):
    """Lines by the name of their direction, in the order in which the names come."""
    sections = {}
    for line in lines:
        sections.setdefault(line.direction, []).append(line)
    return sections


def by_currency(lines):
    """Lines by currency, in the order in which the currencies come."""
    sections = {}
    for line in lines:
        sections.setdefault(line.currency, []).append(line)
    return sections
