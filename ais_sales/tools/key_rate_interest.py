"""Interest on a late payment by article 395 of the Civil Code. Plain Python, no Odoo.

Sum × key rate ÷ days of the year × days, period by period: a period ends where the rate changes
and where a year does, since a leap year has 366 days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

KOPECK = Decimal("0.01")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Days of one rate in one year, both ends counted.

    :param Decimal percent: a year
    :param Decimal amount: of the interest, in whole kopecks
    """

    date_from: date
    date_to: date
    days: int
    percent: Decimal
    year_days: int
    amount: Decimal


def interest(amount, date_due, date_to, rates):
    """Calculate the interest from the day after the due date on.

    :param amount: the debt; int, str, float or Decimal
    :param date date_due: the last day to pay
    :param date date_to: the last day that counts
    :param rates: pairs (first day of the rate, percent a year), in any order
    :return: list of `Period`, empty when nothing is late; None when a day has no rate
    """
    amount = Decimal(str(amount))
    rates = sorted(rates)
    start = date_due + DAY
    if start > date_to:
        return []
    if not rates or rates[0][0] > start:
        return None
    periods = []
    for place, (since, percent) in enumerate(rates):
        until = rates[place + 1][0] - DAY if place + 1 < len(rates) else date_to
        first, last = max(since, start), min(until, date_to)
        while first <= last:
            end = min(last, date(first.year, 12, 31))
            periods.append(_period(amount, first, end, Decimal(str(percent))))
            first = end + DAY
    return periods


def _period(amount, first, last, percent):
    days = (last - first).days + 1
    year_days = (date(first.year + 1, 1, 1) - date(first.year, 1, 1)).days
    whole = amount * percent / 100 * days / year_days
    return Period(
        first, last, days, percent, year_days, whole.quantize(KOPECK, rounding=ROUND_HALF_UP)
    )
