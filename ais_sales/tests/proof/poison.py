"""Put one hostile text before every text that people have written."""

import re

from odoo.tools import SQL

# a formula to a spreadsheet, a script to a page, an expression to a template
POISON = "=1+1|'<script>x7731()</script><img src=x onerror=x7731()>{{7*7}}"
LIVE = re.compile(r"<script>x7731|<img src=x onerror")
STOCK = (
    *("res.partner", "crm.lead", "sale.order", "sale.order.line", "account.move"),
    *("account.move.line", "product.template", "crm.team", "mail.activity"),
)
# not people's words: codes by which things are found, addresses, what is computed with
LEFT = re.compile(
    r"(_hash|_normalized|_sanitized|_key|^key|_path|^path|token|^code|^ref|reference|^res_model"
    r"|email|phone|lang|^tz|vat|kpp|ogrn|sha256|method|^model|complete_name|website|barcode|snils"
    r"|edi|^type|color|payment_ref|^fact$|indicator|default_code|icon)"
)


def poison(env):
    """Poison the texts of the add-on's tables and of the stock ones it prints.

    :return: how many texts are poisoned
    """
    env.flush_all()
    count = 0
    for name in sorted(env.registry):
        model = env[name]
        if not model._auto or model._abstract or model._transient:
            continue
        if not (name.startswith("ais.") or name in STOCK):
            continue
        names = [
            field.name
            for field in model._fields.values()
            if field.store and field.type in ("char", "text") and not LEFT.search(field.name)
        ]
        if not names:
            continue
        sets = SQL(", ").join(_set(model._fields[one]) for one in names)
        env.cr.execute(SQL("UPDATE %s SET %s", SQL.identifier(model._table), sets))
        count += env.cr.rowcount * len(names)
    env.invalidate_all()
    return count


def _set(field):
    column = SQL.identifier(field.name)
    if field.translate:
        text = SQL("jsonb_build_object('en_US', %s || (%s->>'en_US'))", POISON, column)
        return SQL("%s = CASE WHEN %s IS NULL THEN NULL ELSE %s END", column, column, text)
    return SQL("%s = %s || %s", column, POISON, column)
