from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ais_data_required = fields.Boolean(
        "Required data holds up stages",
        help="An inquiry does not come to a stage while the client's card lacks data that the stage"
        " requires.",
    )
    ais_verify_months = fields.Integer(
        "Cards are verified every (months)",
        default=12,
        help="After so many months without a check the specialist gets a task to verify the card.",
    )
    ais_offer_stale_months = fields.Integer(
        "Competitors' offers are stale after (months)",
        default=3,
        help="After so many months an offer is to be looked at again.",
    )
    ais_dormant_months = fields.Integer(
        "A client is dormant after (months)",
        default=12,
        help="Without a booking.",
    )
    # personal data
    ais_consent_days = fields.Integer(
        "Data destroyed after a withdrawal (days)",
        default=30,
        help="Until when the data of a person who has withdrawn the consent are destroyed.",
    )
    ais_retention_years = fields.Integer(
        "Personal data of trainees kept (years)",
        default=5,
        help="After the last training or invoice.",
    )
    ais_retention_lead_months = fields.Integer(
        "Personal data of others kept (months)",
        default=12,
        help="Of persons who never had a training or an invoice, after the last contact.",
    )
    ais_personal_many = fields.Integer(
        "Personal data of many",
        default=100,
        help="Opening or exporting the data of more persons at once is logged.",
    )
    ais_consent_text = fields.Html(
        "Text of the consent",
        translate=True,
        sanitize=True,
        help="Printed on the consent to the processing of personal data. Empty for the standard"
        " text.",
    )
    ais_consent_version = fields.Char(
        "Version of the consent's text",
        default="1",
        help="Raise it with each change of the text: consents remember what was signed.",
    )
