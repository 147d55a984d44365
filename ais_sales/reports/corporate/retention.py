from odoo import models


class Retention(models.Model):
    """The people behind a client's refresher (2.7)."""

    _inherit = "ais.retention"

    def action_view_people(self):
        """Open the people of this client who are due on the course."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_refresher_action")
        action["domain"] = [
            ("partner_id", "=", self.partner_id.id),
            ("course_id", "=", self.course_id.id),
        ]
        action["context"] = {}
        return action
