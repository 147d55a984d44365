from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def write(self, vals):
        result = super().write(vals)
        if "resource_calendar_id" in vals:
            # sudo: the deadlines of all inquiries follow the working time
            teams = self.env["crm.team"].sudo().with_context(active_test=False)
            following = teams.search(
                [("ais_calendar_id", "=", False), ("company_id", "in", [*self.ids, False])],
            )
            teams.env["crm.lead"]._ais_running_in(following, self)._ais_set_deadlines()
        return result
