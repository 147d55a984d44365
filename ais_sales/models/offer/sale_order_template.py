from odoo import fields, models


class SaleOrderTemplate(models.Model):
    """Templates of commercial proposals by direction (2.8)."""

    _inherit = "sale.order.template"

    ais_direction_id = fields.Many2one(
        "ais.direction",
        "Direction",
        check_company=True,
        help="Proposals for courses of this direction begin from this template.",
    )
    ais_intro = fields.Text("Client's need", help="Printed above the table of the proposal.")
    ais_has_programme = fields.Boolean("Annex: programmes")


class SaleOrder(models.Model):
    """A proposal made from an inquiry takes over what its template adds to the seats."""

    _inherit = "sale.order"

    def _ais_add_template_lines(self):
        for order in self:
            lines = order.sale_order_template_id.sale_order_template_line_ids
            extra = lines.filtered(lambda line: line.product_id.service_tracking != "ais_course")
            order.order_line = [
                (0, 0, {**line._prepare_order_line_values(), "sequence": 100 + line.sequence})
                for line in extra
            ]
