from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare

from ..catalogue.roles import OFFICE
from ..catalogue.system_fields_mixin import BY_SYSTEM
from .discount import DIGITS, discount_percent, discount_text

# states in which a client counts on the price
IN_FORCE = ("sent", "sale")


class SaleOrder(models.Model):
    """Discounts: a ground for each, a limit for each role, an approval above it (2.8).

    A discount is how far the price lies under that of the group or of the client's pricelist: a
    partner's pricelist is no discount, a price lowered by hand is one.
    """

    _inherit = "sale.order"

    ais_discount_reason_id = fields.Many2one(
        "ais.discount.reason",
        "Ground of the discount",
        check_company=True,
        tracking=True,
        help="A price is lowered on grounds of the regulation on discounts only.",
    )
    ais_discount_max = fields.Float(
        "Highest discount, %",
        compute="_compute_ais_discount_max",
        # a seller of Odoo's own reads orders, not our groups
        compute_sudo=True,
        digits=(5, DIGITS),
        help="The highest discount among the lines: by it is decided who approves.",
    )
    ais_approval_ids = fields.One2many(
        "ais.discount.approval",
        "order_id",
        "Approvals",
        groups=OFFICE,
    )
    ais_approval_state = fields.Selection(
        [
            ("none", "No approval needed"),
            ("needed", "To be asked for"),
            ("requested", "Asked for"),
            ("approved", "Approved"),
            ("rejected", "Rejected"),
        ],
        "Approval of the discount",
        compute="_compute_ais_approval_state",
    )

    @api.depends(
        "order_line.price_unit",
        "order_line.discount",
        "order_line.product_uom_qty",
        "order_line.product_id",
        "order_line.ais_group_id",
        "pricelist_id",
    )
    def _compute_ais_discount_max(self):
        for order in self:
            order.ais_discount_max = order._ais_get_discount() if order.ais_is_training else 0.0

    @api.depends("ais_discount_max", "ais_approval_ids.state", "ais_approval_ids.lines_text")
    @api.depends_context("uid")
    def _compute_ais_approval_state(self):
        for order in self:
            # sudo: a seller of Odoo's own sees whether an approval is there, not what it says
            approvals = order.sudo().ais_approval_ids
            limit = order._ais_own_limit()
            # sudo: as above, of the groups in its lines
            if not order.ais_is_training or not order.sudo()._ais_exceeds(limit):
                order.ais_approval_state = "none"
            elif any(approvals.mapped("is_valid")):
                order.ais_approval_state = "approved"
            elif "requested" in approvals.mapped("state"):
                order.ais_approval_state = "requested"
            elif approvals[:1].state == "rejected":
                order.ais_approval_state = "rejected"
            else:
                order.ais_approval_state = "needed"

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        orders.filtered(lambda order: order.state in IN_FORCE)._ais_check_discount()
        return orders

    def write(self, vals):
        if vals.get("state") in IN_FORCE:
            self._ais_check_discount()
        return super().write(vals)

    def action_quotation_send(self):
        self.filtered(lambda order: order.state != "sale")._ais_check_discount()
        return super().action_quotation_send()

    def action_ais_ask_discount(self):
        """Open the request for approval of the discount."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_discount_ask_action")
        action["context"] = {"default_order_id": self.id}
        return action

    def action_ais_view_approvals(self):
        """Open the approvals of discounts of this order."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_discount_approval_action"
        )
        action["domain"] = [("order_id", "in", self.ids)]
        action["context"] = {}
        return action

    # -- how much

    def _ais_get_discount(self):
        """How far the prices lie under the list, in percent: the most of a line or of the whole."""
        currency = self.currency_id or self.env.company.currency_id
        discounts, listed, asked = [0.0], 0.0, 0.0
        for line in self._ais_priced_lines():
            seats = line.product_uom_qty
            net = line.price_unit * (1 - line.discount / 100)
            price = line._ais_client_price() if line.ais_is_course else line.price_unit
            asked += net * seats
            # what takes off the total has no list price: it is a discount of the whole
            listed += max(price * seats, 0.0)
            if line.ais_is_course:
                # a line without seats has its price for the seats that it may get
                count = seats or 1.0
                discounts.append(discount_percent(price * count, net * count, currency))
        discounts.append(discount_percent(listed, asked, currency))
        return max(discounts)

    def _ais_priced_lines(self):
        """Lines whose price somebody decides on. Odoo's own down payments have no quantity, and
        are not in the total: with one they are lines as others are.
        """
        return self.order_line.filtered(
            lambda line: (
                not line.display_type
                and not line.ais_difference_of_id
                and (line.ais_is_course or line.product_uom_qty or not line.is_downpayment)
            ),
        )

    def _ais_discounts_in_force(self):
        """Discounts of the orders that are sent or in force, as they are now, in percent.

        :return: dict by order, for `_ais_check_grown_discount`
        """
        orders = self.filtered(lambda order: order.ais_is_training and order.state in IN_FORCE)
        # counted anew: a price list that has risen meanwhile is no doing of who changes the order
        return {order: order._ais_get_discount() for order in orders}

    def _ais_exceeds(self, limit):
        return float_compare(self.ais_discount_max, limit, precision_digits=DIGITS) > 0

    def _ais_discount_lines_text(self):
        """The lines as they are approved; another text is another proposal."""
        # one language, whoever asks and whoever decides
        self = self.with_context(lang=self.company_id.partner_id.lang)
        heading = f"{self.partner_id.name} · {self.currency_id.name}"
        reason = self.ais_discount_reason_id.name or "–"
        return f"{heading} · {reason}\n" + "\n".join(
            f"{line.product_id.display_name} [{line.ais_group_id.code or '–'}]:"
            f" {line.product_uom_qty:g} × {line.price_unit:.2f} − {line.discount:.2f} %"
            for line in self._ais_priced_lines().sorted("id")
        )

    # -- who may

    def _ais_own_limit(self):
        company = self.company_id or self.env.company
        if self.env.su:
            # the client accepts by himself: nobody's authority stands behind it
            return company.ais_discount_limit
        return company._ais_discount_limit_of(self.env.user)

    def _ais_may_decide(self, level):
        user = self.env.user
        if user.has_group("ais_sales.group_director") or user.has_group("ais_sales.group_deputy"):
            return True
        return level == "head" and user.has_group("ais_sales.group_head")

    # -- what is refused

    def _ais_check_papers(self):
        """Refuse to print papers that tell a price before it is approved: what is printed is as
        good as sent (2.8).

        :raise UserError: see `_ais_check_discount`
        """
        # a client reads what was sent to him, though the price list may have risen since
        states = ("draft",) if self.env.user.share else ("draft", "sent")
        asked = self.filtered(lambda order: order.ais_is_training and order.state in states)
        # who only reads an order gives no discount by printing it
        asked._filtered_access("write")._ais_check_discount(is_kept=False)

    def _ais_check_discount(self, is_kept=True):
        """Refuse to send or confirm training at a price that nobody may give (2.8).

        :param bool is_kept: whose authority allows a discount above the first limit is kept as an
            approval; not so where a paper is only looked at
        :raise UserError: a discount has no ground, or is above the limit and not approved
        """
        for order in self.filtered("ais_is_training"):
            if not order._ais_exceeds(0.0):
                continue
            if not order.ais_discount_reason_id:
                raise UserError(
                    self.env._(
                        "Order %(order)s has a discount of %(discount)s %%: choose its ground.",
                        order=order.name,
                        discount=discount_text(self.env, order.ais_discount_max),
                    ),
                )
            company = order.company_id
            if not order._ais_exceeds(company.ais_discount_limit):
                continue
            # sudo: approvals of this order, also by people whose records are not the user's
            if any(order.sudo().ais_approval_ids.mapped("is_valid")):
                continue
            if order._ais_exceeds(order._ais_own_limit()):
                raise UserError(
                    self.env._(
                        "Order %(order)s has a discount of %(discount)s %%, your limit is %(limit)s"
                        " %%. Ask for approval.",
                        order=order.name,
                        discount=discount_text(self.env, order.ais_discount_max),
                        limit=discount_text(self.env, order._ais_own_limit()),
                    ),
                )
            if is_kept:
                order._ais_new_approval("own", state="approved", decided_by_id=self.env.uid)

    @api.model
    def _ais_check_grown_discount(self, before):
        """Refuse fewer seats, or other lines, that make of a sum a bigger discount (2.8).

        A price list that has risen since makes none: it was no bigger before the change.

        :param dict before: of `_ais_discounts_in_force`
        :raise UserError: see `_ais_check_discount`
        """
        for order, discount in before.items():
            if order._ais_exceeds(discount):
                order._ais_check_discount()

    def _ais_new_approval(self, level, **vals):
        # sudo: approvals are made by asking and deciding, never by hand
        approvals = self.env["ais.discount.approval"].sudo().with_context(ais_clock=BY_SYSTEM)
        if vals.get("decided_by_id"):
            vals["decided_at"] = fields.Datetime.now()
        return approvals.create(
            {
                "order_id": self.id,
                "discount": self.ais_discount_max,
                "reason_id": self.ais_discount_reason_id.id,
                "level": level,
                "lines_text": self._ais_discount_lines_text(),
                "requested_by_id": self.env.uid,
                **vals,
            },
        ).with_env(self.env)

    def _ais_ask_discount(self, note):
        """Ask for the discount: of the head, above the second limit of the management.

        :param str note: why
        :return: ais.discount.approval
        :raise UserError: no ground, nothing to ask for
        """
        self.ensure_one()
        self.check_access("write")
        if not self.ais_discount_reason_id:
            raise UserError(self.env._("Choose the ground of the discount."))
        if not self._ais_exceeds(self._ais_own_limit()):
            raise UserError(self.env._("This discount needs no approval."))
        # sudo: an earlier request of the same order is withdrawn by the new one
        waiting = self.sudo().ais_approval_ids.filtered(lambda one: one.state == "requested")
        waiting.with_context(ais_clock=BY_SYSTEM).state = "withdrawn"
        waiting.activity_ids.unlink()
        level = (
            "management" if self._ais_exceeds(self.company_id.ais_discount_limit_head) else "head"
        )
        approval = self._ais_new_approval(level, note=note)
        roles = ("deputy", "director") if level == "management" else ("head",)
        people = self.env["res.users"].union(
            *(approval._staff_of(role, self.company_id) for role in roles),
        )
        approval._notify_staff(
            [
                (
                    approval,
                    people - self.env.user,
                    self.env._(
                        "Decide on a discount of %s %%",
                        discount_text(self.env, self.ais_discount_max),
                    ),
                    note,
                    None,
                ),
            ],
        )
        return approval
