from odoo import api, fields, models
from odoo.fields import Domain

from ..catalogue.roles import OFFICE


class CrmLead(models.Model):
    """Inquiries for which nobody of the team is responsible (1.7)."""

    _inherit = "crm.lead"

    ais_is_outside = fields.Boolean(
        "Outside every area",
        compute="_compute_ais_is_outside",
        search="_search_ais_is_outside",
        groups=OFFICE,
        help="Lies in no specialist's area of responsibility.",
    )

    def _compute_ais_is_outside(self):
        outside = self.with_context(active_test=False).search(
            [("id", "in", self.ids), ("ais_is_outside", "=", True)],
        )
        for lead in self:
            lead.ais_is_outside = lead in outside

    @api.model
    def _search_ais_is_outside(self, operator, value):
        if operator != "in":
            return NotImplemented
        # an inquiry of a team is for the members of that team
        return self.env["crm.team.member"]._ais_outside(
            lambda member: (
                Domain("team_id", "in", [member.crm_team_id.id, False]) & member._ais_fits_lead()
            ),
        )
