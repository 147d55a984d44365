"""How far people have come in their training: figures of the progress report, without Odoo."""

from collections import Counter
from dataclasses import dataclass, field

# how a person is doing, in the order in which the report tells it, with its colour
TRACKS = {
    "completed": ("завершили", "#2e7d46"),
    "on_time": ("идут по плану", "#3b82c4"),
    "behind": ("отстают", "#e8a33d"),
    "late": ("не завершили в срок", "#c8453b"),
    "waiting": ("ещё не начали", "#b9c0ca"),
    "dropped": ("выбыли", "#6b7280"),
}
# whose hours are not asked for any more
GONE = ("dropped", "transferred")


@dataclass
class Person:
    """A trainee as the report shows him."""

    order: str
    group: object
    name: str
    position: str
    branch: str
    state: str
    hours_planned: float
    hours_done: float
    hours_expected: object
    test: object
    result: str
    pace: str
    document: str
    number: int = 0
    height: int = 0

    @property
    def track(self):
        """One of `TRACKS`: the state where it is final, else the pace."""
        if self.state in ("completed", "dropped"):
            return self.state
        return self.pace or "waiting"

    @property
    def share(self):
        """Hours done of the hours planned, 0 to 1; who has completed has done them all."""
        if self.state == "completed":
            return 1.0
        if not self.hours_planned:
            return 0.0
        return min(self.hours_done / self.hours_planned, 1.0)


@dataclass
class Totals:
    """Figures of a group, a branch, an order or a client."""

    people: int = 0
    tracks: Counter = field(default_factory=Counter)
    hours_planned: float = 0.0
    hours_done: float = 0.0
    issued: int = 0

    @property
    def share(self):
        """Hours done of the hours planned, 0 to 1."""
        return self.hours_done / self.hours_planned if self.hours_planned else 0.0

    def parts(self):
        """What a bar of the people shows: (key, words, colour, how many), without empty ones."""
        return [
            (key, words, colour, self.tracks[key])
            for key, (words, colour) in TRACKS.items()
            if self.tracks[key]
        ]


def add_up(people):
    """The sum of people; hours beyond the plan are not counted, nor those of who has left."""
    totals = Totals()
    for person in people:
        totals.people += 1
        totals.tracks[person.track] += 1
        totals.issued += person.document in ("issued", "handed")
        if person.state not in GONE:
            totals.hours_planned += person.hours_planned
            totals.hours_done += person.share * person.hours_planned
    return totals


def by(people, key):
    """People by a key, in the order in which the keys come.

    :param key: function of a person
    :return: {key: list of people}
    """
    parts = {}
    for person in people:
        parts.setdefault(key(person), []).append(person)
    return parts
