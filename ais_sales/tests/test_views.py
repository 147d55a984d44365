import json

from lxml import etree

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestViews(TransactionCase):
    """What the web client reads from views, and the server does not check."""

    def test_colours_of_progress_bars_can_be_read(self):
        views = self.env["ir.ui.view"].search(
            [("type", "=", "kanban"), ("arch_db", "ilike", "progressbar")],
        )
        ours = views.filtered(lambda view: view.xml_id.startswith("ais_sales."))
        self.assertTrue(ours)
        for view in ours:
            for bar in etree.fromstring(view.arch).iter("progressbar"):
                with self.subTest(view=view.xml_id):
                    states = self.env[view.model]._fields[bar.get("field")].get_values(self.env)
                    self.assertLessEqual(set(json.loads(bar.get("colors"))), set(states))
