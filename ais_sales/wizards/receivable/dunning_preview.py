from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class DunningPreview(models.TransientModel):
    """What would be sent to whom today; what is unticked is not sent (2.15)."""

    _name = "ais.dunning.preview"
    _inherit = ["ais.window.mixin"]
    _description = "Reminders to send"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
    )
    line_ids = fields.One2many("ais.dunning.preview.line", "preview_id", "Reminders")

    @api.model
    def action_preview(self):
        """Open what is due today."""
        preview = self.create({})
        preview.line_ids = [
            (
                0,
                0,
                {
                    "client_id": client_id,
                    "level_id": level_id,
                    "invoice_count": len(rows),
                    "days": max(row["days"] for row in rows),
                    "amount": sum(row["amount"] for row in rows),
                },
            )
            for (client_id, level_id), rows in preview._due().items()
        ]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reminders to send"),
            "res_model": self._name,
            "res_id": preview.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _due(self):
        """Reminders due that the user may send: a specialist's are those of own clients.

        :return: dict {(client id, level id): rows}
        """
        user = self.env.user
        if not (
            user.has_group("ais_sales.group_specialist")
            or user.has_group("ais_sales.group_accountant")
        ):
            raise AccessError(
                self.env._("Reminders are sent by the specialist, the head or the accountant."),
            )
        notices = self.env["ais.dunning.notice"]
        rows = notices._find_due(self.company_id)
        if not user.has_group("ais_sales.group_head") and not user.has_group(
            "ais_sales.group_accountant",
        ):
            rows = [row for row in rows if row["user_id"] in (user.id, None)]
        return dict(notices._group_due(rows))

    def action_send(self):
        """Send the ticked reminders; those that need approval wait for it.

        :raise UserError: nothing is ticked
        """
        self.ensure_one()
        ticked = {(line.client_id.id, line.level_id.id) for line in self.line_ids if line.is_ticked}
        # looked up anew: what has been paid since the preview was opened is not sent
        due = [one for one in self._due().items() if one[0] in ticked]
        if not due:
            raise UserError(self.env._("Nothing is ticked, or nothing is due any more."))
        notices = self.env["ais.dunning.notice"]._make(self.company_id, due)
        notices._send_or_ask()
        actions = self.env["ir.actions.act_window"]
        action = actions._for_xml_id("ais_sales.ais_dunning_notice_action")
        action["domain"] = [("id", "in", notices.ids)]
        action["context"] = {}
        return action


class DunningPreviewLine(models.TransientModel):
    _name = "ais.dunning.preview.line"
    _inherit = ["ais.window.mixin"]
    _description = "Reminder to send"

    preview_id = fields.Many2one("ais.dunning.preview", required=True, ondelete="cascade")
    is_ticked = fields.Boolean("Send", default=True)
    client_id = fields.Many2one("res.partner", readonly=True)
    email = fields.Char(related="client_id.email")
    level_id = fields.Many2one("ais.dunning.level", readonly=True)
    needs_approval = fields.Boolean(related="level_id.needs_approval")
    invoice_count = fields.Integer("Invoices", readonly=True)
    days = fields.Integer("Days overdue", readonly=True)
    currency_id = fields.Many2one(related="preview_id.company_id.currency_id")
    amount = fields.Monetary("Debt", readonly=True)
