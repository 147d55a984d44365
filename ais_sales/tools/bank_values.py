"""Read sums, dates and currencies as banks write them. Plain Python, no Odoo."""

import re
from datetime import date
from decimal import Decimal

AMOUNT = re.compile(r"^(-?)(\d{1,12})(?:[.\-](\d{1,2})0*)?$")
DATE = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$")
CURRENCIES = {
    "810": "RUB",
    "643": "RUB",
    "840": "USD",
    "978": "EUR",
    "156": "CNY",
    "398": "KZT",
    "933": "BYN",
    "826": "GBP",
    "756": "CHF",
    "784": "AED",
    "949": "TRY",
}


def account_currency(account):
    """Currency of an account by its 20 digits.

    :param str account: digits
    :return: ISO code, or "" when it is not known
    """
    return CURRENCIES.get(account[5:8], "") if len(account) == 20 else ""


def read_amount(text):
    """Read a sum: point or comma, spaces between thousands.

    :param str text: as in the file
    :return: Decimal, or None when it is no sum
    """
    text = re.sub(r"[\s\u00a0\u202f'’]", "", text)
    if "," in text and "." in text:
        # the last of the two parts the kopecks
        text = text.replace("," if text.rfind(".") > text.rfind(",") else ".", "")
    found = AMOUNT.match(text.replace(",", "."))
    if not found:
        return None
    sign, whole, part = found.groups()
    return Decimal(f"{sign}{whole}.{part or '0'}")


def read_date(text):
    """Read a date of the day, month and year.

    :param str text: as in the file
    :return: date, or None when it is no date
    """
    found = DATE.match(text.strip())
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
