"""Words that have been changed since are said anew; what a company has rewritten in templates and
other data of its own stays as it wrote it, and so do Odoo's own words for its own fields.
"""

import re

from odoo import SUPERUSER_ID, api
from odoo.tools.translate import TranslationImporter, get_po_paths

MODULE = "ais_sales"
# names of models, fields and choices that the add-on itself has made
OURS = re.compile(r"\.(model_ais_|(field|selection)_+(ais_|\w+?__ais_))")
REFLECTED = ("ir.model", "ir.model.fields", "ir.model.fields.selection")


# data whose words nobody changes by hand
MEASURES = "ais.regulation.measure"


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    importer = TranslationImporter(cr, verbose=False)
    for code, _name in env["res.lang"].get_installed():
        for path in get_po_paths(MODULE, code):
            importer.load_file(path, code)
    measures = TranslationImporter(cr, verbose=False)
    measures.model_translations[MEASURES] = importer.model_translations.pop(MEASURES, {})
    measures.save(force_overwrite=True)
    for model in REFLECTED:
        for records in importer.model_translations.get(model, {}).values():
            for xmlid in [xmlid for xmlid in records if not OURS.search(xmlid)]:
                del records[xmlid]
    importer.save(overwrite=True)
