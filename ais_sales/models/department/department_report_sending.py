from odoo import api, fields, models


class DepartmentReportSending(models.Model):
    """To whom the report went, when, and whether the letters have left (2.5)."""

    _name = "ais.department.report.sending"
    _description = "Sending of a report to the director"
    _inherit = ["ais.system.fields.mixin"]
    _order = "sent_at desc, id desc"

    report_id = fields.Many2one(
        "ais.department.report",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="report_id.company_id", store=True)
    sent_at = fields.Datetime(
        "Sent at",
        required=True,
        readonly=True,
        default=fields.Datetime.now,
    )
    user_id = fields.Many2one(
        "res.users",
        "Sent by",
        readonly=True,
        ondelete="set null",
        help="Empty when it was sent on schedule.",
    )
    partner_ids = fields.Many2many("res.partner", string="To whom", readonly=True)
    message_id = fields.Many2one("mail.message", "Letter", readonly=True, ondelete="set null")
    mail_state = fields.Selection(
        [
            ("waiting", "Waits to be sent"),
            ("sent", "Sent"),
            ("failed", "Not delivered"),
        ],
        "Letters",
        compute="_compute_mail_state",
    )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | set(self._fields)

    @api.depends("message_id")
    def _compute_mail_state(self):
        # sudo: what became of the letters, whoever got them
        notices = self.env["mail.notification"].sudo()
        rows = notices._read_group(
            [("mail_message_id", "in", self.message_id.ids)],
            ["mail_message_id"],
            ["notification_status:array_agg"],
        )
        found = {message.id: set(states) for message, states in rows}
        for sending in self:
            states = found.get(sending.message_id.id, set())
            if states & {"bounce", "exception", "canceled"}:
                sending.mail_state = "failed"
            elif states & {"ready", "process", "pending"}:
                sending.mail_state = "waiting"
            else:
                sending.mail_state = "sent"
