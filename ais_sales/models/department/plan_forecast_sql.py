"""What is expected beside the facts: the method of the forecast (2.12), as SQL.

- invoiced: seats confirmed and not invoiced yet, on the day on which their training starts; seats
  held, until the end of their hold, by the probability of their inquiry; inquiries without seats,
  on their closing day: expected revenue by probability;
- paid: open instalments of invoices that are not in dispute, on their due day; seats confirmed and
  not invoiced, which are paid before the training;
- seats: seats held, and seats asked for in inquiries without seats, by their probability;
- new clients and proposals sent: so many more working days of this month at the pace so far.

What was due before today is expected today; an inquiry whose closing day is over is not expected.
"""

from odoo.tools import SQL

from .plan_fact_sql import clients, local_day, offers, row, within

# a seat without an inquiry is as good as its hold
CHANCE = SQL("CASE WHEN b.state = 'hold' THEN COALESCE(i.probability, 100) / 100.0 ELSE 1 END")
UNINVOICED = SQL("GREATEST(b.amount_total - b.amount_invoiced, 0)")


def _bookings(span, number, indicator, amount, states):
    held_until = local_day(SQL("b.hold_until"))
    day = SQL(
        "GREATEST(z.today, CASE WHEN b.state = 'hold' THEN %s ELSE b.date_start END)",
        held_until,
    )
    return SQL(
        """
        SELECT %(row)s
          FROM ais_booking b JOIN company z ON z.id = b.company_id
     LEFT JOIN crm_lead i ON i.id = b.lead_id
         WHERE b.state IN %(states)s AND %(amount)s != 0 AND %(within)s
        """,
        row=row(
            id=SQL("b.id::bigint * 16 + %s", number),
            date=day,
            company_id=SQL("b.company_id"),
            user_id=SQL("b.user_id"),
            direction_id=SQL("b.direction_id"),
            indicator=SQL("%s", indicator),
            expected=SQL("(%s * %s)::numeric", amount, CHANCE),
            partner_id=SQL("b.partner_id"),
            booking_id=SQL("b.id"),
        ),
        states=states,
        amount=amount,
        within=within(day, span),
    )


def bookings(span):
    """Seats held and confirmed of which there is no invoice yet."""
    return SQL(" UNION ALL ").join(
        [
            _bookings(span, 7, "invoiced", UNINVOICED, ("hold", "confirmed")),
            _bookings(span, 8, "paid", UNINVOICED, ("confirmed",)),
            _bookings(span, 9, "seats", SQL("b.seats"), ("hold",)),
        ],
    )


def instalments(span):
    """What clients still have to pay of invoices, by the day on which it is due."""
    day = SQL("GREATEST(z.today, COALESCE(d.date_maturity, d.date))")
    return SQL(
        """
        SELECT %(row)s
          FROM account_move_line d
          JOIN account_account a ON a.id = d.account_id AND a.account_type = 'asset_receivable'
          JOIN account_move m ON m.id = d.move_id AND m.move_type = 'out_invoice'
          JOIN company z ON z.id = d.company_id
          JOIN account_move_line l ON l.move_id = m.id AND l.display_type = 'product'
     LEFT JOIN course c ON c.product_id = l.product_id
         WHERE d.parent_state = 'posted' AND d.reconciled IS NOT TRUE AND d.amount_residual > 0
           AND m.ais_is_disputed IS NOT TRUE AND %(within)s
        """,
        row=row(
            id=SQL(
                "(d.id::bigint * 100000 + ROW_NUMBER() OVER (PARTITION BY d.id ORDER BY l.id))"
                " * 16 + 10",
            ),
            date=day,
            company_id=SQL("m.company_id"),
            user_id=SQL("m.invoice_user_id"),
            direction_id=SQL("c.direction_id"),
            indicator=SQL("'paid'"),
            expected=SQL(
                "COALESCE(d.amount_residual * l.price_total"
                " / NULLIF(SUM(l.price_total) OVER (PARTITION BY d.id), 0), 0)",
            ),
            partner_id=SQL("m.commercial_partner_id"),
            move_id=SQL("m.id"),
        ),
        within=within(day, span),
    )


def pipeline(span):
    """Open inquiries that have no seats and no order yet, weighted by their probability."""
    return SQL(" UNION ALL ").join(
        [
            _pipeline(span, 11, "invoiced", SQL("i.expected_revenue")),
            _pipeline(span, 12, "seats", SQL("i.ais_seats")),
        ],
    )


def _pipeline(span, number, indicator, amount):
    return SQL(
        """
        SELECT %(row)s
          FROM crm_lead i
     LEFT JOIN crm_team t ON t.id = i.team_id
     LEFT JOIN res_users u ON u.id = i.user_id
          JOIN company z ON z.id = COALESCE(i.company_id, t.company_id, u.company_id)
     LEFT JOIN ais_course k ON k.id = i.ais_course_id
         WHERE i.active AND i.won_status = 'pending' AND i.probability > 0 AND %(amount)s > 0
           AND i.date_deadline >= z.today AND %(within)s
           AND NOT EXISTS (
               SELECT FROM ais_booking b
                WHERE b.lead_id = i.id AND b.state IN ('hold', 'confirmed', 'done'))
           AND NOT EXISTS (
               SELECT FROM sale_order o WHERE o.opportunity_id = i.id AND o.state = 'sale')
        """,
        row=row(
            id=SQL("i.id::bigint * 16 + %s", number),
            date=SQL("i.date_deadline"),
            company_id=SQL("z.id"),
            user_id=SQL("i.user_id"),
            direction_id=SQL("k.direction_id"),
            indicator=SQL("%s", indicator),
            expected=SQL("(%s * i.probability / 100.0)::numeric", amount),
            partner_id=SQL("i.partner_id"),
            lead_id=SQL("i.id"),
        ),
        amount=amount,
        within=within(SQL("i.date_deadline"), span),
    )


def pace(span, month):
    """New clients and proposals of this month go on as they did so far.

    :param tuple month: first and last day of the month of today
    """
    return SQL(
        """
        SELECT %(row)s
          FROM (SELECT company_id, user_id, direction_id, indicator, SUM(fact) AS fact
                  FROM (%(clients)s UNION ALL %(offers)s) done
                 GROUP BY company_id, user_id, direction_id, indicator) d
          JOIN company z ON z.id = d.company_id
         WHERE z.pace > 0 AND %(within)s
        """,
        row=row(
            id=SQL("-16 * ROW_NUMBER() OVER ()"),
            date=SQL("z.today"),
            company_id=SQL("d.company_id"),
            user_id=SQL("d.user_id"),
            direction_id=SQL("d.direction_id"),
            indicator=SQL("d.indicator"),
            expected=SQL("d.fact * z.pace"),
        ),
        clients=clients(month),
        offers=offers(month),
        within=within(SQL("z.today"), span),
    )
