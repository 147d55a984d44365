from odoo import fields, models

from ..catalogue.roles import STAFF


class ResPartner(models.Model):
    """Seats of a client and of the people it sends to training."""

    _inherit = "res.partner"

    ais_booking_ids = fields.One2many("ais.booking", "partner_id", "Bookings", groups=STAFF)
    ais_booking_count = fields.Integer("Bookings made", compute="_compute_ais_booking_count")

    def _compute_ais_booking_count(self):
        self.ais_booking_count = 0
        bookings = self.env["ais.booking"]
        if not bookings.has_access("read"):
            return
        children = self.with_context(active_test=False).search_fetch(
            [("id", "child_of", self.ids)],
            ["parent_id"],
        )
        counts = bookings._read_group(
            [("partner_id", "in", children.ids), ("state", "!=", "cancelled")],
            ["partner_id"],
            ["__count"],
        )
        own = set(self.ids)
        for partner, count in counts:
            while partner:
                if partner.id in own:
                    partner.ais_booking_count += count
                partner = partner.parent_id

    def action_ais_hold_seats(self):
        """Hold seats for this client."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_booking_hold_action")
        action["context"] = {"default_partner_id": self.id}
        return action

    def action_ais_view_bookings(self):
        """Open the bookings of this client and of its contacts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_booking_action")
        action["domain"] = [("partner_id", "child_of", self.id)]
        action["context"] = {"default_partner_id": self.id}
        return action
