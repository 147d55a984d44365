from odoo import api, fields, models
from odoo.fields import Domain

from ..catalogue.roles import OFFICE


class ResPartner(models.Model):
    """Clients for whom nobody of the department is responsible (1.7)."""

    _inherit = "res.partner"

    ais_is_outside = fields.Boolean(
        "Outside every area",
        compute="_compute_ais_is_outside",
        search="_search_ais_is_outside",
        groups=OFFICE,
        help="Lies, by its region and segment, in no specialist's area of responsibility.",
    )

    def _compute_ais_is_outside(self):
        outside = self.with_context(active_test=False).search(
            [("id", "in", self.ids), ("ais_is_outside", "=", True)],
        )
        for partner in self:
            partner.ais_is_outside = partner in outside

    @api.model
    def _search_ais_is_outside(self, operator, value):
        if operator != "in":
            return NotImplemented
        outside = self.env["crm.team.member"]._ais_outside(
            lambda member: member._ais_fits_client(),
        )
        return Domain("parent_id", "=", False) & Domain("is_company", "=", True) & outside
