"""What is invoiced and paid is reckoned otherwise than once: bring what is stored up to it."""

from odoo import SUPERUSER_ID, api
from odoo.tools import parse_version
from odoo.tools.misc import split_every

BATCH = 1000
STORED = {
    "sale.order": ("ais_amount_paid", "ais_payment_state"),
    "ais.booking": ("amount_invoiced", "amount_paid", "payment_state"),
}
WHERE = {
    "sale.order": [("order_line.invoice_lines", "!=", False)],
    "ais.booking": [("sale_line_id", "!=", False)],
}


def migrate(cr, version):
    if parse_version(version) >= parse_version("19.0.1.1.0"):
        return
    env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "mail_notrack": True})
    for name, fields in STORED.items():
        model = env[name]
        for ids in split_every(BATCH, model.search(WHERE[name], order="id").ids):
            for field in fields:
                env.add_to_compute(model._fields[field], model.browse(ids))
            env.flush_all()
            env.invalidate_all()
