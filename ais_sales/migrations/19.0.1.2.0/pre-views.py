"""Views of an earlier version are put aside until those of this one are loaded.

While they are loaded one after the other, Odoo checks each together with the old ones that still
extend it, whose fields are for other people now.
"""

from odoo.tools import parse_version


def migrate(cr, version):
    if parse_version(version) >= parse_version("19.0.1.1.0"):
        return
    cr.execute(
        """
        UPDATE ir_ui_view v SET arch_db = '{"en_US": "<data/>"}'
          FROM ir_model_data d
         WHERE d.model = 'ir.ui.view' AND d.res_id = v.id AND d.module = 'ais_sales'
           AND v.mode = 'extension'
        """,
    )
