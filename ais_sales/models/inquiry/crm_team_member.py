from odoo import fields, models

from ..catalogue.roles import STAFF


class CrmTeamMember(models.Model):
    """What inquiries a specialist gets (1.7, 2.9)."""

    _inherit = "crm.team.member"

    # area of responsibility
    ais_direction_ids = fields.Many2many(
        "ais.direction",
        string="Directions",
        groups=STAFF,
        help="Inquiries about courses of these directions go to this specialist first.",
    )
    ais_state_ids = fields.Many2many(
        "res.country.state",
        string="Regions",
        help="Inquiries from these regions go to this specialist first.",
    )
    ais_segment_ids = fields.Many2many(
        "ais.market.segment",
        string="Segments",
        groups=STAFF,
        help="Inquiries from clients of these segments go to this specialist first.",
    )
    # turn
    ais_last_given_at = fields.Datetime(
        "Last given an inquiry",
        readonly=True,
        copy=False,
        help="By it the turn goes round when inquiries are distributed.",
    )

    def _ais_is_available(self, away):
        """Whether the specialist takes new inquiries today.

        :param away: ids of the users who are away
        """
        return (
            self.active
            and self.user_id.active
            and not self.assignment_optout
            and self.user_id.id not in away
        )

    def _ais_fit(self, lead):
        """How well an inquiry lies in the specialist's area.

        :return: the number of matching parts of the area, or None when the inquiry lies outside
        """
        direction = lead.ais_course_id.direction_id
        state = lead.state_id or lead.partner_id.commercial_partner_id.state_id
        segment = lead.ais_segment_id
        segments = self.ais_segment_ids
        # a segment's parts belong to the area too
        parts = {int(part) for part in (segment.parent_path or "").split("/") if part}
        fit = 0
        for area, value, fits in (
            (self.ais_direction_ids, direction, direction in self.ais_direction_ids),
            (self.ais_state_ids, state, state in self.ais_state_ids),
            (segments, segment, bool(parts & set(segments.ids))),
        ):
            if area and value and not fits:
                return None
            fit += bool(area and value)
        return fit
