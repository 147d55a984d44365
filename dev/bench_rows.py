"""What the benches of views share: an environment, rows by the thousand, and what a view reads.

Rows are made in SQL, as copies of one that the ORM made, so that they are whole in stock Odoo and
with the add-on alike.
"""

import json
import time
from contextlib import closing
from pathlib import Path

import psycopg2
from lxml import etree

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import SQL, config

CONF = Path(__file__).resolve().parent.parent / ".dev" / "odoo.conf"


def environment(database):
    """Open a database of this project; several may be open in one process."""
    config.parse_config(["-c", str(CONF), "--log-level=error"], setup_logging=True)
    return api.Environment(Registry(database).cursor(), SUPERUSER_ID, {})


def copies(record, count, values):
    """Insert copies of a record, with some columns given as SQL of the number `n` (from 1).

    :return: ids of the new rows
    """
    cursor = record.env.cr
    cursor.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = %s AND column_name != 'id'",
        (record._table,),
    )
    names = [name for (name,) in cursor.fetchall()]
    cursor.execute(
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
    return [row[0] for row in cursor.fetchall()]


def specification(model, arch):
    """What a view reads of each record."""
    spec = {}
    for node in arch.iter("field"):
        field = model._fields[node.get("name")]
        if field.type == "many2one" or node.get("widget") == "many2many_tags":
            spec[field.name] = {"fields": {"display_name": {}}}
        else:
            spec[field.name] = {}
    return spec


def vacuum(database, *tables):
    """Bring tables filled at once to the state of tables that have been in use."""
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(SQL("VACUUM ANALYZE %s", SQL.identifier(table)).code)


def view_arch(model, kind, view):
    views = model.get_views([(view, kind), (False, "search")], {"toolbar": True})
    return etree.fromstring(views["views"][kind]["arch"])


def open_kanban(model, domain=(), view=False, limit=80):
    """The calls with which the web client opens a kanban view grouped as its view says."""
    arch = view_arch(model, "kanban", view)
    grouping = arch.get("default_group_by")
    model.web_read_group(
        list(domain),
        [grouping],
        ["__count"],
        auto_unfold=True,
        unfold_read_specification=specification(model, arch),
        unfold_read_default_limit=limit,
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
        model.read_progress_bar(list(domain), grouping, progress)


def open_list(model, domain=(), view=False, limit=80):
    """The calls with which the web client opens a list."""
    arch = view_arch(model, "list", view)
    model.web_search_read(
        list(domain),
        specification(model, arch),
        limit=limit,
        order=arch.get("default_order") or None,
        count_limit=10001,
    )


def measured(env, work):
    """Do some work as a new request does it: nothing in the cache, everything written at its end.

    :return: (queries, milliseconds)
    """
    env.flush_all()
    env.invalidate_all()
    queries, started = env.cr.sql_log_count, time.perf_counter()
    work()
    env.flush_all()
    took = (time.perf_counter() - started) * 1000
    return env.cr.sql_log_count - queries, took
