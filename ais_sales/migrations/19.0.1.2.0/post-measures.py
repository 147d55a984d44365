"""Measures are called as this version calls them; their aims stay as the director set them."""

from lxml import etree

from odoo import SUPERUSER_ID, api
from odoo.tools import file_open

FILE = "ais_sales/data/cockpit/ais_regulation_measure.xml"
# what nobody changes by hand
TEXTS = ("name", "note")


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    with file_open(FILE, "rb") as source:
        records = etree.parse(source).findall(".//record")
    for record in records:
        measure = env.ref(f"ais_sales.{record.get('id')}", raise_if_not_found=False)
        texts = {
            field.get("name"): field.text
            for field in record.findall("field")
            if field.get("name") in TEXTS
        }
        if measure and any(measure[name] != text for name, text in texts.items()):
            measure.write(texts)
