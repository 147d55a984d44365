from odoo import models


class SaleOrder(models.Model):
    """Proposals as facts of sales are looked up by the day on which they were sent (2.12)."""

    _inherit = "sale.order"

    _ais_sent_idx = models.Index("(ais_sent_at) WHERE ais_sent_at IS NOT NULL")
