"""Stories of databases that were updated, or backed up and restored: nothing is lost."""

import hashlib
import json
import os
from pathlib import Path

from lifecycle_facts import one, our_crons, rows

from odoo.fields import Domain

MARK = Path(os.environ["AIS_TABLE"]).with_name("mark.json")

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
