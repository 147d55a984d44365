"""The documents of sales as rows of facts, and what is expected of open ones (2.12): SQL only.

Each function gives a SELECT of the columns of COLUMNS. `span` is a pair of days, or of None, that
rows outside of are left out; it lets PostgreSQL use the indexes of the documents' own dates.
"""

from odoo.tools import SQL

COLUMNS = (
    "id",
    "date",
    "company_id",
    "team_id",
    "user_id",
    "direction_id",
    "indicator",
    "plan",
    "fact",
    "expected",
    "partner_id",
    "move_id",
    "booking_id",
    "order_id",
    "lead_id",
    "plan_line_id",
)
NOUGHT, NOTHING = SQL("0::numeric"), SQL("NULL::int")
NUMBERS = ("plan", "fact", "expected")
# payments are entries of these journals, as in account_move_written_off.py
PAID_IN = ("bank", "cash", "credit")


def within(column, span):
    """A condition on a date, or on any expression that gives one."""
    first, last = span
    parts = [SQL("%s >= %s::date", column, first)] if first else []
    parts += [SQL("%s <= %s::date", column, last)] if last else []
    return SQL(" AND ").join(parts) if parts else SQL("TRUE")


def within_moments(column, span):
    """A condition on a moment in UTC that misses no day of the span in any time zone."""
    first, last = span
    parts = [SQL("%s >= %s::date - 1", column, first)] if first else []
    parts += [SQL("%s < %s::date + 2", column, last)] if last else []
    return SQL(" AND ").join(parts) if parts else SQL("TRUE")


def local_day(column):
    """The day of a moment where the company works; `z` is its row of the companies."""
    return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE z.zone)::date", column)


def row(**values):
    """The list of a SELECT: what is not given is empty."""
    return SQL(", ").join(
        SQL(
            "%s AS %s",
            values.get(name, NOUGHT if name in NUMBERS else NOTHING),
            SQL.identifier(name),
        )
        for name in COLUMNS
    )


# a line's share of its document, taxes included; what adds up to nothing keeps its own sums
SHARE = SQL("l.price_total / NULLIF(SUM(l.price_total) OVER (PARTITION BY m.id), 0)")
OWN_SUM = SQL(
    "CASE WHEN l.price_subtotal = 0 THEN 0 ELSE -l.balance * l.price_total / l.price_subtotal END",
)


def invoiced(span):
    """Posted customer invoices less credit notes, by lines, in the company's currency."""
    return SQL(
        """
        SELECT %(row)s
          FROM account_move m
          JOIN account_move_line l ON l.move_id = m.id AND l.display_type = 'product'
     LEFT JOIN course c ON c.product_id = l.product_id
         WHERE m.state = 'posted' AND m.move_type IN ('out_invoice', 'out_refund') AND %(within)s
        """,
        row=row(
            id=SQL("l.id::bigint * 16 + 1"),
            date=SQL("m.invoice_date"),
            company_id=SQL("m.company_id"),
            user_id=SQL("m.invoice_user_id"),
            direction_id=SQL("c.direction_id"),
            indicator=SQL("'invoiced'"),
            fact=SQL("COALESCE(m.amount_total_signed * %s, %s)", SHARE, OWN_SUM),
            partner_id=SQL("m.commercial_partner_id"),
            move_id=SQL("m.id"),
        ),
        within=within(SQL("m.invoice_date"), span),
    )


def paid(span):
    """Payments reconciled with invoices, less what is paid back on credit notes, by the day of
    the payment; shared among the lines of the document.
    """
    sides = (("debit", "credit", "out_invoice", 1), ("credit", "debit", "out_refund", -1))
    return SQL(" UNION ALL ").join(_paid(span, *side) for side in sides)


def _paid(span, own, other, move_type, sign):
    return SQL(
        """
        SELECT %(row)s
          FROM account_partial_reconcile p
          JOIN account_move_line d ON d.id = p.%(own)s
          JOIN account_move m ON m.id = d.move_id AND m.move_type = %(move_type)s
          JOIN account_move_line pay ON pay.id = p.%(other)s AND %(within)s
          JOIN account_move pm ON pm.id = pay.move_id AND pm.move_type = 'entry'
          JOIN account_journal j ON j.id = pay.journal_id AND j.type IN %(paid_in)s
          JOIN account_move_line l ON l.move_id = m.id AND l.display_type = 'product'
     LEFT JOIN course c ON c.product_id = l.product_id
        """,
        row=row(
            id=SQL(
                "(p.id::bigint * 100000 + ROW_NUMBER() OVER (PARTITION BY p.id ORDER BY l.id))"
                " * 16 + %s",
                2 if sign > 0 else 3,
            ),
            date=SQL("pay.date"),
            company_id=SQL("m.company_id"),
            user_id=SQL("m.invoice_user_id"),
            direction_id=SQL("c.direction_id"),
            indicator=SQL("'paid'"),
            fact=SQL(
                "%s * p.amount * l.price_total"
                " / NULLIF(SUM(l.price_total) OVER (PARTITION BY p.id), 0)",
                sign,
            ),
            partner_id=SQL("m.commercial_partner_id"),
            move_id=SQL("m.id"),
        ),
        own=SQL.identifier(f"{own}_move_id"),
        other=SQL.identifier(f"{other}_move_id"),
        move_type=move_type,
        within=within(SQL("pay.date"), span),
        paid_in=PAID_IN,
    )


def seats(span):
    """Seats of bookings that are confirmed, by the day of the confirmation."""
    day = local_day(SQL("b.confirmed_on"))
    return SQL(
        """
        SELECT %(row)s
          FROM ais_booking b JOIN company z ON z.id = b.company_id
         WHERE b.state IN ('confirmed', 'done') AND b.confirmed_on IS NOT NULL
           AND %(moments)s AND %(within)s
        """,
        row=row(
            id=SQL("b.id::bigint * 16 + 4"),
            date=day,
            company_id=SQL("b.company_id"),
            user_id=SQL("b.user_id"),
            direction_id=SQL("b.direction_id"),
            indicator=SQL("'seats'"),
            fact=SQL("b.seats::numeric"),
            partner_id=SQL("b.partner_id"),
            booking_id=SQL("b.id"),
        ),
        moments=within_moments(SQL("b.confirmed_on"), span),
        within=within(day, span),
    )


def clients(span):
    """Clients whose first invoice this is; one taken back as a whole is none."""
    return SQL(
        """
        SELECT %(row)s
          FROM account_move m
         WHERE m.state = 'posted' AND m.move_type = 'out_invoice'
           AND m.payment_state != 'reversed' AND m.commercial_partner_id IS NOT NULL
           AND %(within)s
           AND NOT EXISTS (
               SELECT FROM account_move e
                WHERE e.state = 'posted' AND e.move_type = 'out_invoice'
                  AND e.payment_state != 'reversed'
                  AND e.commercial_partner_id = m.commercial_partner_id
                  AND e.company_id = m.company_id
                  AND (e.invoice_date, e.id) < (m.invoice_date, m.id))
        """,
        row=row(
            id=SQL("m.id::bigint * 16 + 5"),
            date=SQL("m.invoice_date"),
            company_id=SQL("m.company_id"),
            user_id=SQL("m.invoice_user_id"),
            direction_id=SQL(
                """
                (SELECT c.direction_id
                   FROM account_move_line l JOIN course c ON c.product_id = l.product_id
                  WHERE l.move_id = m.id AND l.display_type = 'product'
                  ORDER BY l.sequence, l.id LIMIT 1)
                """,
            ),
            indicator=SQL("'clients'"),
            fact=SQL("1::numeric"),
            partner_id=SQL("m.commercial_partner_id"),
            move_id=SQL("m.id"),
        ),
        within=within(SQL("m.invoice_date"), span),
    )


def offers(span):
    """Commercial proposals by the day on which they were first sent."""
    day = local_day(SQL("o.ais_sent_at"))
    return SQL(
        """
        SELECT %(row)s
          FROM sale_order o JOIN company z ON z.id = o.company_id
         WHERE o.ais_sent_at IS NOT NULL AND %(moments)s AND %(within)s
        """,
        row=row(
            id=SQL("o.id::bigint * 16 + 6"),
            date=day,
            company_id=SQL("o.company_id"),
            user_id=SQL("o.user_id"),
            direction_id=SQL(
                """
                (SELECT c.direction_id
                   FROM sale_order_line l JOIN course c ON c.product_id = l.product_id
                  WHERE l.order_id = o.id
                  ORDER BY l.sequence, l.id LIMIT 1)
                """,
            ),
            indicator=SQL("'offers'"),
            fact=SQL("1::numeric"),
            partner_id=SQL("o.partner_id"),
            order_id=SQL("o.id"),
        ),
        moments=within_moments(SQL("o.ais_sent_at"), span),
        within=within(day, span),
    )


FACTS = (invoiced, paid, seats, clients, offers)
