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

    def test_buttons_pass_records_to_methods_that_take_them(self):
        """The web client calls each button with ids, be there none."""
        views = self.env["ir.ui.view"].search(
            [("arch_db", "ilike", 'type="object"'), ("model", "!=", False)]
        )
        ours = views.filtered(lambda view: view.xml_id.startswith("ais_sales."))
        pressed = 0
        for view in ours:
            for button in etree.fromstring(view.arch).iter("button"):
                if button.get("type") != "object" or not button.get("name"):
                    continue
                model = self._model_of(button, view)
                method = getattr(type(model), button.get("name"))
                pressed += 1
                with self.subTest(view=view.xml_id, button=button.get("name")):
                    self.assertFalse(getattr(method, "_api_model", False))
        self.assertGreater(pressed, 100)

    def _model_of(self, node, view):
        """The model whose records a node of a view shows: of its list, in a form of another."""
        model = self.env[view.model]
        for parent in reversed(list(node.iterancestors("field"))):
            field = model._fields.get(parent.get("name"))
            if field and field.relational and len(parent):
                model = self.env[field.comodel_name]
        return model
