"""Run by `odoo shell`: each stored figure is computed anew and compared with what is stored.

Prints the fields that differ, with some of the records, as one line of JSON.
"""

# the whole is one script of the shell, which gives `env`
# ruff: noqa: F821
import json

from odoo.tools import float_compare

STOCK = ("crm.lead", "sale.order", "sale.order.line", "account.move", "res.partner")
MONEY = {
    "sale.order": {"amount_untaxed", "amount_tax", "amount_total", "invoice_status"},
    "sale.order.line": {"qty_invoiced", "price_subtotal", "price_total", "untaxed_amount_invoiced"},
    "account.move": {"amount_total", "amount_residual", "payment_state"},
}
# what was handed in stays as it was
FROZEN = ("ais.activity.report", "ais.department.report")
# true at the moment at which they were computed; the clock or the jobs of the night bring them up
OF_THE_DAY = {
    "crm.lead.ais_sla_state",
    "res.partner.ais_data_score",
    "res.partner.ais_owned_since",
    "res.partner.ais_contact_due_on",
    "res.partner.ais_protected_until",
}


def fields_of(model):
    for name, field in model._fields.items():
        ours = model._name.startswith("ais.") or name.startswith("ais_")
        if not (field.store and field.compute and field.readonly) or field.company_dependent:
            continue
        if (
            ours or name in MONEY.get(model._name, ())
        ) and f"{model._name}.{name}" not in OF_THE_DAY:
            yield name, field


def differs(field, before, after):
    if field.type in ("float", "monetary"):
        return float_compare(before or 0.0, after or 0.0, precision_digits=2)
    return (before or False) != (after or False)


found = {}
checked = 0
for model_name in sorted(env.registry):
    model = env[model_name].sudo().with_context(active_test=False)
    if not (model_name.startswith("ais.") or model_name in STOCK):
        continue
    if model_name in FROZEN or model._abstract or model._transient or not model._auto:
        continue
    names = dict(fields_of(model))
    records = model.search([])
    if not names or not records:
        continue
    before = {record.id: {name: record[name] for name in names} for record in records}
    for field in names.values():
        env.add_to_compute(field, records)
    for name in names:
        records._fields[name].recompute(records)
    for record in records:
        for name, field in names.items():
            checked += 1
            was, now = before[record.id][name], record[name]
            if differs(field, was, now):
                found.setdefault(f"{model_name}.{name}", []).append([record.id, str(was), str(now)])
    env.cr.rollback()
    env.invalidate_all(flush=False)
print(
    "RECOUNT"
    + json.dumps({"checked": checked, "found": {k: [len(v), v[:5]] for k, v in found.items()}})
)
