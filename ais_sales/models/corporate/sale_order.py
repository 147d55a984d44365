from odoo import fields, models

from ..client.res_partner_owner import STAFF


class SaleOrder(models.Model):
    """The corporate order that an order of training belongs to (2.22)."""

    _inherit = "sale.order"

    ais_corporate_order_id = fields.Many2one(
        "ais.corporate.order",
        "Corporate order",
        index="btree_not_null",
        copy=False,
        check_company=True,
        ondelete="set null",
        groups=STAFF,
    )
