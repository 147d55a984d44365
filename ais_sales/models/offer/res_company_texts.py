from odoo import fields, models


class ResCompany(models.Model):
    """Conditions of contracts, editable since the law and the practice change."""

    _inherit = "res.company"

    ais_contract_terms = fields.Html(
        "Conditions of the contract",
        help="Rights, duties, liability, changes and termination. The standard text is printed"
        " where this is empty.",
    )
    ais_offer_terms = fields.Html(
        "Conditions of the public offer",
        help="The same for the contract that is accepted by payment.",
    )
