from odoo.tests import HttpCase, JsonRpcException

REFUSED = "odoo.exceptions.AccessError"


class RpcCase(HttpCase):
    """Calls as the web client makes them: through HTTP, as the user who is logged in."""

    def _log_in(self, user):
        self.env.flush_all()
        self.authenticate(user.login, user.login)

    def _call(self, model, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
            timeout=60,
        )

    def _refused(self, error, model, method, *args, **kwargs):
        with self.assertRaises(JsonRpcException) as caught:
            self._call(model, method, *args, **kwargs)
        self.assertEqual(str(caught.exception), error)
