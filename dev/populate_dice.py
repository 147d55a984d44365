"""Numbers that look thrown and are the same at every run: they depend on the row and the seed."""

from odoo.tools import SQL

SEED = 2026


def dice(sides, salt):
    """SQL of a number from 0 to `sides` - 1 for row `n`.

    :param salt: tells one property of a row from another, number or SQL of a number
    """
    return SQL(
        "((hashint8(n::bigint * 1009 + %s + %s)::bigint & 2147483647) %% %s)::int",
        SEED,
        salt,
        sides,
    )


def pick(values, number):
    """SQL of one of these ids or words.

    :param number: SQL of a place from 0
    """
    kind = SQL("int[]") if isinstance(values[0], int) else SQL("text[]")
    return SQL("(%s::%s)[1 + %s]", list(values), kind, number)


def share(percent, salt, yes, no=None):
    """SQL of `yes` for so many rows of a hundred, else of `no`."""
    no = no or SQL("NULL")
    return SQL("CASE WHEN %s < %s THEN %s ELSE %s END", dice(100, salt), percent, yes, no)


def day(back, salt, ahead=0):
    """SQL of a day of the last `back` days, or of the coming `ahead` ones."""
    return SQL("(CURRENT_DATE + %s - %s)", ahead, dice(back + ahead, salt))
