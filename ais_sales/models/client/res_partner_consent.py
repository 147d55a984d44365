from odoo import api, fields, models

from ..catalogue.roles import OFFICE


class ResPartner(models.Model):
    """Consents of a person, seen on the card (2.6)."""

    _inherit = "res.partner"

    # as the access lines of consents
    ais_consent_ids = fields.One2many(
        "ais.consent",
        "partner_id",
        "Consents",
        groups=f"{OFFICE},ais_sales.group_training_office",
    )
    ais_processing_allowed = fields.Boolean(
        "Consent to processing",
        compute="_compute_ais_allowed",
        search="_search_ais_processing_allowed",
        help="A consent to the processing of personal data is in force.",
    )
    ais_marketing_allowed = fields.Boolean(
        "Consent to mailings",
        compute="_compute_ais_allowed",
        search="_search_ais_marketing_allowed",
        help="A consent to marketing mailings is in force.",
    )

    @api.depends("ais_consent_ids.withdrawn_on", "ais_consent_ids.valid_until")
    def _compute_ais_allowed(self):
        self.ais_processing_allowed = self.ais_marketing_allowed = False
        # sudo: that there is a consent is told to all who see the card
        found = (
            self.env["ais.consent"]
            .sudo()
            ._read_group(
                [("partner_id", "in", self.ids), ("state", "=", "active")],
                ["partner_id", "purpose"],
            )
        )
        given = {(partner.id, purpose) for partner, purpose in found}
        for partner in self:
            key = partner._origin.id
            partner.ais_processing_allowed = (key, "processing") in given
            partner.ais_marketing_allowed = (key, "marketing") in given

    @api.model
    def _search_ais_processing_allowed(self, operator, value):
        return self._ais_search_allowed("processing", operator)

    @api.model
    def _search_ais_marketing_allowed(self, operator, value):
        return self._ais_search_allowed("marketing", operator)

    @api.model
    def _ais_search_allowed(self, purpose, operator):
        if operator != "in":
            return NotImplemented
        # sudo: that there is a consent is told to all who search for cards
        given = (
            self.env["ais.consent"]
            .sudo()
            ._search(
                [("purpose", "=", purpose), ("state", "=", "active")],
            )
        )
        return [("id", "in", given.subselect("partner_id"))]
