from odoo import models


class Need(models.Model):
    """Groups of one client only fit the needs of that client alone (2.21, 2.22)."""

    _inherit = "ais.need"

    def _fits(self, group):
        return super()._fits(group) and group._is_open_for(self.partner_id)
