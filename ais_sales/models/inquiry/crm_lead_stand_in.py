from odoo import models
from odoo.exceptions import AccessError


class CrmLead(models.Model):
    """Who stands in for a colleague works on the inquiries, and does not take them over (1.7)."""

    _inherit = "crm.lead"

    def write(self, vals):
        if "user_id" in vals:
            self._ais_check_not_taken_over(vals["user_id"])
        return super().write(vals)

    def _ais_check_not_taken_over(self, user_id):
        """
        :raise AccessError: an inquiry belongs to whom the user stands in for
        """
        if self.env.su or self.env.user.has_group("ais_sales.group_head"):
            return
        lent = self.env["res.users"]._ais_stood_in_ids() - {user_id}
        if lent and (lead := self.filtered(lambda one: one.user_id.id in lent)[:1]):
            raise AccessError(
                self.env._(
                    "“%(lead)s” stays with %(user)s, for whom you stand in. The head of sales gives"
                    " it to somebody else.",
                    lead=lead.name,
                    user=lead.user_id.name,
                ),
            )
