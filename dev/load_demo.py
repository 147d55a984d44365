"""Run by `odoo shell`: load the add-on's demo data, and nobody else's."""

from odoo.modules.module import Manifest
from odoo.tools.convert import convert_file

for path in Manifest.for_addon("ais_sales")["demo"]:
    convert_file(env, "ais_sales", path, {}, mode="init", noupdate=True)  # noqa: F821
env["ir.module.module"].search([("name", "=", "ais_sales")]).demo = True  # noqa: F821
env.cr.commit()  # noqa: F821
