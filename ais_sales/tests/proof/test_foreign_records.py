from odoo import Command
from odoo.tests import JsonRpcException, tagged

from ..rpc import REFUSED
from .scene import SECRET, SecretScene

# who may read which record of the specialist's, besides him, the head and the management
READERS = {
    "specialist_2": (),
    "training_office": ("booking", "trainee", "request"),
    "accountant": ("booking", "trainee", "offer", "invoice", "debt"),
}


@tagged("post_install", "-at_install")
class TestForeignRecords(SecretScene):
    """A specialist's records are read by nobody who has no business with them, by no way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # whoever exports at all: it is the records that are kept from him
        people = cls.specialist_2 | cls.training_office | cls.accountant
        exports = cls.env.ref("base.group_allow_export")
        people.write({"group_ids": [Command.link(exports.id)]})

    def _outsiders(self):
        for role, readable in READERS.items():
            self._log_in(getattr(self, role))
            for key, (record, name) in self.records.items():
                if key not in readable:
                    yield role, key, record, name

    def _ways(self, record, name):
        """Calls that would give a record, or a word of it, to who may not read it."""
        model, ids, mine = record._name, record.ids, [["id", "in", record.ids]]
        yield model, "read", [ids, [name]], {}
        yield model, "web_read", [ids, {name: {}, "display_name": {}}], {}
        yield model, "export_data", [ids, ["id", name]], {}
        yield model, "search_read", [mine, [name]], {}
        yield model, "web_search_read", [[[name, "ilike", SECRET]], {name: {}}], {}
        yield model, "search_count", [[*mine, [name, "ilike", SECRET]]], {}
        yield model, "search", [mine], {"order": f"{name} desc"}
        yield model, "formatted_read_group", [mine, [], ["__count"]], {}
        yield model, "name_search", [SECRET], {"domain": mine}
        yield model, "copy", [ids], {}
        if "message_ids" in record._fields:
            in_thread = [["model", "=", model], ["res_id", "in", ids]]
            yield "mail.message", "search_read", [in_thread, ["body", "record_name"]], {}
            yield model, "message_post", [ids], {"body": "Есть кто?"}
            yield model, "message_subscribe", [ids], {"partner_ids": self.client_2.ids}
        in_record = [["res_model", "=", model], ["res_id", "in", ids]]
        yield "ir.attachment", "search_read", [in_record, ["name", "raw"]], {}

    def test_no_call_tells_of_them(self):
        tried = 0
        for role, key, record, name in self._outsiders():
            for model, method, args, kwargs in self._ways(record, name):
                tried += 1
                with self.subTest(role=role, record=key, model=model, method=method):
                    try:
                        answer = self._call(model, method, *args, **kwargs)
                    except JsonRpcException as refusal:
                        # a breach is copied by nobody
                        if (method, key) != ("copy", "breach"):
                            self.assertEqual(str(refusal), REFUSED)
                        continue
                    self.assertFalse(self._tells(answer))
                    self.assertFalse(self._gives(answer, method), answer)
        self.assertGreater(tried, 250)

    def _gives(self, answer, method):
        """Whether an answer counts or lists anything of the record."""
        if method == "formatted_read_group":
            return sum(row["__count"] for row in answer)
        if method == "web_search_read":
            return answer["length"]
        return answer

    def test_clients_card_does_not_lead_to_them(self):
        client = self.client
        roads = {
            name: field
            for name, field in client._fields.items()
            if field.type == "one2many" and field.comodel_name in self._models()
        }
        self.assertGreater(len(roads), 5)
        models = self._models()
        for role, readable in READERS.items():
            self._log_in(getattr(self, role))
            for name, field in sorted(roads.items()):
                key, word = models[field.comodel_name]
                if key in readable:
                    continue
                with self.subTest(role=role, road=name):
                    try:
                        found = self._call(
                            "res.partner", "web_read", client.ids, {name: {"fields": {word: {}}}}
                        )
                    except JsonRpcException:
                        found = None
                    self.assertFalse(self._tells(found))
                    try:
                        count = self._call(
                            "res.partner", "search_count", [[f"{name}.{word}", "ilike", SECRET]]
                        )
                    except JsonRpcException:
                        count = 0
                    self.assertEqual(count, 0, "nobody feels for it in the dark")

    def _models(self):
        return {record._name: (key, name) for key, (record, name) in self.records.items()}

    def test_files_are_not_fetched_by_their_number(self):
        for role, key, record, name in self._outsiders():
            file = self.files[key]
            for url in (
                f"/web/content/{file.id}?download=1",
                f"/web/image/{file.id}",
                f"/web/content/{record._name}/{record.id}/{name}",
            ):
                answer = self.url_open(url)
                with self.subTest(role=role, record=key, url=url):
                    self.assertNotIn(SECRET, answer.text)
                    self.assertNotIn(SECRET, answer.headers.get("Content-Disposition", ""))

    def test_whoever_may_read_does(self):
        """The proof above proves something: the same ways are open to the specialist."""
        self._log_in(self.specialist)
        for key, (record, name) in self.records.items():
            with self.subTest(key):
                self.assertTrue(self._tells(self._call(record._name, "read", record.ids, [name])))
                file = self.files[key]
                self.assertIn(SECRET, self.url_open(f"/web/content/{file.id}").text)
