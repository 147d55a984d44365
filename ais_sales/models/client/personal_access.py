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
    times = fields.Integer(default=1, readonly=True, help="How often on that day.")
    field_names = fields.Char("Data", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)

    @api.model
    def _note(self, vals):
        """Enter an export, or add an opening to those of the day: a board that is opened twenty
        times is one line, in which the exports do not get lost.
        """
        same = ("user_id", "kind", "model_id", "field_names", "company_id")
        today = fields.Datetime.now().replace(hour=0, minute=0, second=0)
        line = vals["kind"] == "opened" and self.search(
            [("date", ">=", today), *((name, "=", vals[name]) for name in same)],
            limit=1,
        )
        if line:
            line.write(
                {"times": line.times + 1, "person_count": line.person_count + vals["person_count"]}
            )
        else:
            self.create(vals)


class PersonalAccessMixin(models.AbstractModel):
    """Logs that many records of the model were exported or opened with personal data."""

    _name = "ais.personal.access.mixin"
    _description = "Log of access to personal data"

    def _read_format(self, fnames, load="_classic_read"):
        # lists, boards, searches and plain reading all come by here
        result = super()._read_format(fnames, load=load)
        self._ais_log_access("opened", len(self), fnames)
        return result


class Base(models.AbstractModel):
    _inherit = "base"

    def export_data(self, fields_to_export):
        result = super().export_data(fields_to_export)
        # of any model: a person's data may be reached from an order as well
        self._ais_log_access("exported", len(self), fields_to_export)
        return result

    @api.model
    def _ais_log_access(self, kind, count, names):
        """Note that somebody has got personal data of many.

        :param str kind: ``exported`` or ``opened``
        :param int count: number of records
        :param names: fields, or paths of an export (``partner_id/email``)
        """
        if self.env.su or count <= 1:
            return
        personal = sorted({name.replace(".", "/").split("/")[-1] for name in names} & PERSONAL)
        if not personal or count <= max(self.env.company.ais_personal_many, 1):
            return
        # sudo: the log is written by the system
        self.env["ais.personal.access"].sudo()._note(
            {
                "user_id": self.env.uid,
                "kind": kind,
                "model_id": self.env["ir.model"]._get_id(self._name),
                "person_count": count,
                "field_names": ", ".join(personal),
                "company_id": self.env.company.id,
            },
        )
