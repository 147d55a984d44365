"""Russian words for numbers and amounts of money. Plain Python, no Odoo."""

from decimal import ROUND_HALF_UP, Decimal

from num2words import num2words

RUBLES = ("рубль", "рубля", "рублей")
KOPECKS = ("копейка", "копейки", "копеек")


def plural(count, forms):
    """The form of a noun that goes with a number.

    :param int count: how many
    :param forms: (1 рубль, 2 рубля, 5 рублей)
    """
    count = abs(count)
    if count % 100 in range(11, 15):
        return forms[2]
    if count % 10 == 1:
        return forms[0]
    return forms[1] if count % 10 in (2, 3, 4) else forms[2]


def _parts(amount):
    value = Decimal(str(amount)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    rubles, kopecks = divmod(int(abs(value) * 100), 100)
    return value < 0, rubles, kopecks


def amount_in_words(amount):
    """An amount of roubles as «Сорок пять тысяч рублей 00 копеек».

    :param amount: roubles, rounded to kopecks half up
    """
    is_negative, rubles, kopecks = _parts(amount)
    words = f"{'минус ' if is_negative else ''}{num2words(rubles, lang='ru')}"
    return (
        f"{words[0].upper()}{words[1:]} {plural(rubles, RUBLES)}"
        f" {kopecks:02d} {plural(kopecks, KOPECKS)}"
    )


def amount_with_words(amount):
    """An amount as it stands in contracts: «45 000 (Сорок пять тысяч) рублей 00 копеек»."""
    is_negative, rubles, kopecks = _parts(amount)
    words = num2words(rubles, lang="ru")
    digits = f"{rubles:,}".replace(",", "\u00a0")
    return (
        f"{'минус ' if is_negative else ''}{digits} ({words[0].upper()}{words[1:]})"
        f" {plural(rubles, RUBLES)} {kopecks:02d} {plural(kopecks, KOPECKS)}"
    )
