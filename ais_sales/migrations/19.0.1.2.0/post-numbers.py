"""Companies of the time before get the numbers of documents that came since."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    companies = env["res.company"].search([])
    companies._ais_make_document_sequences()
    # orders outside Russia were numbered as ours once: those that never used it go back to Odoo's
    abroad = companies.filtered(lambda company: company.country_id.code != "RU")
    env["ir.sequence"].search(
        [
            ("code", "=", "sale.order"),
            ("prefix", "=like", "КП-%"),
            ("company_id", "in", abroad.ids),
            ("date_range_ids", "=", False),
        ],
    ).unlink()
