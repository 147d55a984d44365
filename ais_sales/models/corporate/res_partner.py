from odoo import fields, models

from ..catalogue.roles import STAFF


class ResPartner(models.Model):
    """Corporate orders of a client (2.22)."""

    _inherit = "res.partner"

    ais_corporate_order_ids = fields.One2many(
        "ais.corporate.order", "partner_id", "Corporate orders", groups=STAFF
    )
    ais_corporate_order_count = fields.Integer(
        "Number of corporate orders", compute="_compute_ais_corporate_order_count", groups=STAFF
    )

    def _compute_ais_corporate_order_count(self):
        counts = dict(
            self.env["ais.corporate.order"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            ),
        )
        for partner in self:
            partner.ais_corporate_order_count = counts.get(partner._origin, 0)

    def action_ais_corporate_orders(self):
        """Open the corporate orders of this client."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_corporate_order_action"
        )
        action["domain"] = [("partner_id", "=", self.id)]
        action["context"] = {"default_partner_id": self.id}
        return action

    def _ais_parents(self):
        """The companies that this one is a branch of, itself included."""
        family = self
        parent = self.parent_id
        while parent and parent not in family:
            family |= parent
            parent = parent.parent_id
        return family
