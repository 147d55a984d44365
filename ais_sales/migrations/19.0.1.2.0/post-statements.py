"""Payments of statements are known by other facts than once: by these from now on.

Without it the file of an overlapping period would enter the payments of the old one again.
"""

from collections import Counter
from decimal import Decimal
from types import SimpleNamespace

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL, parse_version


def migrate(cr, version):
    if parse_version(version) >= parse_version("19.0.1.1.0"):
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    # what is known already stays known: where two lines come to one key, the first one has it
    taken, changed = set(), []
    for line_id, key, is_duplicate in keys(env):
        if is_duplicate or key not in taken:
            changed.append((line_id, key))
        if not is_duplicate:
            taken.add(key)
    if changed:
        ids, new = zip(*changed, strict=True)
        env.execute_query(
            SQL(
                """
                UPDATE ais_bank_import_line l SET dedup_key = n.key
                  FROM unnest(%s, %s) AS n (id, key)
                 WHERE l.id = n.id AND l.dedup_key IS DISTINCT FROM n.key
             RETURNING l.id
                """,
                list(ids),
                list(new),
            ),
        )


def keys(env):
    """The key of each line by the present facts: (id of the line, key, is it a duplicate)."""
    statements = env["ais.bank.import"]
    records = {record.id: record for record in statements.search([])}
    seen = {}
    rows = env.execute_query(
        SQL(
            """
            SELECT id, import_id, state = 'duplicate', own_account, number, date, amount, purpose,
                   payer_inn, payer_account
              FROM ais_bank_import_line ORDER BY import_id, place, id
            """,
        ),
    )
    for line_id, import_id, is_duplicate, own, number, date, amount, purpose, inn, account in rows:
        document = SimpleNamespace(
            own_account=own or "",
            number=number or "",
            date=date,
            amount=Decimal(str(amount)),
            purpose=purpose or "",
            payer=SimpleNamespace(inn=inn or "", account=account or ""),
        )
        parts = statements._key_parts(document, records[import_id])
        counter = seen.setdefault(import_id, Counter())
        counter[parts] += 1
        yield line_id, statements._dedup_key(parts, counter[parts]), is_duplicate
