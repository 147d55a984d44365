from odoo import api, fields, models
from odoo.fields import Domain

from ..catalogue.roles import OFFICE


class ResUsers(models.Model):
    """By which orders somebody works in the department (1.6)."""

    _inherit = "res.users"

    ais_appointment_ids = fields.One2many(
        "ais.appointment",
        "user_id",
        "Appointments and dismissals",
        groups=OFFICE,
    )
    ais_lacks_order = fields.Boolean(
        "Works without an order",
        compute="_compute_ais_lacks_order",
        search="_search_ais_lacks_order",
        compute_sudo=True,
        groups=OFFICE,
        help="Has the role of head or specialist, and no appointment to it in force.",
    )
    ais_role = fields.Selection(
        [("specialist", "Sales specialist"), ("head", "Head of sales")],
        "Role in the department",
        compute="_compute_ais_lacks_order",
        search="_search_ais_role",
        compute_sudo=True,
        groups=OFFICE,
    )

    @api.depends("group_ids", "active", "ais_appointment_ids.state")
    def _compute_ais_lacks_order(self):
        lacking = self.env["res.users"].search([("ais_lacks_order", "=", True)])
        roles = {
            role: self.env["ir.model.data"]._xmlid_to_res_id(f"ais_sales.group_{role}")
            for role in ("head", "specialist")
        }
        for user in self:
            groups = user.all_group_ids.ids
            user.ais_lacks_order = user in lacking
            user.ais_role = next((role for role, group in roles.items() if group in groups), False)

    @api.model
    def _search_ais_lacks_order(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("id", "in", self._ais_without_order())]

    @api.model
    def _search_ais_role(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        ids = self.env["ir.model.data"]._xmlid_to_res_id
        head, specialist = ids("ais_sales.group_head"), ids("ais_sales.group_specialist")
        is_head = Domain("all_group_ids", "in", [head])
        is_one = Domain("all_group_ids", "in", [specialist])
        found = {"head": is_head, "specialist": is_one & ~is_head, False: ~is_one}
        wanted = Domain.OR(found[role] for role in value)
        # sudo: roles of others
        query = self.sudo()._search(wanted if operator == "in" else ~wanted)
        own = [ids("base.user_root"), ids("base.user_admin")]
        return Domain("id", "in", query) & Domain("id", "not in", own)

    def action_ais_orders(self):
        """By which orders the employee works, and has worked."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_appointment_action")
        return {
            **action,
            "domain": [("user_id", "=", self.id)],
            "context": {"default_user_id": self.id},
        }

    @api.model
    def _ais_without_order(self):
        """Active heads and specialists without an appointment in force to what they are (1.6).

        The system's own two users, who have every role, are nobody's employees.

        :return: Query of res.users, for a domain
        """
        ids = self.env["ir.model.data"]._xmlid_to_res_id
        own = [ids("base.user_root"), ids("base.user_admin")]
        head, specialist = ids("ais_sales.group_head"), ids("ais_sales.group_specialist")
        is_head = Domain("all_group_ids", "in", [head])
        # sudo: roles and orders of others
        users = self.sudo()
        return users._search(
            Domain("id", "not in", own)
            & Domain("share", "=", False)
            & Domain("all_group_ids", "in", [specialist])
            & (
                (is_head & self._ais_no_order("head"))
                | (~is_head & self._ais_no_order("specialist"))
            ),
        )

    @api.model
    def _ais_no_order(self, position):
        return Domain(
            "ais_appointment_ids",
            "not any",
            [("state", "=", "in_force"), ("kind", "=", "appoint"), ("position", "=", position)],
        )
