from odoo import models


class CourseGroup(models.Model):
    """Documents issued to a group (2.24)."""

    _name = "ais.course.group"
    _inherit = ["ais.course.group", "ais.issued.document.mixin"]

    _issued_path = "group_id"
