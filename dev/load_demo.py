"""Run by `odoo shell`: load the add-on's demo data, and nobody else's."""

from odoo.modules.module import Manifest
from odoo.tools.convert import convert_file

# names that are stored with records, such as what a task is about, are Russian like the rest
env = env(context={**env.context, "lang": "ru_RU"})  # noqa: F821

for path in Manifest.for_addon("ais_sales")["demo"]:
    convert_file(env, "ais_sales", path, {}, mode="init", noupdate=True)
env["ir.module.module"].search([("name", "=", "ais_sales")]).demo = True
env.cr.commit()
