from odoo import fields, models


class ClientTransfer(models.Model):
    """Needs that are still open go along with their clients (2.9, 2.10)."""

    _inherit = "ais.client.transfer"

    need_count = fields.Integer("Open needs", compute="_compute_counts")

    def _part_domains(self):
        domains = super()._part_domains()
        domain = [("user_id", "=", self.user_id.id), ("state", "in", ("open", "offered"))]
        if not self.is_all:
            domain.append(("partner_id.commercial_partner_id", "in", self._clients().ids))
        domains["need_count"] = ("ais.need", domain)
        return domains
