import base64

from odoo.tests import tagged

from ..rpc import REFUSED
from .scene import SECRET, SecretScene

# what is named in a window, and by which field
NAMED = {
    "ais.booking.split": ("booking_id", "booking"),
    "ais.trainee.paste": ("booking_id", "booking"),
    "ais.trainee.import": ("booking_id", "booking"),
    "ais.contact.log": ("lead_id", "lead"),
    "ais.order.seats": ("order_id", "offer"),
}


@tagged("post_install", "-at_install")
class TestWindows(SecretScene):
    """A window is of the one who opened it and speaks of what he may see."""

    def test_every_window_is_its_opener_s(self):
        rules = self.env["ir.rule"].with_user(self.specialist)
        windows = [
            name
            for name, model in self.env.registry.items()
            if name.startswith("ais.") and model._transient
        ]
        self.assertGreater(len(windows), 45)
        for name in windows:
            with self.subTest(name):
                self.assertIn("create_uid", str(rules._compute_domain(name, "read")))
                self.assertIn("ais.window.mixin", self.env.registry[name]._inherit_module)

    def test_colleague_does_not_read_a_pasted_list(self):
        self._log_in(self.specialist)
        vals = {"text": SECRET, "file": base64.b64encode(SECRET.encode()).decode()}
        window = self._call("ais.client.import", "create", [vals])
        self.assertTrue(self._call("ais.client.import", "read", window, ["text"]))
        self._log_in(self.specialist_2)
        self.assertFalse(self._call("ais.client.import", "search", []))
        self._refused(REFUSED, "ais.client.import", "read", window, ["text"])
        self._refused(REFUSED, "ais.client.import", "write", window, {"text": "Мой список"})
        self._refused(REFUSED, "ais.client.import", "action_enter", window)
        url = f"/web/content/ais.client.import/{window[0]}/file"
        self.assertNotIn(SECRET, self.url_open(url).text)

    def test_window_does_not_name_what_is_hidden(self):
        self._log_in(self.specialist_2)
        for model, (name, key) in NAMED.items():
            hidden = self.records[key][0]
            with self.subTest(model):
                self._refused(REFUSED, model, "create", [{name: hidden.id}])
                self._refused(
                    REFUSED, model, "create", [{}], context={f"default_{name}": hidden.id}
                )
                self._refused(
                    REFUSED, model, "onchange", [], {name: hidden.id}, [name], {"display_name": {}}
                )

    def test_window_is_not_turned_to_what_is_hidden(self):
        own = self._book(2, user=self.specialist_2, client=self.client_2)
        self._log_in(self.specialist_2)
        window = self._call("ais.booking.split", "create", [{"booking_id": own.id, "seats": 1}])
        vals = {"booking_id": self.booking.id}
        self._refused(REFUSED, "ais.booking.split", "write", window, vals)
