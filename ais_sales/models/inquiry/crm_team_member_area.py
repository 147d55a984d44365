from odoo import api, models
from odoo.fields import Domain


class CrmTeamMember(models.Model):
    """What lies outside every specialist's area of responsibility (1.7): nobody's by the rules."""

    _inherit = "crm.team.member"

    @api.model
    def _ais_outside(self, fits):
        """Records that lie in the area of no active member of any team.

        :param fits: method that takes a member and gives the Domain of what lies in the area; a
            part of the area that is empty, or that a record does not tell, does not exclude it
        :return: Domain; everything when no team has a member
        """
        # sudo: the areas of all, whoever asks what nobody is responsible for
        members = self.sudo().search(
            [
                ("active", "=", True),
                ("user_id.active", "=", True),
                ("crm_team_id.active", "=", True),
            ],
        )
        return ~Domain.OR(fits(member) for member in members)

    def _ais_fits_client(self):
        """Domain of the clients that lie in the specialist's area."""
        self.ensure_one()
        domain = Domain.TRUE
        if self.ais_state_ids:
            domain &= Domain("state_id", "in", [*self.ais_state_ids.ids, False])
        if self.ais_segment_ids:
            domain &= Domain("ais_segment_id", "=", False) | Domain(
                "ais_segment_id",
                "child_of",
                self.ais_segment_ids.ids,
            )
        return domain

    def _ais_fits_lead(self):
        """Domain of the inquiries that lie in the specialist's area, as `_ais_fit` tells it."""
        self.ensure_one()
        domain = Domain.TRUE
        if directions := self.ais_direction_ids:
            domain &= Domain("ais_course_id", "=", False) | Domain(
                "ais_course_id.direction_id",
                "in",
                [*directions.ids, False],
            )
        if states := self.ais_state_ids:
            client_state = "partner_id.commercial_partner_id.state_id"
            domain &= Domain("state_id", "in", states.ids) | (
                Domain("state_id", "=", False)
                & (
                    Domain("partner_id", "=", False)
                    | Domain(client_state, "in", [*states.ids, False])
                )
            )
        if segments := self.ais_segment_ids:
            domain &= Domain("ais_segment_id", "=", False) | Domain(
                "ais_segment_id",
                "child_of",
                segments.ids,
            )
        return domain
