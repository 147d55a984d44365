"""How far a price lies under another one."""

from odoo.tools.misc import formatLang

DIGITS = 2
LEAST = 10**-DIGITS


def discount_percent(listed, asked, currency):
    """Discount of a sum in percent, of two digits.

    :param float listed: by the price list
    :param float asked: of the client
    :param currency: res.currency of both
    :return: 0 where not a kopeck is missing, else at least 0.01: no discount is lost in rounding
    """
    if listed <= 0 or currency.compare_amounts(asked, listed) >= 0:
        return 0.0
    return max(round(100 * (1 - asked / listed), DIGITS), LEAST)


def discount_text(env, percent):
    """A discount as the staff write it: no kopecks of a percent where there are none.

    :param float percent: 12.5
    :return: str in the user's language, "12,5"
    """
    digits = len(f"{percent:.{DIGITS}f}".rstrip("0").partition(".")[2])
    return formatLang(env, percent, digits=digits)
