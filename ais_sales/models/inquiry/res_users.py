from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _ais_gets_inquiries(self):
        """Whether this user works with inquiries (2.9): sells, and has not left the teams."""
        if not self or not self.active or not self.has_group("sales_team.group_sale_salesman"):
            return False
        members = self.with_context(active_test=False).crm_team_member_ids
        return not members or any(members.mapped("active"))
