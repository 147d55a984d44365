"""Ask PostgreSQL how it finds what the add-on looks for all the time: by which index, or by reading
a whole table.

Usage: walk_indexes.py DATABASE; the database is filled by dev/populate.
"""

import sys
from datetime import datetime, timedelta

from bench_rows import environment

# rows of a table that is not to be read whole for a few records
LARGE = 10_000
NOW = datetime.now()
TODAY = NOW.date()


def questions(env):
    """(words, model, domain, order, limit) of the look-ups, with values that are in the data."""
    booking = env["ais.booking"].search([("state", "=", "waitlist")], limit=1)
    lead = env["crm.lead"].search([("user_id", "!=", False)], limit=1, order="id desc")
    client = env["res.partner"].search([("vat", "!=", False)], limit=1, order="id desc")
    trainee = env["ais.trainee"].search([], limit=1, order="id desc")
    invoice = env["account.move"].search([("move_type", "=", "out_invoice")], limit=1)
    user, course = lead.user_id.id, booking.course_id.id
    yield from (
        ("истёкшие удержания", "ais.booking", [("state", "=", "hold"), ("hold_until", "<=", NOW)]),
        (
            "начало листа ожидания",
            "ais.booking",
            [("group_id", "=", booking.group_id.id), ("state", "=", "waitlist")],
        ),
        ("брони группы", "ais.booking", [("group_id", "=", booking.group_id.id)]),
        ("брони клиента", "ais.booking", [("partner_id", "=", booking.partner_id.id)]),
        ("брони обращения", "ais.booking", [("lead_id", "=", lead.id)]),
        ("брони специалиста", "ais.booking", [("user_id", "=", user)]),
        ("бронь по номеру", "ais.booking", [("name", "ilike", "БР-4321")]),
        (
            "брони к сроку оплаты",
            "ais.booking",
            [("state", "=", "confirmed"), ("date_start", "=", TODAY + timedelta(days=3))],
        ),
        ("группы курса", "ais.course.group", [("course_id", "=", course), ("state", "=", "open")]),
        (
            "обращения, у которых подходит срок",
            "crm.lead",
            [("ais_processed_at", "=", False), ("ais_risk_at", "<=", NOW)],
        ),
        (
            "обращения с вышедшим сроком",
            "crm.lead",
            [
                ("ais_processed_at", "=", False),
                ("ais_deadline", "<=", NOW),
                ("ais_alert", "in", (False, "warned")),
            ],
        ),
        ("обращения специалиста", "crm.lead", [("user_id", "=", user)]),
        ("обращения без специалиста", "crm.lead", [("user_id", "=", False)]),
        ("обращения клиента", "crm.lead", [("partner_id", "=", lead.partner_id.id)]),
        ("карточка по ИНН", "res.partner", [("vat", "=", client.vat)]),
        ("карточка по почте", "res.partner", [("email_normalized", "=", client.email_normalized)]),
        ("карточка по телефону", "res.partner", [("phone_sanitized", "=", client.phone_sanitized)]),
        ("карточка по названию", "res.partner", [("ais_name_key", "=", client.ais_name_key)]),
        (
            "клиенты, с которыми пора связаться",
            "res.partner",
            [("ais_contact_due_on", "=", TODAY)],
        ),
        (
            "клиенты, которых теряют",
            "res.partner",
            [("ais_protected_until", "=", TODAY)],
        ),
        ("клиенты специалиста", "res.partner", [("user_id", "=", user)]),
        (
            "контакты на сегодня",
            "ais.contact.agreement",
            [("state", "=", "planned"), ("date", "=", TODAY), ("user_id", "=", user)],
        ),
        ("контакты клиента", "ais.contact.agreement", [("partner_id", "=", client.id)]),
        ("разговоры о долге", "ais.debt.contact", [("client_id", "=", client.id)]),
        ("ожидаемые обещания", "ais.debt.contact", [("promise_state", "=", "open")]),
        ("потребности обращения", "ais.need", [("lead_id", "=", lead.id)]),
        ("потребности в курсе", "ais.need", [("course_id", "=", course), ("state", "=", "open")]),
        ("слушатели брони", "ais.trainee", [("booking_id", "=", trainee.booking_id.id)]),
        ("слушатели группы", "ais.trainee", [("group_id", "=", trainee.group_id.id)]),
        ("слушатель по имени", "ais.trainee", [("name", "ilike", "Слушатель 4321")]),
        (
            "документы к сроку",
            "ais.order.document",
            [("is_done", "=", False), ("deadline", "=", TODAY)],
        ),
        (
            "счета клиента",
            "account.move",
            [("commercial_partner_id", "=", invoice.commercial_partner_id.id)],
        ),
        (
            "долги клиента",
            "account.move.line",
            [("partner_id", "=", invoice.partner_id.id), ("reconciled", "=", False)],
        ),
        ("дела сотрудника", "mail.activity", [("user_id", "=", user)]),
    )


def plan(env, model, domain):
    """How PostgreSQL finds the records.

    :return: (indexes used, large tables read whole, milliseconds)
    """
    query = env[model]._search(domain)
    env.cr.execute(
        f"EXPLAIN (ANALYZE, FORMAT JSON) {query.select().code}",
        query.select().params,
    )
    found = env.cr.fetchone()[0][0]
    nodes, indexes, whole = [found["Plan"]], [], []
    while nodes:
        node = nodes.pop()
        nodes += node.get("Plans", ())
        if "Index Name" in node:
            indexes.append(node["Index Name"])
        if node["Node Type"] == "Seq Scan" and rows(env, node["Relation Name"]) > LARGE:
            whole.append(node["Relation Name"])
    return indexes, whole, found["Execution Time"]


def rows(env, table):
    env.cr.execute("SELECT reltuples FROM pg_class WHERE relname = %s", (table,))
    return env.cr.fetchone()[0]


def main(database):
    env = environment(database)
    env.cr.execute("SET max_parallel_workers_per_gather = 0")
    print("| что ищется | индекс | мс |\n|---|---|---:|")
    for words, model, domain in questions(env):
        indexes, whole, took = plan(env, model, domain)
        how = ", ".join(f"`{name}`" for name in indexes) or "–"
        if whole:
            how = f"ТАБЛИЦА ЦЕЛИКОМ: {', '.join(whole)} ({how})"
        print(f"| {words} | {how} | {took:.1f} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
