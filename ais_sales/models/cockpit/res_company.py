from odoo import fields, models

from ..department.res_company_report import WEEKDAYS


class ResCompany(models.Model):
    _inherit = "res.company"

    ais_digest_weekday = fields.Selection(
        WEEKDAYS,
        "Digest of the regulation on",
        help="Sent to the director and the deputy director every week on this day.",
    )
    ais_digest_hour = fields.Float("Digest at", default=9.0)

    _ais_digest_hour_ok = models.Constraint(
        "CHECK (ais_digest_hour >= 0 AND ais_digest_hour < 24)",
        "An hour of the day lies between 0:00 and 23:59.",
    )
