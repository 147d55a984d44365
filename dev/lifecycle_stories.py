"""Stories of a database's life for dev/lifecycle: each takes the environment of `odoo shell` and
tells whether it held and with what figures. Its docstring is its line in the table.
"""

import hashlib
import json
import os
from datetime import datetime, timedelta
from pathlib import Path

from freezegun import freeze_time

from odoo.fields import Domain
from odoo.tests import Form

MARK = Path(os.environ["AIS_TABLE"]).with_name("mark.json")


def rows(env, query, *args):
    env.flush_all()
    env.cr.execute(query, args)
    return env.cr.fetchall()


def one(env, query, *args):
    return rows(env, query, *args)[0][0]


# ---- installed on a database that has lived


def numbers_and_taxes(env):
    """Each company has its numbers of documents and its tax."""
    from odoo.addons.ais_sales.models.offer.res_company_numbers import DOCUMENT_SEQUENCES

    companies = env["res.company"].search([])
    lacking = []
    for company in companies:
        codes = env["ir.sequence"].search([("company_id", "=", company.id)]).mapped("code")
        wanted = set(DOCUMENT_SEQUENCES)
        if company.country_id.code != "RU":
            wanted.discard("sale.order")
        lacking += [(company.name, code) for code in wanted - set(codes)]
        taxes = env["account.tax"].search(
            [("ais_is_exempt", "=", True), ("company_id", "=", company.id)],
        )
        if len(taxes) != 1:
            lacking.append((company.name, f"{len(taxes)} taxes"))
    return not lacking, f"{len(companies)} companies {lacking or ''}"


def kept_clients(env):
    """Kept clients have a history, a policy and contacts spread over its days."""
    kept = one(env, "SELECT COUNT(*) FROM res_partner WHERE user_id > 0 AND parent_id IS NULL")
    known = one(
        env,
        "SELECT COUNT(DISTINCT a.partner_id) FROM ais_client_assignment a"
        " JOIN res_partner p ON p.id = a.partner_id AND p.user_id = a.user_id",
    )
    most = one(
        env,
        "SELECT COALESCE(MAX(n), 0) FROM (SELECT COUNT(*) AS n FROM res_partner"
        " WHERE user_id > 0 AND parent_id IS NULL GROUP BY user_id, ais_contact_due_on) x",
    )
    return kept == known and most <= 20, f"{known} of {kept}, at most {most} a day and person"


def old_inquiries(env):
    """Inquiries of the time before have no deadline and are not late."""
    late = one(env, "SELECT COUNT(*) FROM crm_lead WHERE ais_deadline IS NOT NULL")
    states = one(env, "SELECT COUNT(*) FROM crm_lead WHERE ais_sla_state IS NOT NULL")
    return late == states == 0, f"{env['crm.lead'].search_count([])} inquiries, {late} with one"


def paid_orders(env):
    """Stored payments of orders are those of their invoices."""
    wrong, orders = 0, env["sale.order"].search([])
    for order in orders:
        invoices = order.invoice_ids.filtered(lambda move: move.state == "posted")
        paid = bool(invoices) and all(
            move.payment_state in ("paid", "in_payment") for move in invoices
        )
        wrong += paid != (order.ais_payment_state == "paid")
    return not wrong, f"{len(orders)} orders, {wrong} wrong"


def day_after(env):
    """The day after: crons run, and nobody is flooded."""
    counted = {
        "tasks": "SELECT COUNT(*) FROM mail_activity",
        "breaches": "SELECT COUNT(*) FROM ais_breach",
        "letters": "SELECT COUNT(*) FROM mail_mail",
    }
    before = {name: one(env, query) for name, query in counted.items()}
    crons = our_crons(env)
    # the next working day's evening
    day = datetime.now() + timedelta(days=1)
    while day.weekday() > 3:
        day += timedelta(days=1)
    with freeze_time(day.replace(hour=19, minute=0)):
        for cron in crons:
            cron.with_user(cron.user_id).ir_actions_server_id.run()
    env.cr.commit()
    came = {name: one(env, query) - before[name] for name, query in counted.items()}
    most = one(
        env,
        "SELECT COALESCE(MAX(n), 0) FROM (SELECT COUNT(*) AS n FROM mail_activity WHERE id >"
        " (SELECT MAX(id) - %s FROM mail_activity) GROUP BY user_id) x",
        came["tasks"],
    )
    told = ", ".join(f"{number} {name}" for name, number in came.items())
    return most <= 25 and came["breaches"] <= 20, f"{len(crons)} crons; {told}; {most} a person"


def our_crons(env):
    ids = env["ir.model.data"].search([("module", "=", "ais_sales"), ("model", "=", "ir.cron")])
    return env["ir.cron"].browse(ids.mapped("res_id"))


# ---- uninstalled


def sells_on(env):
    """An order is confirmed, invoiced and paid."""
    order = env["sale.order"].search([("state", "=", "draft")], limit=1, order="id")
    if not order:
        product = env["product.product"].search([("type", "=", "service")], limit=1)
        product = product or product.create({"name": "Услуга", "type": "service"})
        order = env["sale.order"].create(
            {
                "partner_id": env["res.partner"].search([("is_company", "=", True)], limit=1).id,
                "order_line": [(0, 0, {"product_id": product.id, "price_unit": 100.0})],
            },
        )
    order.action_confirm()
    order.order_line.filtered("product_id").qty_delivered = 1
    invoice = order._create_invoices()
    invoice.action_post()
    env["account.payment.register"].with_context(
        active_model="account.move",
        active_ids=invoice.ids,
    ).create({})._create_payments()
    return invoice.payment_state in ("paid", "in_payment"), f"{order.name}, {invoice.name}"


def opens(env):
    """Forms, lists and kanbans of stock models open, old records too."""
    opened = 0
    for model in ("crm.lead", "sale.order", "account.move", "res.partner", "product.template"):
        views = env[model].get_views([(False, "form"), (False, "list"), (False, "search")])
        record = env[model].search([], limit=1, order="id")
        fields = {key: {} for key in views["models"][model]["fields"]}
        record.web_read(fields)
        Form(record or env[model])
        opened += 1
    return True, f"{opened} models"


def crm_goes_on(env):
    """An inquiry is entered, worked on and won."""
    lead = env["crm.lead"].create({"name": "После удаления", "type": "opportunity"})
    lead.message_post(body="Позвонили")
    lead.action_set_won()
    old = env["crm.lead"].search([("won_status", "=", "pending")], limit=1)
    old.action_set_won()
    return lead.won_status == "won", f"{lead.stage_id.name}"


# ---- updated


def constraints_hold(env):
    """Every constraint and index of our models is in the database."""
    known = {name for (name,) in rows(env, "SELECT conname FROM pg_constraint")}
    known |= {name for (name,) in rows(env, "SELECT relname FROM pg_class WHERE relkind = 'i'")}
    lacking = [
        item.full_name(model)
        for model in env.values()
        if not model._abstract and model._auto and not model._transient
        for item in model._table_objects.values()
        if "ais" in item.full_name(model)
        and item.full_name(model) not in known
        and item.get_definition(model.pool)
    ]
    return not lacking, f"{lacking or ''}"


def trainees(env):
    """Nobody taught before the progress was kept is late."""
    late = env["ais.trainee"].search_count(
        [("pace", "=", "late"), ("group_id.state", "=", "done"), ("booking_state", "=", "done")],
    )
    states = dict(rows(env, "SELECT training_state, COUNT(*) FROM ais_trainee GROUP BY 1"))
    return not late, f"{late} late; {states}"


def stored_again(env):
    """Stored computed fields of our models say what they would say now."""
    wrong = {}
    for model, names in {
        "sale.order": ("ais_amount_paid", "ais_payment_state", "ais_is_training"),
        "ais.booking": ("amount_paid", "payment_state", "amount_total"),
        "ais.trainee": ("pace", "hours_done", "document_state"),
        "ais.course.group": ("seats_available",),
    }.items():
        found = env[model].with_context(active_test=False).search([])
        names = [name for name in names if name in found._fields and found._fields[name].store]
        before = {record.id: [record[name] for name in names] for record in found}
        for name in names:
            env.add_to_compute(found._fields[name], found)
        after = {record.id: [record[name] for name in names] for record in found}
        differ = [key for key in before if before[key] != after[key]]
        if differ:
            wrong[model] = len(differ)
        env.cr.rollback()
        env.invalidate_all(flush=False)
    return not wrong, f"{wrong or ''}"


def documents(env):
    """Types of documents know their fact; letters of guarantee have numbers; nobody lacks keys."""
    facts = one(
        env,
        "SELECT COUNT(*) FROM ais_document_type t JOIN ir_model_data d ON d.res_id = t.id"
        " AND d.model = 'ais.document.type' WHERE d.module = 'ais_sales' AND t.fact IS NOT NULL",
    )
    letters = one(
        env,
        "SELECT COUNT(*) FROM ais_booking WHERE has_guarantee_letter AND guarantee_number IS NULL",
    )
    return facts == 5 and not letters, f"{facts} facts, {letters} letters without a number"


# ---- backed up and restored


def facts_of(env):
    counts = {
        table: one(env, f'SELECT COUNT(*) FROM "{table}"')
        for (table,) in rows(
            env,
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^(ais_|crm_|sale_"
            "|account_|res_partner$|mail_message$|ir_attachment$)' ORDER BY 1",
        )
    }
    sequences = env["ir.sequence"].search([("code", "=like", "ais.%")], order="id")
    return {
        "counts": counts,
        "next": {str(item.id): item.number_next_actual for item in sequences},
        "seats": rows(env, "SELECT id, seats_taken FROM ais_course_group ORDER BY id"),
    }


def mark(env):
    """What is in the demo database is noted."""
    MARK.write_text(json.dumps(facts_of(env)), encoding="utf-8")
    return True, ""


def as_it_was(env):
    """Records, next numbers and seats are as they were."""
    noted = json.loads(MARK.read_text(encoding="utf-8"))
    found = json.loads(json.dumps(facts_of(env)))
    differ = [name for name in noted if noted[name] != found[name]]
    rows_in_all = sum(found["counts"].values())
    return not differ, f"{rows_in_all} rows, {len(found['next'])} sequences {differ or ''}"


def files(env):
    """Every attachment can be read and is what it was."""
    found = env["ir.attachment"].search(
        Domain("type", "=", "binary") & Domain("res_field", "in", [False, *fields_of(env)]),
    )
    bad = [
        item.id
        for item in found
        if item.checksum and hashlib.sha1(item.raw or b"").hexdigest() != item.checksum
    ]
    return not bad and bool(found), f"{len(found)} files, {len(bad)} broken"


def fields_of(env):
    return [name for (name,) in rows(env, "SELECT DISTINCT res_field FROM ir_attachment") if name]


def seats_equal(env):
    """Seats taken are the seats of the bookings, and a new booking gets the next number."""
    wrong = one(
        env,
        "SELECT COUNT(*) FROM ais_course_group g WHERE g.seats_taken != COALESCE((SELECT"
        " SUM(b.seats) FROM ais_booking b WHERE b.group_id = g.id"
        " AND b.state IN ('hold', 'confirmed', 'done')), 0)",
    )
    group = env["ais.course.group"].search([("state", "=", "open"), ("seats_available", ">", 0)])
    last = one(env, "SELECT MAX(name) FROM ais_booking")
    booking = env["ais.booking"].create(
        {
            "group_id": group[:1].id,
            "partner_id": env["ais.booking"].search([], limit=1).partner_id.copy().id,
            "seats": 1,
        },
    )
    held = not wrong and booking.name > last
    detail = f"{wrong} groups wrong, {last} → {booking.name}"
    env.cr.rollback()
    return held, detail


def neutralized(env):
    """No cron, key, letter or reminder of ours is alive."""
    crons = our_crons(env).filtered("active")
    keys = env["ais.inquiry.source"].search_count([])
    loud = env["res.company"].search_count(
        [
            "|",
            "|",
            ("ais_dunning", "=", True),
            ("ais_director_report", "!=", "no"),
            ("ais_digest_weekday", "!=", False),
        ],
    )
    servers = env["ir.mail_server"].search_count([("smtp_host", "!=", "invalid")])
    held = not (crons or keys or loud or servers)
    return held, f"{len(crons)} crons, {keys} keys, {loud} companies, {servers} mail servers"


UNINSTALLED = (opens, crm_goes_on, sells_on)
STORIES = {
    "fresh": (numbers_and_taxes, constraints_hold),
    "life": (numbers_and_taxes, kept_clients, old_inquiries, paid_orders, day_after),
    "uninstalled": UNINSTALLED,
    "again": (numbers_and_taxes, kept_clients, constraints_hold),
    "updated": (numbers_and_taxes, constraints_hold, trainees, stored_again, documents),
    "mark": (mark,),
    "restored": (as_it_was, files, seats_equal),
    "neutralized": (neutralized,),
}
