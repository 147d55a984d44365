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
        lent = self.user_id.filtered(lambda user: user.ais_is_stood_in and user.id != user_id)
        if lead := self.filtered(lambda one: one.user_id in lent)[:1]:
            raise AccessError(
                self.env._(
                    "“%(lead)s” stays with %(user)s, for whom you stand in. The head of sales gives"
                    " it to somebody else.",
                    lead=lead.name,
                    user=lead.user_id.name,
                ),
            )
