from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

from ..catalogue.system_fields_mixin import BY_SYSTEM

FOLLOW_UP = "mail.mail_activity_data_call"


class SaleOrder(models.Model):
    """A proposal on its way: sent, opened, answered, and the call that follows it (2.8)."""

    _name = "sale.order"
    _inherit = ["sale.order", "ais.notice.mixin", "ais.system.fields.mixin"]

    ais_sent_at = fields.Datetime(
        "Sent at", readonly=True, copy=False, help="When the proposal first went to the client."
    )
    ais_viewed_at = fields.Datetime(
        "Opened at",
        readonly=True,
        copy=False,
        help="When the client first opened the proposal by its link.",
    )
    ais_answered_at = fields.Datetime(
        "Answered at",
        readonly=True,
        copy=False,
        help="When the client first answered by letter or in the portal.",
    )
    ais_hours_to_send = fields.Float(
        "Hours to send",
        compute="_compute_ais_hours_to_send",
        store=True,
        aggregator="avg",
        help="From the inquiry, or from the making of the proposal, to its sending.",
    )
    ais_offer_state = fields.Selection(
        [
            ("draft", "In preparation"),
            ("sent", "Sent"),
            ("viewed", "Opened"),
            ("answered", "Answered"),
            ("accepted", "Accepted"),
            ("rejected", "Rejected"),
        ],
        "Proposal is",
        compute="_compute_ais_offer_state",
        store=True,
        index=True,
        group_expand=True,
    )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "ais_sent_at",
            "ais_viewed_at",
            "ais_answered_at",
            "ais_offer_state",
            "ais_hours_to_send",
            "ais_payment_state",
            "ais_amount_paid",
            # what is refused stands on them
            "ais_is_training",
            "ais_discount_max",
            "ais_approval_state",
            "ais_seats_state",
            # Odoo computes them of the lines
            "amount_untaxed",
            "amount_tax",
            "amount_total",
            "invoice_status",
        }

    @api.depends("ais_sent_at", "opportunity_id.create_date")
    def _compute_ais_hours_to_send(self):
        for order in self:
            begin = order.opportunity_id.create_date or order.create_date
            if order.ais_sent_at and begin:
                # orders of former years are entered after they were sent
                hours = (order.ais_sent_at - begin).total_seconds() / 3600
                order.ais_hours_to_send = max(hours, 0.0)
            else:
                order.ais_hours_to_send = 0.0

    @api.depends("state", "ais_sent_at", "ais_viewed_at", "ais_answered_at")
    def _compute_ais_offer_state(self):
        for order in self:
            if order.state == "sale":
                order.ais_offer_state = "accepted"
            elif order.state == "cancel":
                order.ais_offer_state = "rejected"
            elif order.state == "draft":
                order.ais_offer_state = "draft"
            elif order.ais_answered_at:
                order.ais_offer_state = "answered"
            else:
                order.ais_offer_state = "viewed" if order.ais_viewed_at else "sent"

    def write(self, vals):
        if vals.get("state") in ("sent", "sale"):
            self._ais_check_seller()
        result = super().write(vals)
        if vals.get("state") == "sent":
            self.filtered("ais_is_training")._ais_mark_sent()
        elif vals.get("state") in ("sale", "cancel"):
            self.filtered("ais_is_training")._ais_end_follow_up()
        return result

    def action_quotation_send(self):
        self._ais_check_seller()
        return super().action_quotation_send()

    def action_confirm(self):
        self._ais_check_seller()
        return super().action_confirm()

    def _ais_check_seller(self):
        """Say in words that a proposal is sent and confirmed by those who sell seats (2.8).

        :raise AccessError: this user only reads or invoices orders
        """
        training = self.filtered("ais_is_training")
        if training and not self.env["ais.booking"].has_access("create"):
            raise AccessError(
                self.env._(
                    "Order %(order)s is sent, confirmed, changed and cancelled by the sales"
                    " department: ask %(specialist)s to do so.",
                    order=training[0].name,
                    specialist=training[0].user_id.name or self.env._("its head"),
                ),
            )

    def message_post(self, **kwargs):
        message = super().message_post(**kwargs)
        if kwargs.get("subtype_xmlid") == "sale.mt_order_viewed":
            self._ais_mark("ais_viewed_at")
        return message

    def _message_post_after_hook(self, message, msg_vals):
        result = super()._message_post_after_hook(message, msg_vals)
        # sudo: whether the author is one of us is not for a specialist to read
        author = message.author_id.sudo()
        is_answer = author.partner_share and message.message_type in ("comment", "email")
        if is_answer and self.state == "sent":
            self._ais_mark("ais_answered_at")
            self._ais_end_follow_up()
            self._ais_tell_answer()
        return result

    def _ais_mark(self, name):
        # sudo: the client's own doing, recorded by the system
        for order in self.sudo().filtered(lambda order: not order[name]):
            order.with_context(ais_clock=BY_SYSTEM)[name] = fields.Datetime.now()

    def _ais_mark_sent(self):
        self._ais_mark("ais_sent_at")
        words = self._in_staff_language().env
        for order in self:
            days = order.company_id.ais_followup_days
            if not days or not order.user_id:
                continue
            order._notify_staff(
                [
                    (
                        order,
                        order.user_id,
                        words._("Ask the client about the proposal"),
                        words._(
                            "The proposal is valid until %s.",
                            format_date(
                                order.with_context(lang=order.user_id.lang).env,
                                order.validity_date,
                            )
                            or "–",
                        ),
                        order.company_id.ais_working_day(days),
                    ),
                ],
                activity=FOLLOW_UP,
            )

    def _ais_end_follow_up(self):
        summaries = self._in_every_language(
            lambda env: env._("Ask the client about the proposal"),
        )
        # sudo: the client's answer ends the call, whoever was to make it
        self.sudo().activity_search([FOLLOW_UP], only_automated=False).filtered(
            lambda activity: activity.summary in summaries,
        ).action_feedback()

    def _ais_tell_answer(self):
        self._in_staff_language()._notify_staff(
            [
                (order, order.user_id, self.env._("The client has answered the proposal"), "", None)
                for order in self
            ],
        )

    def _find_mail_template(self):
        if self.state == "sale" or not self.ais_is_training or self.env.context.get("proforma"):
            return super()._find_mail_template()
        return self._ais_offer_template() or super()._find_mail_template()
