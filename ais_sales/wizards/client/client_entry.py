from odoo import api, fields, models
from odoo.exceptions import UserError


class ClientEntry(models.TransientModel):
    """A new client and its contact person on one screen, checked while typing (2.16)."""

    _name = "ais.client.entry"
    _inherit = ["ais.window.mixin"]
    _description = "Enter a client"

    is_company = fields.Boolean("Legal entity", default=True)
    name = fields.Char(required=True)
    vat = fields.Char("INN")
    ais_kpp = fields.Char("KPP")
    phone = fields.Char()
    email = fields.Char("E-mail")
    city = fields.Char()
    ais_segment_id = fields.Many2one("ais.market.segment", "Segment")
    contact_name = fields.Char("Contact person")
    contact_function = fields.Char("Job position")
    contact_phone = fields.Char("Phone of the contact")
    contact_email = fields.Char("E-mail of the contact")
    user_id = fields.Many2one("res.users", "Specialist", default=lambda self: self.env.user)
    duplicate_note = fields.Html("Known already", compute="_compute_duplicate_note", sanitize=False)
    is_checked = fields.Boolean("This is another client")

    @api.depends(
        "is_company",
        "name",
        "vat",
        "ais_kpp",
        "phone",
        "email",
        "contact_phone",
        "contact_email",
    )
    def _compute_duplicate_note(self):
        partners = self.env["res.partner"]
        for entry in self:
            cards = [partners.new(entry._client_vals())]
            if entry.contact_phone or entry.contact_email:
                cards.append(partners.new(entry._contact_vals()))
            found = {}
            for card in cards:
                found.update(dict(card._ais_find_duplicates()))
            entry.duplicate_note = found and partners._ais_duplicate_text(list(found.items()))

    def action_enter(self):
        """Make the cards and open the client's.

        :raise UserError: when a client like this is known and nobody has said that it is another
        """
        self.ensure_one()
        if self.duplicate_note and not self.is_checked:
            raise UserError(
                self.env._(
                    "A client like this is known already. Open its card, or tick “This is another"
                    " client”.",
                ),
            )
        client = self.env["res.partner"].create(self._client_vals())
        if self.is_company and self.contact_name:
            self.env["res.partner"].create({**self._contact_vals(), "parent_id": client.id})
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": client.id,
            "view_mode": "form",
        }

    def _client_vals(self):
        return {
            "is_company": self.is_company,
            "name": self.name,
            "vat": self.vat,
            "ais_kpp": self.is_company and self.ais_kpp,
            "phone": self.phone,
            "email": self.email,
            "city": self.city,
            "ais_segment_id": self.ais_segment_id.id,
            "user_id": self.user_id.id,
            "country_id": self.env.company.country_id.id,
            "lang": self.env.lang,
        }

    def _contact_vals(self):
        return {
            "name": self.contact_name,
            "function": self.contact_function,
            "phone": self.contact_phone,
            "email": self.contact_email,
            "user_id": self.user_id.id,
            "lang": self.env.lang,
        }
