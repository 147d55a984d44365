from odoo import fields, models


class ResPartner(models.Model):
    """Who signs for a client."""

    _inherit = "res.partner"

    ais_signer_name = fields.Char("Signer", help="As under documents: Иванов И. И.")
    ais_signer_position = fields.Char("Signer's position")
    ais_signer_genitive = fields.Char(
        "Signer in the preamble",
        help="In the genitive, as in “в лице”: директора Иванова Ивана Ивановича.",
    )
    ais_signer_basis = fields.Char(
        "Signer acts on the basis of",
        help="In the genitive: Устава, доверенности № 5 от 12.01.2026.",
    )
