from odoo import models


class SaleOrder(models.Model):
    """Who stands in for a colleague makes the proposals, and takes none over (1.7)."""

    _inherit = "sale.order"

    def write(self, vals):
        if "user_id" in vals:
            self.env["res.users"]._ais_refuse_taking_over(self, vals["user_id"])
        return super().write(vals)
