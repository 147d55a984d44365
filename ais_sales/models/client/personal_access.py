from odoo import api, fields, models

# fields of any model that tell who a person is or how to reach him
PERSONAL = {"email", "email_from", "phone", "ais_snils", "street", "contact_name", "partner_phone"}


class PersonalAccess(models.Model):
    """Who has opened or exported personal data of many persons at once (2.6, 152-ФЗ)."""

    _name = "ais.personal.access"
    _description = "Access to personal data of many"
    _order = "id desc"
    _rec_name = "user_id"

    user_id = fields.Many2one("res.users", required=True, readonly=True, index=True)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    kind = fields.Selection(
        [("exported", "Exported"), ("opened", "Opened")],
        "What",
        required=True,
        readonly=True,
    )
    model_id = fields.Many2one("ir.model", "Records", readonly=True, ondelete="cascade")
    person_count = fields.Integer("Persons", readonly=True)
    field_names = fields.Char("Data", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)


class PersonalAccessMixin(models.AbstractModel):
    """Logs that many records of the model were exported or opened with personal data."""

    _name = "ais.personal.access.mixin"
    _description = "Log of access to personal data"

    def export_data(self, fields_to_export):
        result = super().export_data(fields_to_export)
        self._ais_log_access("exported", len(self), fields_to_export)
        return result

    @api.model
    def web_search_read(self, domain, specification, *args, **kwargs):
        result = super().web_search_read(domain, specification, *args, **kwargs)
        self._ais_log_access("opened", len(result["records"]), specification)
        return result

    @api.model
    def _ais_log_access(self, kind, count, names):
        personal = sorted({name.split("/")[0].split(".")[0] for name in names} & PERSONAL)
        if not personal or count <= max(self.env.company.ais_personal_many, 1):
            return
        # sudo: the log is written by the system
        self.env["ais.personal.access"].sudo().create(
            {
                "user_id": self.env.uid,
                "kind": kind,
                "model_id": self.env["ir.model"]._get_id(self._name),
                "person_count": count,
                "field_names": ", ".join(personal),
                "company_id": self.env.company.id,
            },
        )
