from odoo import api, fields, models

from ..catalogue.roles import STAFF


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
        domain="[('state', 'not in', ('closed', 'cancelled'))]",
    )

    @api.constrains("ais_corporate_order_id", "partner_id")
    def _check_ais_corporate_order(self):
        # sudo: whose corporate order it is
        for order in self.sudo().filtered("ais_corporate_order_id"):
            order.ais_corporate_order_id._check_belongs(order.partner_id)

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        corporate = orders.sudo().ais_corporate_order_id  # sudo: its stage
        corporate.browse()._check_seats_stay(corporate)
        self._ais_check_corporate_kept(corporate)
        return orders

    def write(self, vals):
        if "ais_corporate_order_id" in vals:
            self._ais_check_corporate_closed(vals["ais_corporate_order_id"])
        result = super().write(vals)
        if "ais_corporate_order_id" in vals:
            # sudo: the checklist follows the seats
            self.sudo().ais_corporate_order_id._add_missing_documents()
        return result

    def _ais_check_corporate_closed(self, order_id):
        orders = self.sudo().ais_corporate_order_id  # sudo: their stages
        new = orders.browse(order_id or [])
        orders._check_seats_stay(new)
        self._ais_check_corporate_kept(new - orders)

    def _ais_check_corporate_kept(self, corporate):
        """Orders come into a corporate order that the user may read, not into a colleague's."""
        if corporate and not self.env.su:
            corporate.sudo(False).check_access("read")
