"""Compare the data of ais_sales in a database that was updated with those of a fresh one.

Usage: lifecycle_data.py FRESH UPDATED. A line for each record of the add-on's own data (not of the
demo) that is absent, left over, or says something else; the code is 1 when there is any.
Ids differ between databases, so records are told by their external ids and links are left out.
Templates and other data that an update leaves to the company are told as its own, and do not count.
"""

import re
import sys

import psycopg2
from lifecycle_compare import columns, connect

# what happens to a record afterwards is no content of it
NO_CONTENT = {
    "action",
    "nextcall",
    "lastcall",
    "number_next",
    "failure_count",
    "first_failure_date",
}
ACTION = re.compile(r'name=\\*"\d+')


def records(connection):
    """{(model, name): id} of the add-on's records."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT model, name, res_id FROM ir_model_data WHERE module = 'ais_sales'"
            " AND model NOT IN"
            " ('ir.model', 'ir.model.constraint', 'ir.model.relation', 'ir.module.module')"
            # Odoo's own fields have Odoo's own words
            " AND (model NOT LIKE 'ir.model.fields%' OR name ~ '__ais_|^(field|selection)_+ais_')",
        )
        return {(model, name): res_id for model, name, res_id in cursor.fetchall()}


def values(connection, model, names, ids):
    table = model.replace(".", "_").replace("ir_actions_", "ir_act_")
    listed = ", ".join(f'"{name}"::text' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT id, {listed} FROM "{table}" WHERE id = ANY(%s)',
            (ids,),
        )
        return {row[0]: row[1:] for row in cursor.fetchall()}


def content(connection, model):
    table = model.replace(".", "_").replace("ir_actions_", "ir_act_")
    return sorted(
        name
        for name in columns(connection, table)
        if not name.endswith(("_id", "_uid", "_date"))
        and name not in NO_CONTENT
        and name not in ("id", "create_date", "write_date", "arch_prev", "parent_path")
    )


def plain(value):
    """A value without the ids of actions, which differ between databases."""
    return ACTION.sub("", value or "")


def groups_of_rules(connection):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT d.name, array_agg(g.module || '.' || g.name ORDER BY g.module, g.name)
              FROM ir_model_data d
              JOIN rule_group_rel r ON r.rule_group_id = d.res_id
              JOIN ir_model_data g ON g.model = 'res.groups' AND g.res_id = r.group_id
             WHERE d.module = 'ais_sales' AND d.model = 'ir.rule'
             GROUP BY d.name
            """,
        )
        return dict(cursor.fetchall())


def main():
    fresh, updated = (connect(name) for name in sys.argv[1:3])
    known, found = records(fresh), records(updated)
    told = []
    for model, name in sorted(known.keys() - found.keys()):
        told.append(("missing", model, name))
    for model, name in sorted(found.keys() - known.keys()):
        # the demo has records of the other models
        if model.startswith(("ir.", "mail.", "res.groups", "report.")):
            told.append(("left over", model, name))
    by_model = {}
    for model, name in known.keys() & found.keys():
        by_model.setdefault(model, []).append(name)
    for model, names in sorted(by_model.items()):
        told.extend(changes(fresh, updated, model, names, known, found))
    rules = groups_of_rules(updated)
    for name, groups in groups_of_rules(fresh).items():
        if rules.get(name) != groups:
            told.append(("changed", "ir.rule", f"{name}: groups {rules.get(name)} → {groups}"))
    own = companys_own(updated)
    left = 0
    for word, model, what in told:
        is_own = word == "changed" and (model, what.split(".")[0]) in own
        left += not is_own
        print("own" if is_own else word, model, what, sep="\t")
    return left > 0


def companys_own(connection):
    """{(model, name)} of what an update leaves as the company has it: all but record rules."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT model, name FROM ir_model_data"
            " WHERE module = 'ais_sales' AND noupdate AND model != 'ir.rule'",
        )
        return set(cursor.fetchall())


def changes(fresh, updated, model, names, known, found):
    try:
        fields = content(fresh, model)
        if not fields:
            return
        new = values(fresh, model, fields, [known[model, name] for name in names])
        old = values(updated, model, fields, [found[model, name] for name in names])
    except psycopg2.Error as error:
        yield "unread", model, str(error).splitlines()[0]
        fresh.rollback()
        updated.rollback()
        return
    for name in sorted(names):
        before = old.get(found[model, name], ())
        after = new.get(known[model, name], ())
        for field, a, b in zip(fields, before, after, strict=False):
            if plain(a) != plain(b):
                yield "changed", model, f"{name}.{field}: {a!r:.70} → {b!r:.70}"


if __name__ == "__main__":
    sys.exit(main())
