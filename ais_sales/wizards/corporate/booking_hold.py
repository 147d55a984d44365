from odoo import fields, models


class BookingHold(models.TransientModel):
    """Seats are held for a corporate order (2.22)."""

    _inherit = "ais.booking.hold"

    group_id = fields.Many2one(
        domain="[('state', 'in', ('open', 'guaranteed')), ('enroll_until', '>=', 'today'),"
        " '|', ('only_partner_id', '=', False), ('only_partner_id', 'parent_of', partner_id)]",
    )
    corporate_order_id = fields.Many2one("ais.corporate.order", readonly=True)

    def _book(self, state):
        booking = super()._book(state)
        if self.corporate_order_id:
            booking.corporate_order_id = self.corporate_order_id
        return booking

    def _suggest_group(self):
        group = super()._suggest_group()
        # a closed group is proposed to its own client
        return group if not group or group._is_open_for(self.partner_id) else group.browse()
