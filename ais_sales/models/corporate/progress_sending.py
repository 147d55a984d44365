from odoo import api, fields, models
from odoo.exceptions import UserError


class CorporateOrder(models.Model):
    """The progress report goes to the client's coordinator (2.24)."""

    _inherit = "ais.corporate.order"

    progress_sent_on = fields.Date(
        "Progress report sent on",
        readonly=True,
        copy=False,
        help="When the client's coordinator got the last report on the progress of the training.",
    )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"progress_sent_on"}

    def action_send_progress(self):
        """Open a letter to the client's coordinator with the progress report attached.

        :raise UserError: nobody to write to, nobody to write about, or people kept by others
        """
        self.ensure_one()
        self.check_access("write")
        self._check_coordinator()
        # what the report refuses is told before the letter is written
        if not self.env["report.ais_sales.order_progress"]._progress_people(self):
            raise UserError(
                self.env._(
                    "Order %s has no trainees yet: there is nothing to report.", self.display_name
                ),
            )
        return self._progress_letter("ais_sales.ais_corporate_order_mail_progress", self)

    def _check_coordinator(self):
        """
        :raise UserError: an order has no coordinator, or he has no e-mail address
        """
        for order in self:
            if not order.coordinator_id:
                raise UserError(
                    self.env._(
                        "Order %s has no coordinator of the client. Enter the one who gets the"
                        " reports.",
                        order.display_name,
                    ),
                )
            if not order.coordinator_id.email:
                raise UserError(
                    self.env._(
                        "%(name)s, the coordinator of order %(order)s, has no e-mail address."
                        " Enter it in the card.",
                        name=order.coordinator_id.name,
                        order=order.display_name,
                    ),
                )

    def _progress_letter(self, template, orders, **context):
        """The letter, written in the log of this order.

        :param orders: all that the letter reports on
        """
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Progress report to the coordinator"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": self.env.ref(template).id,
                "default_composition_mode": "comment",
                "force_email": True,
                "ais_progress_order_ids": orders.ids,
                **context,
            },
        }

    def message_post(self, **kwargs):
        message = super().message_post(**kwargs)
        if ids := self.env.context.get("ais_progress_order_ids"):
            orders = self.browse(ids)
            orders.check_access("write")
            # a note to nobody sends nothing
            orders = orders.filtered(lambda order: order.coordinator_id in message.partner_ids)
            for company, own in orders.grouped("company_id").items():
                # sudo: the day is noted by the system
                own.sudo().progress_sent_on = company.ais_today()
            orders._note_facts()
        return message
