from odoo import fields, models


class ClientTransfer(models.Model):
    """Bookings in force go along with their clients (2.9)."""

    _inherit = "ais.client.transfer"

    booking_count = fields.Integer("Bookings in force", compute="_compute_counts")

    def _part_domains(self):
        domains = super()._part_domains()
        clients = (
            []
            if self.is_all
            else [
                ("partner_id.commercial_partner_id", "in", self._clients().ids),
            ]
        )
        domains["booking_count"] = (
            "ais.booking",
            [
                ("user_id", "=", self.user_id.id),
                ("state", "in", ("waitlist", "hold", "confirmed")),
                *clients,
            ],
        )
        return domains
