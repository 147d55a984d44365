"""Read sums, dates and currencies as banks write them. Plain Python, no Odoo."""

import re
from datetime import date
from decimal import Decimal

# digits are 0 to 9: those of other scripts are no bank's
AMOUNT = re.compile(r"(-?)(\d{1,12})(?:[.\-](\d{1,2})0*)?", re.A)
DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?", re.A)
# a year out of these is a slip of the pen
YEARS = range(2000, 2100)
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
    found = AMOUNT.fullmatch(text.replace(",", "."))
    if not found:
        return None
    sign, whole, part = found.groups()
    return Decimal(f"{sign}{whole}.{part or '0'}")


def read_date(text):
    """Read a date of the day, month and year.

    :param str text: as in the file
    :return: date of this century, or None when it is no date
    """
    found = DATE.fullmatch(text.strip())
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    if len(found.group(3)) == 2:
        year += 2000
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
