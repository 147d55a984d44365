"""Tell in what one database differs from another: structure first, then rows.

Usage: lifecycle_compare.py BEFORE AFTER [--ignore FILE]; PostgreSQL is found by PGHOST and so on.
Each difference is a line `kind<TAB>what<TAB>where`; the code of the program is 1 when there is any.
Written for "installed and uninstalled again": BEFORE is the copy that never had the add-on.
"""

import argparse
import os
import re
import sys

import psycopg2

STRUCTURE = {
    "table": """
        SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
           AND relkind IN ('r', 'v', 'm')""",
    "column": """
        SELECT attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod)
               || CASE WHEN attnotnull THEN ' not null' ELSE '' END
          FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
         WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
           AND attnum > 0 AND NOT attisdropped""",
    "index": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraint": """
        SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    # those of Odoo's sequences are named by ids, and told with their records
    "sequence": """
        SELECT sequencename FROM pg_sequences
         WHERE schemaname = 'public' AND sequencename !~ '^ir_sequence_[0-9_]+$'""",
    "function": "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "trigger": "SELECT tgrelid::regclass || ' ' || tgname FROM pg_trigger WHERE NOT tgisinternal",
}
# not the addresses of the demo
OURS = re.compile(r"\bais[._](?!example)")
# moments and readers' marks, not content; what is computed anew when anything is installed
VOLATILE = {"write_date", "write_uid", "last_update", "lastcall", "nextcall"}
NO_CONTENT = {
    # the registry's own signals, logs of crons and modules' states as such
    "base_registry_signaling",
    "ir_cron_progress",
    "ir_cron_trigger",
    "ir_logging",
    "bus_bus",
    "res_users_log",
    "res_device_log",
}


def connect(database):
    return psycopg2.connect(dbname=database, user=os.environ.get("PGUSER", "odoo"))


def facts(connection, query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {str(row[0]) for row in cursor.fetchall()}


def columns(connection, table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = %s",
            (table,),
        )
        return {row[0] for row in cursor.fetchall()}


def rows(connection, table, names):
    """The rows of a table, by id or, where it has none, by all they hold."""
    fields = sorted(names)
    with connection.cursor() as cursor:
        listed = ", ".join(f'"{name}"::text' for name in fields)
        cursor.execute(f'SELECT {listed} FROM "{table}"')
        found = cursor.fetchall()
    if "id" in names:
        place = fields.index("id")
        return fields, {row[place]: row for row in found}
    return fields, {row: row for row in found}


def compare_structure(before, after):
    for kind, query in STRUCTURE.items():
        old, new = facts(before, query), facts(after, query)
        yield from (("left over", kind, name) for name in sorted(new - old))
        yield from (("missing", kind, name) for name in sorted(old - new))


def names_us(row):
    return any(value and OURS.search(value) for value in row)


def compare_rows(before, after, ours=False, limit=6):
    """Rows that are in one database only, and those that say something else.

    :param bool ours: only those in which the add-on, its models or fields are named
    :param int limit: so many of each table are told
    """
    tables = facts(before, STRUCTURE["table"] + " AND relkind = 'r'") & facts(
        after,
        STRUCTURE["table"] + " AND relkind = 'r'",
    )
    for table in sorted(tables - NO_CONTENT):
        names = (columns(before, table) & columns(after, table)) - VOLATILE
        fields, old = rows(before, table, names)
        fields, new = rows(after, table, names)
        told = [("left over", key, new[key]) for key in new.keys() - old.keys()]
        told += [("missing", key, old[key]) for key in old.keys() - new.keys()]
        if ours:
            told = [line for line in told if line[0] == "left over" and names_us(line[2])]
        for word, _key, row in told[:limit]:
            yield word, f"row of {table} ({len(told)})", short(fields, row)
        changed = [key for key in old.keys() & new.keys() if old[key] != new[key]]
        if ours:
            changed = [key for key in changed if names_us(new[key])]
        for key in changed[:limit]:
            pairs = zip(fields, old[key], new[key], strict=True)
            what = [f"{name}: {a!r:.60} → {b!r:.60}" for name, a, b in pairs if a != b]
            yield "changed", f"row of {table} ({len(changed)})", f"id {key}: {'; '.join(what)}"


def short(fields, row):
    wanted = ("id", "name", "model", "res_model", "module", "key", "code", "res_id", "login")
    told = [
        f"{name}={value:.70}"
        for name, value in zip(fields, row, strict=False)
        if name in wanted and value
    ]
    return ", ".join(told) or ", ".join(f"{value}" for value in row)[:120]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("--ours", action="store_true", help="of rows tell those that name us only")
    parser.add_argument("--structure", action="store_true", help="leave the rows out")
    parser.add_argument("--ignore", help="file with beginnings of lines that are expected")
    options = parser.parse_args()
    expected = ()
    if options.ignore:
        with open(options.ignore, encoding="utf-8") as lines:
            told = (line.rstrip("\n") for line in lines)
            expected = tuple(line for line in told if line and not line.startswith("#"))
    before, after = connect(options.before), connect(options.after)
    found = 0
    differences = list(compare_structure(before, after))
    if not options.structure:
        differences += compare_rows(before, after, options.ours)
    for difference in differences:
        line = "\t".join(str(part) for part in difference)
        if not line.startswith(expected or ("\0",)):
            found += 1
            print(line)
    return found > 0


if __name__ == "__main__":
    sys.exit(main())
