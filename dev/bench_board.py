"""Run by `odoo shell`: what the web client asks for when a board opens, at growing sizes.

Rows are made in SQL, as copies of one that the ORM made; the last size is 5,000 groups with
100,000 bookings. Nothing is committed. Prints one line of JSON.
"""

import json
import os
import statistics
import time
from datetime import timedelta

from lxml import etree

from odoo.tools import SQL

SIZES = (50, 500, 5000)
PER_GROUP = 20
REPEATS = int(os.environ.get("REPEATS", "7"))

day = env.company.ais_today() + timedelta(days=30)  # noqa: F821
admin = env(user=env.ref("base.user_admin"))  # noqa: F821
partner = env["res.partner"].create({"name": "Клиент"})  # noqa: F821
course = env["ais.course"].create({"name": "Доска", "code": "ДОСКА", "seats_min": 1})  # noqa: F821
group = env["ais.course.group"].create(  # noqa: F821
    {"course_id": course.id, "date_start": day, "date_end": day, "seats_max": 40},
)
booking = env["ais.booking"].create({"group_id": group.id, "partner_id": partner.id})  # noqa: F821
event = env["event.event"].create(  # noqa: F821
    {
        "name": "Доска",
        "date_begin": f"{day} 06:00:00",
        "date_end": f"{day} 15:00:00",
        "seats_limited": True,
        "seats_max": 40,
        "event_mail_ids": [],
    },
)
registration = env["event.registration"].create(  # noqa: F821
    {"event_id": event.id, "partner_id": partner.id, "state": "open"},
)
env.flush_all()  # noqa: F821


def copies(record, count, values):
    """Insert copies of a record with some columns given as SQL of the number `n`."""
    env.cr.execute(  # noqa: F821
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = %s AND column_name != 'id'",
        (record._table,),
    )
    names = [name for (name,) in env.cr.fetchall()]  # noqa: F821
    env.cr.execute(  # noqa: F821
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s t, generate_series(1, %s) n WHERE t.id = %s"
            " RETURNING id",
            SQL.identifier(record._table),
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(", ").join(values.get(name) or SQL.identifier("t", name) for name in names),
            SQL.identifier(record._table),
            count,
            record.id,
        ),
    )
    return [row[0] for row in env.cr.fetchall()]  # noqa: F821


def parent_of(ids):
    """SQL: each parent in its turn."""
    return SQL("(%s::int[])[1 + (n - 1) / %s]", ids, PER_GROUP)


def grow(count):
    groups = copies(
        group,
        count,
        {
            "code": SQL("md5(random()::text)"),
            "state": SQL("(ARRAY['draft','open','guaranteed','running'])[1 + n %% 4]"),
            "seats_held": SQL("%s", PER_GROUP),
            "seats_taken": SQL("%s", PER_GROUP),
            "seats_available": SQL("%s", 40 - PER_GROUP),
        },
    )
    copies(
        booking,
        count * PER_GROUP,
        {"group_id": parent_of(groups), "name": SQL("'B' || n")},
    )
    stages = SQL("(ARRAY(SELECT id FROM event_stage ORDER BY id LIMIT 4))[1 + n %% 4]")
    events = copies(event, count, {"stage_id": stages})
    copies(
        registration,
        count * PER_GROUP,
        {"event_id": parent_of(events), "barcode": SQL("md5(random()::text)")},
    )
    for table in ("ais_course_group", "ais_booking", "event_event", "event_registration"):
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))  # noqa: F821


def specification(model, arch):
    """What the kanban view reads of each record."""
    spec = {}
    for node in arch.iter("field"):
        field = model._fields[node.get("name")]
        spec[field.name] = {"fields": {"display_name": {}}} if field.type == "many2one" else {}
    return spec


def open_board(model):
    """The calls that open the kanban view.

    :return: (queries, milliseconds)
    """
    env.flush_all()  # noqa: F821
    env.invalidate_all()  # noqa: F821
    queries, started = env.cr.sql_log_count, time.perf_counter()  # noqa: F821
    views = model.get_views([(False, "kanban"), (False, "search")], {"toolbar": True})
    arch = etree.fromstring(views["views"]["kanban"]["arch"])
    grouping = arch.get("default_group_by")
    model.web_read_group(
        [],
        [grouping],
        ["__count"],
        auto_unfold=True,
        unfold_read_specification=specification(model, arch),
        unfold_read_default_limit=int(arch.get("limit", "80")),
        groupby_read_specification={
            grouping: {"display_name": {}, "fold": {}}
            if model._fields[grouping].type == "many2one"
            else {},
        }
        if model._fields[grouping].relational
        else None,
    )
    if (bar := arch.find("progressbar")) is not None:
        colors = json.loads(bar.get("colors").replace("'", '"'))
        progress = {"field": bar.get("field"), "colors": colors}
        model.read_progress_bar([], grouping, progress)
    took = (time.perf_counter() - started) * 1000
    return env.cr.sql_log_count - queries, took  # noqa: F821


figures = []
have = 1
for size in SIZES:
    grow(size - have)
    have = size
    for product, name in (("ais", "ais.course.group"), ("event", "event.event")):
        model = admin[name].with_context(lang="en_US")
        open_board(model)
        opened = [open_board(model) for _n in range(REPEATS)]
        figures.append(
            {
                "product": product,
                "groups": size,
                "bookings": size * PER_GROUP,
                "queries": max(queries for queries, _took in opened),
                "ms": statistics.median(took for _queries, took in opened),
            },
        )
env.cr.rollback()  # noqa: F821
print("BOARD" + json.dumps(figures))
