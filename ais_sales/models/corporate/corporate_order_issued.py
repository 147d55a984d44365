from odoo import models


class CorporateOrder(models.Model):
    """Documents issued under a corporate order (2.24)."""

    _name = "ais.corporate.order"
    _inherit = ["ais.corporate.order", "ais.issued.document.mixin"]

    _issued_path = "corporate_order_id"
