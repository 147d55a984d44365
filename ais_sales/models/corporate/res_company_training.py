from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ais_pace_tolerance = fields.Integer(
        "Trainee is behind by (%)",
        default=10,
        help="A trainee is behind when the hours done are fewer than those due by more than this.",
    )

    _ais_pace_tolerance_ok = models.Constraint(
        "CHECK (ais_pace_tolerance BETWEEN 0 AND 100)",
        "A trainee is behind by 0 to 100 % of the hours due.",
    )
