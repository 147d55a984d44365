from odoo import fields, models


class CourseGroup(models.Model):
    """A group may be made for one client only (2.22)."""

    _inherit = "ais.course.group"

    only_partner_id = fields.Many2one(
        "res.partner",
        "Only for",
        index="btree_not_null",
        check_company=True,
        tracking=True,
        help="A closed group: seats are booked for this client and its branches alone.",
    )
