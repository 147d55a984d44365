from odoo import api, fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    service_tracking = fields.Selection(
        selection_add=[("ais_course", "Course seats")],
        ondelete={"ais_course": "set default"},
    )

    @api.model
    def _get_saleable_tracking_types(self):
        return [*super()._get_saleable_tracking_types(), "ais_course"]

    def _prepare_service_tracking_tooltip(self):
        if self.service_tracking == "ais_course":
            return self.env._("Sells seats on the groups of a course.")
        return super()._prepare_service_tracking_tooltip()
