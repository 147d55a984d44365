import re
from pathlib import Path

from lxml import etree

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import PoFileReader

LANG = "ru_RU"
WORD = re.compile("[A-Za-z]{2,}")
# names of formats and files, examples of addresses, what a site sends to /ais/inquiry
ALLOWED = {
    *("PDF", "XLSX", "CSV", "QR", "Odoo", "JSON", "POST", "ais", "inquiry", "Ais", "Key"),
    *("name", "company", "email", "phone", "city", "subject", "course", "message"),
    *("anna", "example", "org", "kl", "to", "txt", "CClientBankExchange", "male"),
}
# words that Odoo itself leaves in English
STOCK = re.compile("activity_|message_|website_message|has_message|rating_")
SAID = ("string", "help", "selection")
SHOWN = ("string", "placeholder", "help", "title", "confirm", "sum", "avg", "aria-label")


@tagged("post_install", "-at_install")
class TestWords(TransactionCase):
    """A Russian user reads no English: labels, helps, states, views, menus, actions."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        languages = cls.env["res.lang"]
        if LANG not in dict(languages.get_installed()):
            languages._activate_lang(LANG)
            cls.env["ir.module.module"]._load_module_terms(["ais_sales"], [LANG])
        cls.env = cls.env(context={"lang": LANG})

    def _english(self, text):
        text = re.sub(r"<[^>]*>|%\(\w+\)s|E-mail", " ", text or "")
        return [word for word in WORD.findall(text) if word not in ALLOWED]

    def _records(self, model):
        known = self.env["ir.model.data"].search(
            [("module", "=", "ais_sales"), ("model", "=", model)]
        )
        return self.env[model].browse(known.mapped("res_id")).exists()

    def test_labels_helps_and_states_are_russian(self):
        found = []
        for model in map(self.env.__getitem__, self.env.registry):
            is_ours = model._name.startswith("ais.") and not model._abstract
            names = [
                name
                for name in model._fields
                if (is_ours or name.startswith("ais_")) and not STOCK.match(name)
            ]
            fields = model.fields_get(names, SAID) if names else {}
            for name, field in fields.items():
                words = [field["string"], field.get("help")]
                words += [label for _key, label in field.get("selection") or []]
                found += [(model._name, name, text) for text in words if self._english(text)]
        self.assertFalse(found)

    def test_views_menus_and_actions_are_russian(self):
        found = []
        for view in self._records("ir.ui.view").filtered(lambda one: one.type != "qweb"):
            for node in etree.fromstring(view.arch).iter(etree.Element):
                shown = [node.get(name) for name in SHOWN]
                if node.tag != "attribute" or node.get("name") in SHOWN:
                    shown.append(node.text)
                found += [
                    (view.xml_id, text) for text in (*shown, node.tail) if self._english(text)
                ]
        for model, fields in (
            ("ir.ui.menu", ("name",)),
            ("ir.actions.act_window", ("name", "help")),
            ("ir.actions.client", ("name",)),
            ("ir.actions.server", ("name",)),
            ("ir.actions.report", ("name",)),
            ("mail.activity.type", ("name", "summary")),
            ("res.groups", ("name", "comment")),
        ):
            for record in self._records(model):
                found += [
                    (model, record.id, record[field])
                    for field in fields
                    if self._english(record[field])
                ]
        self.assertFalse(found)

    def test_an_empty_list_or_board_shows_no_english_samples(self):
        found = []
        for action in self._records("ir.actions.act_window"):
            for view, kind in action.views:
                if kind in ("list", "kanban"):
                    arch = etree.fromstring(self.env[action.res_model].get_view(view, kind)["arch"])
                    if arch.get("sample") not in (None, "0"):
                        found.append((action.xml_id, kind))
        self.assertFalse(found)

    def test_each_message_has_its_russian_words(self):
        """Nothing is left untranslated but what is Russian already, or has no words."""
        path = Path(__file__).parents[2] / "i18n" / "ru.po"
        missing = {
            entry["src"]
            for entry in PoFileReader(str(path))
            if not entry["value"]
            and not re.search("[А-Яа-я]", entry["src"])
            and self._english(entry["src"])
        }
        self.assertFalse(missing)
        self.assertNotIn("#, fuzzy", path.read_text("utf-8"))
