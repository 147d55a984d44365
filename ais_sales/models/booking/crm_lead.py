from odoo import api, fields, models

from ..catalogue.roles import STAFF


class CrmLead(models.Model):
    """Seats from an inquiry: groups of its course that have seats, bookings made."""

    _inherit = "crm.lead"

    ais_booking_ids = fields.One2many("ais.booking", "lead_id", "Bookings", groups=STAFF)
    ais_booking_count = fields.Integer("Bookings made", compute="_compute_ais_booking_count")
    ais_next_group_ids = fields.Many2many(
        "ais.course.group",
        string="Next groups with free seats",
        compute="_compute_ais_next_group_ids",
        groups=STAFF,
    )

    def _compute_ais_booking_count(self):
        self.ais_booking_count = 0
        bookings = self.env["ais.booking"]
        if not bookings.has_access("read"):
            return
        counts = dict(
            bookings._read_group(
                [("lead_id", "in", self.ids), ("state", "!=", "cancelled")],
                ["lead_id"],
                ["__count"],
            ),
        )
        for lead in self:
            lead.ais_booking_count = counts.get(lead._origin, 0)

    @api.depends("ais_course_id")
    def _compute_ais_next_group_ids(self):
        groups = self.env["ais.course.group"].search(
            [
                ("course_id", "in", self.ais_course_id.ids),
                ("state", "in", ("open", "guaranteed")),
                ("seats_available", ">", 0),
                ("enroll_until", ">=", fields.Date.context_today(self)),
            ],
        )
        by_course = groups.grouped("course_id")
        for lead in self:
            lead.ais_next_group_ids = by_course.get(lead.ais_course_id, groups.browse())[:5]

    def action_ais_hold_seats(self):
        """Hold seats for this inquiry, everything known filled in."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_booking_hold_action")
        action["context"] = {"default_lead_id": self.id}
        return action

    def action_ais_view_bookings(self):
        """Open the bookings of this inquiry."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_booking_action")
        action["domain"] = [("lead_id", "=", self.id)]
        action["context"] = {"default_lead_id": self.id, "default_partner_id": self.partner_id.id}
        return action

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        # sudo: as stock does with messages, all bookings go along whoever keeps them
        opportunities.sudo().ais_booking_ids.lead_id = self
        return result
