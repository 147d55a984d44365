from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..catalogue.system_fields_mixin import BY_SYSTEM
from .discount import discount_text


class DiscountApproval(models.Model):
    """A discount above what a role may give: asked for, decided, kept (2.8).

    It is about the very lines that were asked for: once they change it does not hold any more.
    """

    _name = "ais.discount.approval"
    _description = "Approval of a discount"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.system.fields.mixin",
    ]
    _order = "id desc"
    _rec_name = "order_id"
    _check_company_auto = True

    order_id = fields.Many2one(
        "sale.order",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    partner_id = fields.Many2one(related="order_id.partner_id", string="Client")
    amount_total = fields.Monetary(related="order_id.amount_total")
    currency_id = fields.Many2one(related="order_id.currency_id")
    discount = fields.Float("Discount, %", readonly=True, digits=(5, 2), aggregator="avg")
    reason_id = fields.Many2one("ais.discount.reason", "Ground", readonly=True)
    note = fields.Text("Why", readonly=True)
    level = fields.Selection(
        [("own", "Own authority"), ("head", "Head"), ("management", "Deputy director or director")],
        "Decides",
        required=True,
        readonly=True,
        help="By the limits in the settings: who may approve a discount of this size.",
    )
    state = fields.Selection(
        [
            ("requested", "To be decided"),
            ("approved", "Approved"),
            ("rejected", "Rejected"),
            ("withdrawn", "Withdrawn"),
        ],
        default="requested",
        required=True,
        readonly=True,
        index=True,
        tracking=True,
    )
    lines_text = fields.Text("Lines asked for", readonly=True)
    is_valid = fields.Boolean(
        "Holds for the lines as they are",
        compute="_compute_is_valid",
        help="The lines are still those that were approved.",
    )
    requested_by_id = fields.Many2one("res.users", "Asked by", readonly=True, index=True)
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, tracking=True)
    decided_at = fields.Datetime("Decided at", readonly=True)
    decision_note = fields.Text("Remark of the decision", tracking=True)
    user_id = fields.Many2one(
        related="order_id.user_id", string="Specialist", store=True, index=True
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)

    _open_unique = models.UniqueIndex(
        "(order_id) WHERE state = 'requested'",
        "The discount of this order waits for a decision already.",
    )

    @api.depends(
        "lines_text",
        "state",
        "order_id.partner_id",
        "order_id.currency_id",
        "order_id.ais_discount_reason_id",
        "order_id.order_line.price_unit",
        "order_id.order_line.discount",
        "order_id.order_line.product_uom_qty",
        "order_id.order_line.product_id",
        "order_id.order_line.is_downpayment",
        "order_id.order_line.ais_group_id",
    )
    def _compute_is_valid(self):
        for approval in self:
            # sudo: the lines of an order that its approval may be read with
            order = approval.sudo().order_id
            approval.is_valid = (
                approval.state == "approved"
                and approval.lines_text == order._ais_discount_lines_text()
                and not order._ais_exceeds(approval.discount)
            )

    @api.model
    def _ais_system_fields(self):
        fixed = {"order_id", "discount", "reason_id", "note", "level", "state", "lines_text"}
        return frozenset(fixed | {"requested_by_id", "decided_by_id", "decided_at", "user_id"})

    def action_approve(self):
        """Approve the discount: the head up to the second limit, the deputy director or the
        director above it.

        :raise AccessError: it is not for this user to decide
        :raise UserError: it is decided already, or the lines have changed since
        """
        for approval in self:
            approval._check_decision()
            # sudo: see _decide
            if approval.lines_text != approval.sudo().order_id._ais_discount_lines_text():
                raise UserError(
                    self.env._(
                        "The lines of %s have changed since the discount was asked for. It must be"
                        " asked for anew.",
                        approval.order_id.name,
                    ),
                )
        self._decide("approved")

    def action_reject(self):
        """Refuse the discount; the remark says why.

        :raise AccessError: it is not for this user to decide
        :raise UserError: it is decided already, or there is no remark
        """
        for approval in self:
            approval._check_decision()
            if not (approval.decision_note or "").strip():
                raise UserError(self.env._("Say in the remark why the discount is refused."))
        self._decide("rejected")

    def action_open_order(self):
        """Open the order."""
        return self.order_id._get_records_action()

    def _check_decision(self):
        if self.state != "requested":
            raise UserError(self.env._("The discount of %s is decided.", self.order_id.name))
        if not self.order_id._ais_may_decide(self.level):
            raise AccessError(
                self.env._(
                    "A discount of %(discount)s %% is decided by: %(who)s.",
                    discount=discount_text(self.env, self.discount),
                    who=dict(self._fields["level"]._description_selection(self.env))[self.level],
                ),
            )
        if self.requested_by_id == self.env.user:
            raise AccessError(
                self.env._("Nobody approves a discount that he has asked for himself."),
            )

    def _decide(self, state):
        # sudo: the right to decide was checked; deputy and director write nothing else
        approvals = self.sudo().with_context(ais_clock=BY_SYSTEM)
        approvals.write(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
            },
        )
        approvals.activity_ids.action_feedback()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for approval in approvals:
            text = self.env._(
                "Discount of %(discount)s %%: %(state)s by %(user)s. %(note)s",
                discount=discount_text(self.env, approval.discount),
                state=labels[state].lower(),
                user=self.env.user.name,
                note=approval.decision_note or "",
            )
            approval.order_id.message_post(
                body=text,
                partner_ids=approval.requested_by_id.partner_id.ids,
            )
