"""How far a price lies under another one."""

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
