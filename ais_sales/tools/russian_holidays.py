"""Public holidays of the Russian Federation: plain Python, tested without a database."""

from datetime import date, timedelta

# Трудовой кодекс РФ, ст. 112: month, day, name
NEW_YEAR = [(1, day, "Новогодние каникулы") for day in (1, 2, 3, 4, 5, 6, 8)]
CHRISTMAS = (1, 7, "Рождество Христово")
HOLIDAYS = [
    (2, 23, "День защитника Отечества"),
    (3, 8, "Международный женский день"),
    (5, 1, "Праздник Весны и Труда"),
    (5, 9, "День Победы"),
    (6, 12, "День России"),
    (11, 4, "День народного единства"),
]


def public_holidays(year):
    """Days off of a year that the Labour Code itself names.

    A holiday on a weekend gives the next working day off, but for those of January: where two of
    these go, a decree of the Government says each year, and people enter it.

    :param int year: from 2013 on, when this rule came into force
    :return: list of (date, name), sorted
    """
    january = [*NEW_YEAR, CHRISTMAS]
    days = {date(year, month, day): name for month, day, name in january}
    for month, day, name in HOLIDAYS:
        days[date(year, month, day)] = name
    for month, day, name in HOLIDAYS:
        moved = holiday = date(year, month, day)
        if holiday.weekday() < 5:
            continue
        while moved.weekday() > 4 or moved in days:
            moved += timedelta(days=1)
        days[moved] = f"{name} (перенос)"
    return sorted(days.items())
