from odoo import api, models
from odoo.exceptions import AccessError

LEADERS = ("ais_sales.group_head", "ais_sales.group_deputy", "ais_sales.group_director")
# ways to a pricelist: a contact and its company have the same one
WAYS = {"property_product_pricelist", "specific_property_product_pricelist", "parent_id"}


class ResPartner(models.Model):
    """Partner prices are given to a client by the head, not by who sells to him (2.8)."""

    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        if self._ais_may_give_pricelist():
            return super().create(vals_list)
        before = self._ais_pricelists(vals_list)
        partners = super().create(vals_list)
        partners._ais_check_pricelists(before)
        return partners

    def write(self, vals):
        if not WAYS & vals.keys() or self._ais_may_give_pricelist():
            return super().write(vals)
        before = self._ais_pricelists([vals])
        result = super().write(vals)
        self._ais_check_pricelists(before)
        return result

    @api.model
    def _ais_may_give_pricelist(self):
        user = self.env.user
        is_seller = not self.env.su and user.has_group("ais_sales.group_specialist")
        return not is_seller or any(map(user.has_group, LEADERS))

    def _ais_pricelists(self, vals_list):
        """Own pricelists of these partners, and of the companies that they belong or come to.

        :return: dict by partner
        """
        found = {vals.get("parent_id") for vals in vals_list}
        found.add(self.env.context.get("default_parent_id"))
        parents = self.browse(sorted(filter(None, found)))
        # sudo: whether it is the same one, not what it says; Odoo writes a company's in such a way
        everybody = (self | (self | parents).sudo().commercial_partner_id).sudo()
        return {one.id: one.specific_property_product_pricelist for one in everybody}

    def _ais_check_pricelists(self, before):
        """Refuse a pricelist that a client did not have; a contact has that of its company.

        :param dict before: of `_ais_pricelists`
        :raise AccessError: for a specialist
        """
        nothing = self.env["product.pricelist"]
        for partner in self.sudo() | self.sudo().commercial_partner_id:
            own = partner.specific_property_product_pricelist
            company = partner.commercial_partner_id - partner
            allowed = [before.get(one.id, nothing) for one in partner | company]
            if own in allowed:
                continue
            raise AccessError(
                self.env._(
                    "The pricelist of “%s” is chosen by the head of sales: ask him for partner"
                    " prices.",
                    partner.display_name,
                ),
            )
