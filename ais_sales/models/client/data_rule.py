from odoo import api, fields, models
from odoo.exceptions import ValidationError

# what a card can be asked to have: the score follows these fields
CARD_FIELDS = {
    "vat": "organisation",
    "ais_kpp": "organisation",
    "company_registry": "organisation",
    "email": "any",
    "phone": "any",
    "street": "any",
    "city": "any",
    "state_id": "any",
    "website": "organisation",
    "ais_segment_id": "any",
    "function": "person",
    "user_id": "any",
    "child_ids": "organisation",
    "ref": "any",
}


class DataRule(models.Model):
    """What a card must have, by kind of client, and from which stage of a deal on (2.6)."""

    _name = "ais.data.rule"
    _description = "Required data"
    _order = "kind, sequence, id"
    _rec_name = "field_name"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True)
    kind = fields.Selection(
        [
            ("organisation", "Organisation"),
            ("person", "Private person"),
            ("contact", "Contact of an organisation"),
        ],
        "Kind of client",
        required=True,
        default="organisation",
    )
    field_name = fields.Selection("_field_names", "Data", required=True)
    weight = fields.Integer(default=1, help="How much it counts in the score of the card.")
    stage_id = fields.Many2one(
        "crm.stage",
        "Required from stage",
        ondelete="set null",
        help="From this stage of an inquiry on the data must be there, if the settings say so."
        " Without a stage it counts in the score only.",
    )

    _once = models.UniqueIndex(
        "(kind, field_name, COALESCE(company_id, 0)) WHERE active",
        "This data is required of this kind of client already.",
    )
    _weight_positive = models.Constraint("CHECK (weight > 0)", "A weight is 1 or more.")

    @api.model
    def _field_names(self):
        labels = {
            "vat": self.env._("INN"),
            "ais_kpp": self.env._("KPP"),
            "company_registry": self.env._("OGRN"),
            "email": self.env._("E-mail"),
            "phone": self.env._("Phone"),
            "street": self.env._("Address"),
            "city": self.env._("City"),
            "state_id": self.env._("Region"),
            "website": self.env._("Website"),
            "ais_segment_id": self.env._("Segment"),
            "function": self.env._("Job position"),
            "user_id": self.env._("Specialist"),
            "child_ids": self.env._("Contact person"),
            "ref": self.env._("Reference"),
        }
        return list(labels.items())

    @api.constrains("kind", "field_name")
    def _check_fits(self):
        for rule in self:
            fits = CARD_FIELDS[rule.field_name]
            if fits not in ("any", "organisation" if rule.kind == "organisation" else "person"):
                raise ValidationError(
                    self.env._(
                        "“%(data)s” cannot be asked of this kind of client.",
                        data=dict(self._field_names())[rule.field_name],
                    ),
                )

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        self.env["res.partner"]._ais_rescore_later()
        return rules

    def write(self, vals):
        result = super().write(vals)
        self.env["res.partner"]._ais_rescore_later()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["res.partner"]._ais_rescore_later()
        return result

    def _missing(self, partner):
        """Those of these rules that a card does not keep."""
        # sudo: a contact's own card may be hidden from who reads the organisation's
        card = partner.sudo()
        return self.filtered(
            lambda rule: (
                rule.kind == partner._ais_kind()
                and (
                    not rule.company_id or not card.company_id or rule.company_id == card.company_id
                )
                and not card[rule.field_name]
            ),
        )
