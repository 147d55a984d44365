"""Printed documents are in Russian, whatever the language of whoever prints them."""

NBSP = "\u00a0"

GROUP_STATES = {
    "draft": "черновик",
    "open": "идёт набор",
    "guaranteed": "состоится",
    "running": "идёт обучение",
    "done": "завершена",
    "cancelled": "отменена",
}
BOOKING_STATES = {
    "hold": "удержано",
    "confirmed": "подтверждено",
    "done": "обучен",
}
DELIVERY_MODES = {
    "full_time": "очная",
    "blended": "очно-заочная",
    "distance": "заочная",
    "online": "дистанционная",
}


MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)


def number(value, digits=0):
    """A number as 1 234 567,50."""
    text = f"{value:,.{digits}f}"
    if not float(text.replace(",", "")):
        text = text.replace("-", "")
    return text.replace(",", NBSP).replace(".", ",")


def percent(part, whole):
    """A share as 75 %; a dash of nothing."""
    return f"{number(100 * part / whole)}{NBSP}%" if whole else "–"


def date(value):
    """A date as 01.02.2027."""
    return value.strftime("%d.%m.%Y") if value else ""


def long_date(value):
    """A date as «12 марта 2026 г.»."""
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]}{NBSP}{value.year}{NBSP}г." if value else ""


def period(start, end):
    """Dates as 01.02–05.02.2027, the year written once if it is one."""
    if not start or not end or start == end:
        return date(start or end)
    first = start.strftime("%d.%m" if start.year == end.year else "%d.%m.%Y")
    return f"{first}–{date(end)}"


def currency_word(currency):
    """Name of a currency in a printed document: «руб.», «USD»."""
    return "руб." if currency.name == "RUB" else currency.name


def money(amount, currency, symbol=True, whole=False):
    """An amount as 1 234,50 руб.

    :param currency: `res.currency` record
    :param bool symbol: with the sign of the currency
    :param bool whole: without kopecks
    """
    text = number(amount, 0 if whole else currency.decimal_places)
    return f"{text}{NBSP}{currency_word(currency)}" if symbol else text


# for templates, which cannot be given a module
HELPERS = {
    "ru_number": number,
    "ru_percent": percent,
    "ru_date": date,
    "ru_long_date": long_date,
    "ru_period": period,
    "ru_money": money,
    "ru_currency": currency_word,
    "ru_group_states": GROUP_STATES,
    "ru_booking_states": BOOKING_STATES,
    "ru_delivery_modes": DELIVERY_MODES,
}
