from odoo import api, fields, models


class Direction(models.Model):
    _name = "ais.direction"
    _description = "Course direction"
    _order = "sequence, name"

    name = fields.Char(required=True)
    code = fields.Char(help="Short code used in reports, for example ИБ.")
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True)
    course_ids = fields.One2many("ais.course", "direction_id")
    course_count = fields.Integer("Courses", compute="_compute_course_count")

    _name_unique = models.UniqueIndex(
        "(name, COALESCE(company_id, 0))",
        "There is already a direction with this name.",
    )

    @api.depends("course_ids")
    def _compute_course_count(self):
        counts = dict(
            self.env["ais.course"]._read_group(
                [("direction_id", "in", self.ids)],
                ["direction_id"],
                ["__count"],
            ),
        )
        for direction in self:
            direction.course_count = counts.get(direction, 0)
