from odoo import fields, models


class ClientTransfer(models.Model):
    """Corporate orders in work go along with their clients (2.9)."""

    _inherit = "ais.client.transfer"

    corporate_order_count = fields.Integer("Corporate orders", compute="_compute_counts")

    def _part_domains(self):
        domains = super()._part_domains()
        clients = (
            [] if self.is_all else [("partner_id.commercial_partner_id", "in", self._clients().ids)]
        )
        domains["corporate_order_count"] = (
            "ais.corporate.order",
            [
                ("user_id", "=", self.user_id.id),
                ("state", "in", ("preparing", "enrolling", "training", "closing")),
                *clients,
            ],
        )
        return domains
