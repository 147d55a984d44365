from odoo import fields, models


class Course(models.Model):
    """What ФИС ФРДО wants to know of a programme."""

    _inherit = "ais.course"

    professional_area = fields.Char(
        "Professional area",
        help="Name of the area of professional activity, as ФИС ФРДО lists it.",
    )
    specialty_group = fields.Char(
        "Group of specialities",
        help="Enlarged group of specialities: code and name, as ФИС ФРДО lists it.",
    )
    qualification_name = fields.Char(
        "Qualification", help="Qualification, profession or speciality that is conferred."
    )
