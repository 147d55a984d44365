"""Record rules are data that an update leaves alone: bring them to what this version grants."""

from lxml import etree

from odoo import SUPERUSER_ID, Command, api
from odoo.modules.module import Manifest
from odoo.tools import file_open
from odoo.tools.convert import convert_file

MODULE = "ais_sales"


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    files = [
        path
        for path in Manifest.for_addon(MODULE)["data"]
        if path.startswith("security/") and path.endswith("_rules.xml")
    ]
    names = set()
    for path in files:
        with file_open(f"{MODULE}/{path}", "rb") as source:
            names.update(etree.parse(source).xpath("//record[@model='ir.rule']/@id"))
    known = env["ir.model.data"].search([("module", "=", MODULE), ("model", "=", "ir.rule")])
    rules = env["ir.rule"].browse(known.mapped("res_id")).exists()
    # a group that a rule was taken from is not taken by loading it once more
    rules.groups = [Command.clear()]
    for path in files:
        convert_file(env, MODULE, path, {}, mode="init", noupdate=True)
    gone = known.filtered(lambda one: one.name not in names)
    env["ir.rule"].browse(gone.mapped("res_id")).exists().unlink()
