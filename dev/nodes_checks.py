"""What must hold in the database after a day, however it went: each check returns what is wrong."""

# name: query whose every row is a fault
CHECKS = {
    "a group's counts are the sums of its bookings": """
        SELECT g.code, g.seats_held, g.seats_confirmed, g.seats_waitlisted, b.*
          FROM ais_course_group g
          LEFT JOIN LATERAL (
            SELECT COALESCE(SUM(seats) FILTER (WHERE state = 'hold'), 0) AS held,
                   COALESCE(SUM(seats) FILTER (WHERE state IN ('confirmed', 'done')), 0) AS sure,
                   COALESCE(SUM(seats) FILTER (WHERE state = 'waitlist'), 0) AS waiting
              FROM ais_booking WHERE group_id = g.id) b ON TRUE
         WHERE (g.seats_held, g.seats_confirmed, g.seats_waitlisted, g.seats_taken)
               IS DISTINCT FROM (b.held, b.sure, b.waiting, b.held + b.sure)
    """,
    "no group is oversold": "SELECT code FROM ais_course_group WHERE seats_taken > seats_max",
    "what follows from the counts is true": """
        SELECT code, seats_max, seats_taken, seats_available, seats_missing, fill_rate
          FROM ais_course_group
         WHERE seats_available != seats_max - seats_taken
            OR seats_missing != GREATEST(seats_min - seats_taken, 0)
            OR ABS(fill_rate - 100.0 * seats_taken / seats_max) > 0.051
    """,
    "nobody waits for a seat that is free": """
        SELECT g.code, g.seats_available, b.name, b.seats
          FROM ais_booking b JOIN ais_course_group g ON g.id = b.group_id
         WHERE b.state = 'waitlist' AND g.state IN ('open', 'guaranteed')
           AND g.seats_available >= b.seats AND g.enroll_until >= CURRENT_DATE
    """,
    "a booking costs what its seats cost": """
        SELECT name, seats, price_unit, discount, amount_total FROM ais_booking
         WHERE ABS(amount_total - seats * price_unit * (1 - COALESCE(discount, 0) / 100)) > 0.011
    """,
    "a booking has its group's course, dates and company": """
        SELECT b.name FROM ais_booking b JOIN ais_course_group g ON g.id = b.group_id
         WHERE (b.course_id, b.date_start, b.company_id)
               IS DISTINCT FROM (g.course_id, g.date_start, g.company_id)
    """,
    "a booking and its order line agree": """
        SELECT b.name, b.state, b.seats, l.product_uom_qty, b.group_id, l.ais_group_id
          FROM ais_booking b JOIN sale_order_line l ON l.id = b.sale_line_id
         WHERE b.state != 'cancelled'
           AND (b.seats != l.product_uom_qty OR b.group_id != l.ais_group_id
                OR b.order_id != l.order_id)
    """,
    "an order in force has the seats of its lines": """
        SELECT o.name, l.id FROM sale_order o JOIN sale_order_line l ON l.order_id = o.id
          JOIN product_product p ON p.id = l.product_id
          JOIN product_template t ON t.id = p.product_tmpl_id
         WHERE o.state = 'sale' AND t.service_tracking = 'ais_course' AND l.product_uom_qty > 0
           AND NOT EXISTS (SELECT FROM ais_booking b WHERE b.sale_line_id = l.id
                              AND b.state IN ('confirmed', 'done'))
    """,
    "an order is the sum of its lines": """
        SELECT o.name, o.amount_untaxed, SUM(l.price_subtotal), o.amount_total, SUM(l.price_total)
          FROM sale_order o JOIN sale_order_line l ON l.order_id = o.id AND l.display_type IS NULL
         GROUP BY o.id
        HAVING ABS(o.amount_untaxed - SUM(l.price_subtotal)) > 0.011
            OR ABS(o.amount_total - SUM(l.price_total)) > 0.011
    """,
    "a confirmed order has its contract and its invoice": """
        SELECT o.name, o.ais_contract_number FROM sale_order o
         WHERE o.state = 'sale' AND o.ais_is_training AND o.create_date > %(began)s
           AND (o.ais_contract_number IS NULL
                OR NOT EXISTS (SELECT FROM sale_order_line l
                                 JOIN sale_order_line_invoice_rel r ON r.order_line_id = l.id
                                WHERE l.order_id = o.id))
    """,
    "no more people than seats": """
        SELECT b.name, b.seats FROM ais_booking b JOIN ais_trainee t ON t.booking_id = b.id
         GROUP BY b.id HAVING COUNT(*) > b.seats
    """,
    "people go with their booking": """
        SELECT t.id FROM ais_trainee t JOIN ais_booking b ON b.id = t.booking_id
         WHERE (t.booking_state, t.group_id) IS DISTINCT FROM (b.state, b.group_id)
    """,
    "entries of the books are balanced": """
        SELECT m.name FROM account_move m JOIN account_move_line l ON l.move_id = m.id
         WHERE m.state = 'posted' GROUP BY m.id HAVING ABS(SUM(l.balance)) > 0.001
    """,
    "an invoice is open for what was not paid": """
        SELECT m.name, l.amount_residual, l.balance FROM account_move_line l
          JOIN account_move m ON m.id = l.move_id
          JOIN account_account a ON a.id = l.account_id AND a.account_type = 'asset_receivable'
          LEFT JOIN (
            SELECT id, SUM(amount) AS amount FROM (
                SELECT debit_move_id AS id, amount FROM account_partial_reconcile
                 UNION ALL
                SELECT credit_move_id, -amount FROM account_partial_reconcile) parts
             GROUP BY id) p ON p.id = l.id
         WHERE m.state = 'posted'
           AND ABS(l.amount_residual - l.balance + COALESCE(p.amount, 0)) > 0.011
    """,
    "a payment of the bank is posted once": """
        SELECT dedup_key FROM ais_bank_import_line WHERE state = 'posted'
         GROUP BY company_id, dedup_key HAVING COUNT(*) > 1
    """,
    "a posted line has its payment, and only such a line": """
        SELECT l.number, l.state, p.state FROM ais_bank_import_line l
          LEFT JOIN account_payment p ON p.id = l.payment_id
         WHERE (l.state = 'posted') != (p.id IS NOT NULL AND p.state IN ('in_process', 'paid'))
    """,
    "a statement has all its lines": """
        SELECT i.name, i.line_count, COUNT(l.id) FROM ais_bank_import i
          LEFT JOIN ais_bank_import_line l ON l.import_id = i.id
         GROUP BY i.id HAVING COUNT(l.id) != i.line_count
    """,
    "as many inquiries as their source has counted": """
        SELECT s.name, s.accepted_count, COUNT(l.id) FROM ais_inquiry_source s
          LEFT JOIN crm_lead l ON l.email_normalized LIKE 'site%%@client.example'
         WHERE s.id = %(source)s GROUP BY s.id HAVING s.accepted_count != COUNT(l.id)
    """,
    "an inquiry was taken once": """
        SELECT email_normalized FROM crm_lead
         WHERE email_normalized LIKE 'site%%@client.example'
         GROUP BY 1 HAVING COUNT(*) > 1
    """,
    "no job has failed": """
        SELECT c.id, a.name, c.failure_count FROM ir_cron c
          JOIN ir_act_server a ON a.id = c.ir_actions_server_id WHERE c.failure_count > %(failures)s
    """,
}
# table: what is numbered, and within what
NUMBERS = {
    "ais_booking": ("name", "company_id", "TRUE"),
    "sale_order": ("name", "company_id", "TRUE"),
    "sale_order ": ("ais_contract_number", "company_id", "ais_contract_number IS NOT NULL"),
    "account_move": ("name", "company_id, journal_id", "state = 'posted'"),
    "account_move ": ("ais_act_number", "company_id", "ais_act_number IS NOT NULL"),
    "ais_reconciliation_act": ("name", "company_id", "TRUE"),
    "ais_order_addendum": ("name", "order_id", "TRUE"),
    "ais_issued_document": ("number", "company_id, kind, series", "TRUE"),
    "ais_issued_document ": ("registration_number", "company_id, kind", "TRUE"),
    "ais_training_order": ("name", "company_id", "name IS NOT NULL"),
}
# registers that have no gaps
GAPLESS = """
    SELECT kind, COUNT(*), MIN(number), MAX(number) FROM (
        SELECT kind, RIGHT(registration_number, 4)::int AS number FROM ais_issued_document
         WHERE registration_number ~ '[0-9]{4}$' AND create_date > %(began)s) n
     GROUP BY kind HAVING MAX(number) - MIN(number) + 1 != COUNT(*)
"""


def faults(sql, **params):
    """Run all checks.

    :param sql: callable (query, parameters) that returns rows
    :param params: `began`, the moment at which the day began, `source`, and
        `failures`, how often a job may have failed since it was last done: a storm kills it
    :return: list of (what must hold, up to five rows that break it, how many there are)
    """
    queries = dict(CHECKS)
    for table, (number, within, domain) in NUMBERS.items():
        queries[f"no number twice: {table.strip()}.{number}"] = (
            f"SELECT {number} FROM {table} WHERE {domain}"
            f" GROUP BY {within}, {number} HAVING COUNT(*) > 1"
        )
    queries["no gap in the register of documents"] = GAPLESS
    found = []
    for name, query in queries.items():
        rows = sql(query, params)
        if rows:
            found.append((name, rows[:5], len(rows)))
    return found
