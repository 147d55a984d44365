from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class DunningNotice(models.Model):
    """A reminder to a client: one letter with all its invoices of a level (2.15)."""

    _name = "ais.dunning.notice"
    _description = "Reminder"
    _inherit = ["mail.thread", "mail.activity.mixin", "ais.notice.mixin"]
    _order = "date desc, id desc"
    _rec_name = "name"

    name = fields.Char("Number", required=True, readonly=True, default="/")
    client_id = fields.Many2one(
        "res.partner",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one("res.users", "Specialist", readonly=True, index=True)
    level_id = fields.Many2one(
        "ais.dunning.level",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    date = fields.Date(required=True, readonly=True)
    answer_until = fields.Date(
        "Answer by",
        readonly=True,
        help="Day by which the client is asked to answer; named in the claim.",
    )
    state = fields.Selection(
        [
            ("draft", "To be sent"),
            ("to_approve", "To be approved"),
            ("sent", "Sent"),
            ("failed", "Not sent"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        tracking=True,
    )
    failure = fields.Char("Why it was not sent", readonly=True)
    approved_by_id = fields.Many2one("res.users", "Approved by", readonly=True, tracking=True)
    mail_id = fields.Many2one("mail.mail", "Mail in the queue", readonly=True, ondelete="set null")
    mail_message_id = fields.Many2one(
        "mail.message",
        "Letter",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    act_id = fields.Many2one(
        "ais.reconciliation.act",
        "Act of reconciliation",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    line_ids = fields.One2many("ais.dunning.notice.line", "notice_id", "Invoices", readonly=True)
    amount = fields.Monetary("Debt", readonly=True)
    penalty = fields.Monetary(
        "Penalty or interest",
        readonly=True,
        help="By the contract or by the key rate, as the settings say; counted on the"
        " day of the claim.",
    )
    amount_total = fields.Monetary("Claimed in total", compute="_compute_amount_total")

    addressee_id = fields.Many2one("res.partner", "Sent to", compute="_compute_addressee_id")

    def _compute_addressee_id(self):
        """Who reads the letter: the client's address of invoices, else the client itself."""
        for notice in self:
            address = notice.client_id.address_get(["invoice"])["invoice"]
            partner = self.env["res.partner"].browse(address)
            notice.addressee_id = partner.filtered("email") or notice.client_id.filtered("email")

    @api.depends("amount", "penalty")
    def _compute_amount_total(self):
        for notice in self:
            notice.amount_total = notice.amount + notice.penalty

    def action_approve(self):
        """Send what waits for approval.

        :raise AccessError: the user is neither head of sales nor director
        """
        user = self.env.user
        if not (
            user.has_group("ais_sales.group_head") or user.has_group("ais_sales.group_director")
        ):
            raise AccessError(
                self.env._("Claims are approved by the head of sales or the director.")
            )
        self.check_access("read")
        waiting = self.filtered(lambda notice: notice.state == "to_approve")
        if not waiting:
            raise UserError(self.env._("None of these reminders waits for approval."))
        # sudo: the director approves but writes nothing else; the approval is checked above
        waiting = waiting.sudo()
        waiting.approved_by_id = user
        waiting.activity_ids.unlink()
        waiting._send()

    def action_send(self):
        """Send again what could not be sent.

        :raise UserError: a reminder waits for approval or has been sent
        """
        self._check_may_send()
        for notice in self:
            if notice.state not in ("draft", "failed"):
                raise UserError(
                    self.env._(
                        "Reminder %s cannot be sent: it waits for approval, has been sent or is"
                        " cancelled.",
                        notice.name,
                    ),
                )
        # sudo: letters are written by the system; who may send is checked above
        self.sudo()._send()

    def action_cancel(self):
        """Give up reminders that have not been sent; their invoices may be reminded of again."""
        self._check_may_send()
        if any(notice.state == "sent" for notice in self):
            raise UserError(self.env._("A reminder that has been sent cannot be cancelled."))
        # sudo: as above
        self.sudo()._cancel(self.env._("Cancelled by hand"))

    def _check_may_send(self):
        self.check_access("read")
        roles = ("specialist", "accountant")
        if not any(self.env.user.has_group(f"ais_sales.group_{role}") for role in roles):
            raise AccessError(
                self.env._("Reminders are sent by the specialist, the head or the accountant."),
            )

    def _cancel(self, why):
        self.write({"state": "cancelled", "failure": why})
        self.line_ids.is_void = True
        self.activity_ids.unlink()


class DunningNoticeLine(models.Model):
    """An invoice in a reminder. The index is the last guard: no level twice for an invoice."""

    _name = "ais.dunning.notice.line"
    _description = "Invoice in a reminder"
    _order = "date_due, id"
    _rec_name = "move_id"

    notice_id = fields.Many2one(
        "ais.dunning.notice",
        required=True,
        index=True,
        ondelete="cascade",
    )
    client_id = fields.Many2one(related="notice_id.client_id")
    move_id = fields.Many2one(
        "account.move",
        "Invoice",
        required=True,
        index=True,
        ondelete="cascade",
    )
    level_id = fields.Many2one(
        related="notice_id.level_id",
        store=True,
        precompute=True,
        index=True,
    )
    date_due = fields.Date("Due date")
    days = fields.Integer("Days overdue")
    currency_id = fields.Many2one(related="notice_id.currency_id")
    amount = fields.Monetary("Debt")
    penalty = fields.Monetary("Penalty or interest")
    is_void = fields.Boolean("Left out", help="The reminder was not sent for this invoice.")

    _once = models.UniqueIndex(
        "(move_id, level_id) WHERE is_void IS NOT TRUE",
        "This invoice has been reminded of at this level already.",
    )
