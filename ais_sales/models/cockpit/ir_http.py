from odoo import models

from ..catalogue.roles import STAFF


class IrHttp(models.AbstractModel):
    """Where the day begins: on the desk of the role, unless the user has chosen otherwise."""

    _inherit = "ir.http"

    def session_info(self):
        """The desk is the home of who has a role; an administrator's stays Odoo's own."""
        info = super().session_info()
        user = self.env.user
        if not info.get("home_action_id") and user.has_groups(STAFF) and not user._is_system():
            info["home_action_id"] = self.env.ref("ais_sales.ais_home_action").id
        return info
