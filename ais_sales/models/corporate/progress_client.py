import base64

from odoo import models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """The progress of a client's people in all its running corporate orders (2.24)."""

    _inherit = "res.partner"

    def action_ais_send_progress(self):
        """Open a letter to the client's coordinators with the report on all running orders.

        The letter is kept with the latest order, which those see who keep the client: a client's
        card is read by every specialist.

        :raise UserError: no running orders, nobody to write to, or people kept by others
        """
        self.ensure_one()
        orders = self._ais_running_orders()
        if not orders:
            raise UserError(self.env._("%s has no running corporate orders.", self.display_name))
        orders.check_access("write")
        orders._check_coordinator()
        if len(orders) == 1 and orders.partner_id == self:
            return orders.action_send_progress()
        return orders[0]._progress_letter(
            "ais_sales.ais_client_mail_progress",
            orders,
            default_attachment_ids=self._ais_progress_files().ids,
            ais_progress_of=self.name,
            ais_progress_to=",".join(str(one) for one in orders.coordinator_id.ids),
        )

    def _ais_running_orders(self):
        """Corporate orders of the client and its branches that are neither closed nor cancelled."""
        return self.env["ais.corporate.order"].search(
            [
                ("state", "not in", ("closed", "cancelled")),
                "|",
                ("partner_id", "child_of", self.ids),
                ("trainee_ids.employer_id", "child_of", self.ids),
            ],
        )

    def _ais_progress_files(self):
        reports = self.env["ir.actions.report"]
        pdf, _kind = reports._render_qweb_pdf("ais_sales.client_progress", self.ids)
        xlsx, _kind = reports._render_xlsx("ais_sales.client_progress_xlsx", self.ids, {})
        name = self.env._("Progress of training, %s", self.name)
        return self.env["ir.attachment"].create(
            [
                {
                    "name": f"{name}.{extension}",
                    "datas": base64.b64encode(content),
                    "res_model": "mail.compose.message",
                    "res_id": 0,
                    "type": "binary",
                }
                for extension, content in (("pdf", pdf), ("xlsx", xlsx))
            ],
        )
