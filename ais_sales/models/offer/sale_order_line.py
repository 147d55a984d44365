from odoo import api, fields, models


class SaleOrderLine(models.Model):
    """Seats of a course group on an order."""

    _inherit = "sale.order.line"

    ais_course_id = fields.Many2one("ais.course", "Course", compute="_compute_ais_course_id")
    ais_group_id = fields.Many2one(
        "ais.course.group",
        "Group",
        index="btree_not_null",
        check_company=True,
        domain="[('product_id', '=', product_id), ('state', 'in', ('open', 'guaranteed'))]",
    )
    ais_booking_ids = fields.One2many("ais.booking", "sale_line_id", "Bookings")

    @api.depends("product_id")
    def _compute_ais_course_id(self):
        courses = self.env["ais.course"].with_context(active_test=False)
        found = courses.search_fetch([("product_id", "in", self.product_id.ids)], ["product_id"])
        by_product = {course.product_id: course for course in found}
        for line in self:
            line.ais_course_id = by_product.get(line.product_id)
