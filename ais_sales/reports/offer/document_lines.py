"""Rows of the tables of proposals, contracts, invoices and acts, cut into pages."""

from dataclasses import dataclass

from .. import russian
from ..paging import Section, paginate, row_height
from .figures import DASH, KINDS, money, product_lines

TABLE_HEAD = 40
# characters on a line of the column of names, by document
OFFER_NAME = 24
PLAIN_NAME = 44
# names of units as they are printed
UNITS = {"uom.product_uom_unit": "шт.", "uom.product_uom_hour": "ч"}


@dataclass
class Row:
    """A service, or a heading between services."""

    number: int
    name: str
    details: str = ""
    form: str = ""
    hours: str = ""
    dates: str = ""
    code: str = ""
    quantity: str = ""
    unit: str = ""
    price: str = ""
    discount: str = ""
    amount: str = ""
    is_heading: bool = False
    height: int = 0


def _programme(course, group, row):
    """What of a course and its group stands in a row."""
    row.name = course.name
    kind = KINDS.get(course.kind, "")
    row.details = f"{kind}, код {course.code}" if course.code else kind
    row.form = russian.DELIVERY_MODES.get((group or course).delivery_mode, DASH)
    row.hours = russian.number(course.hours)
    row.dates = russian.period(group.date_start, group.date_end) or "по согласованию"
    row.code = group.code or ""
    row.unit = "чел."


def _difference(source, row):
    """A difference of price of seats that have moved."""
    row.name = source.name
    row.details = f"программа «{source.ais_course_id.name}»"
    row.unit = "чел."


def _row(line, source, number, quantity, unit):
    currency = line.currency_id
    row = Row(number, line.name or line.product_id.name or DASH)
    row.unit = UNITS.get(unit.get_external_id().get(unit.id)) or unit.name or "усл."
    if source.ais_is_course:
        _programme(source.ais_course_id, source.ais_group_id, row)
    elif source.ais_difference_of_id:
        _difference(source, row)
    # so many seats fewer at a price below zero: so many seats
    sign = -1 if quantity < 0 and line.price_unit < 0 else 1
    is_whole = quantity == int(quantity)
    row.quantity = russian.number(sign * quantity, 0 if is_whole else 2)
    row.price = money(sign * line.price_unit, currency)
    is_round = line.discount == int(line.discount)
    row.discount = russian.number(line.discount, 0 if is_round else 2) if line.discount else DASH
    row.amount = money(line.price_total, currency)
    return row


def _heading(line):
    return Row(0, line.name or "", is_heading=True)


def order_rows(order):
    """Rows of an order, with its sections and notes."""
    rows, number = [], 0
    for line in order._ais_printed_lines():
        if line.display_type:
            rows.append(_heading(line))
            continue
        number += 1
        rows.append(
            _row(line, line, number, line.product_uom_qty, line.product_uom_id),
        )
    return rows


def move_rows(move):
    """Rows of an invoice or credit note, with its sections and notes."""
    rows, number = [], 0
    for line in move.invoice_line_ids.sorted(lambda line: (line.sequence, line.id)):
        if line.display_type in ("line_section", "line_subsection", "line_note"):
            rows.append(_heading(line))
        elif line.display_type == "product":
            number += 1
            source = line.sale_line_ids[:1]
            rows.append(_row(line, source, number, line.quantity, line.product_uom_id))
    return rows


def count(document):
    """How many services an order or invoice has."""
    return len(product_lines(document))


def pages(rows, first, following, width, tail=0):
    """Rows on pages.

    :param int first: room on the first page in CSS pixels; `following` on the others
    :param int width: characters on a line of the column of names
    :param int tail: room of what has to stand beside the last row
    """
    for row in rows:
        row.height = row_height((row.name, width)) + (16 if row.details else 0)
        row.height = max(row.height, 56 if row.dates else 24)
    return paginate([Section("", rows)], first, following, TABLE_HEAD, tail=tail)
