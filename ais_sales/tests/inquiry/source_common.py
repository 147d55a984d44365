import json

from odoo.tests import HttpCase

from .common import InquiryCommon


class SourceCommon(InquiryCommon, HttpCase):
    """A site with a key, and what it sends."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.env["ais.inquiry.source"].create(
            {
                "name": "Сайт",
                "team_id": cls.team.id,
                "medium_id": cls.env.ref("ais_sales.medium_website").id,
                "limit_minute": 100,
            },
        )
        action = cls.source.with_user(cls.head).action_new_key()
        cls.key = cls.env["ais.inquiry.key"].browse(action["res_id"]).key

    def _send(self, values, key=None, **kwargs):
        headers = {"X-Ais-Key": self.key if key is None else key}
        data = values
        if not isinstance(values, (bytes, str)):
            data = json.dumps(values)
            headers["Content-Type"] = "application/json"
        return self.url_open("/ais/inquiry", data=data, headers={**headers, **kwargs})

    def _leads(self):
        return self.env["crm.lead"].search([("team_id", "=", self.team.id)])
