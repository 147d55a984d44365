from odoo import api, models


class Request(models.Model):
    """“Make a request” from a record: it is about that record."""

    _inherit = "ais.request"

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        model = self.env.context.get("active_model")
        if self.env.context.get("ais_about_active") and model in self._fields[
            "record_ref"
        ].get_values(self.env):
            record = self.env[model].browse(self.env.context.get("active_id")).exists()
            if record and record.has_access("read"):
                values["record_ref"] = f"{model},{record.id}"
        return values
