"""Tell whether a row of a registry and a line of a statement are one payment. Plain Python.

The same money comes twice: in the registry of a shop or of the acquiring bank, and in the
statement. No number is common to both, so what both tell is compared.
"""

from dataclasses import dataclass
from datetime import date

from .payment_purpose import find_invoices, is_within
from .russian_ids import name_key

# the money of a card comes to the account some days later, over holidays too
DAYS = 5


@dataclass
class Trace:
    """What a payment leaves behind, whichever file it is in.

    :param key: names the payment to the caller
    :param int amount: kopecks, or cents of another currency
    """

    key: object
    amount: int
    currency: int
    day: date
    inn: str = ""
    name: str = ""
    purpose: str = ""

    def __post_init__(self):
        self.name = name_key(self.name)
        mentions = find_invoices(self.purpose)
        # beside a number that stands at the word «счёт» others are of the contract or the like
        named = [mention for mention in mentions if mention.is_anchored] or mentions
        self.numbers = [mention.groups for mention in named]


def find_twins(new, known):
    """Pair payments of a file with those of files of another kind, each once.

    :param list new: of `Trace`, in the order of the file
    :param list known: of `Trace`, entered before
    :return: dict {key of the new one: key of the known one}
    """
    by_sum = {}
    for trace in known:
        by_sum.setdefault((trace.amount, trace.currency), []).append(trace)
    twins = {}
    for trace in new:
        rest = by_sum.get((trace.amount, trace.currency), [])
        same = [one for one in rest if is_same(trace, one)]
        if same:
            nearest = min(same, key=lambda one, day=trace.day: abs(one.day - day))
            rest.remove(nearest)
            twins[trace.key] = nearest.key
    return twins


def is_same(one, other):
    """Whether two payments of one sum look like one: payer or number the same, days near.

    :param Trace one: of one file
    :param Trace other: of the other
    :return: bool
    """
    if abs(one.day - other.day).days > DAYS:
        return False
    if one.numbers and other.numbers:
        return any(_is_same_number(mine, its) for mine in one.numbers for its in other.numbers)
    if one.inn and other.inn:
        return one.inn == other.inn
    return bool(one.name) and one.name == other.name


def _is_same_number(one, other):
    short, long = sorted((one, other), key=len)
    return is_within(short, long)
