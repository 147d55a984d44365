"""Words that have been changed since are said anew; what a company has rewritten in templates and
other data of its own stays as it wrote it.
"""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    languages = [code for code, _name in env["res.lang"].get_installed()]
    env["ir.module.module"]._load_module_terms(["ais_sales"], languages, overwrite=True)
