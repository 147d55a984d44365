from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..client.res_partner_owner import STAFF


class CrmTeamMember(models.Model):
    """What inquiries a specialist gets, and when he is away (1.7, 2.9)."""

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
    # absence
    ais_absent_from = fields.Date("Away from")
    ais_absent_until = fields.Date("Away until", help="The last day of absence.")
    ais_substitute_id = fields.Many2one(
        "res.users",
        "Substitute",
        domain="[('share', '=', False), ('id', '!=', user_id)]",
        help="Gets the inquiries of this specialist's clients in the meantime.",
    )
    # turn
    ais_last_given_at = fields.Datetime(
        "Last given an inquiry",
        readonly=True,
        copy=False,
    )

    _ais_absence_ok = models.Constraint(
        "CHECK (ais_absent_from <= ais_absent_until)",
        "An absence cannot end before it begins.",
    )

    @api.constrains("ais_substitute_id", "user_id")
    def _check_ais_substitute(self):
        for member in self:
            if member.ais_substitute_id and member.ais_substitute_id == member.user_id:
                raise ValidationError(
                    self.env._("%s cannot be the own substitute.", member.user_id.name),
                )

    def _ais_is_away(self):
        """Whether the specialist is away today."""
        self.ensure_one()
        start, end = self.ais_absent_from, self.ais_absent_until
        if not start and not end:
            return False
        company = self.crm_team_id.company_id or self.env.company
        today = company.ais_today()
        return (not start or start <= today) and (not end or today <= end)

    def _ais_is_available(self):
        """Whether the specialist takes new inquiries today."""
        return (
            self.active
            and self.user_id.active
            and not self.assignment_optout
            and not self._ais_is_away()
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
