from odoo import api, fields, models
from odoo.exceptions import UserError

from ..catalogue.system_fields_mixin import BY_SYSTEM

NEXT_STATES = {
    "preparing": {"enrolling", "training", "cancelled"},
    "enrolling": {"preparing", "training", "cancelled"},
    "training": {"enrolling", "closing", "cancelled"},
    "closing": {"training", "closed", "cancelled"},
    "closed": {"closing"},
    "cancelled": {"preparing"},
}
BY_HEAD = ("closed", "cancelled")


class CorporateOrder(models.Model):
    """From stage to stage, and what an order is closed with (2.22)."""

    _inherit = "ais.corporate.order"

    closing_note = fields.Text("Missing for closing", compute="_compute_closing_note")
    closed_on = fields.Date(readonly=True, copy=False)
    cancel_reason = fields.Char(copy=False, tracking=True)
    unpaid_reason = fields.Char(
        "Why it is closed unpaid",
        copy=False,
        tracking=True,
        help="The head of sales may have an order closed while a debt is left: it stays among the"
        " receivables.",
    )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"closed_on"}

    @api.depends("state")
    def _compute_closing_note(self):
        closing = self.filtered(lambda order: order.state == "closing")
        gaps = closing._closing_gaps()
        for order in self:
            order.closing_note = "\n".join(gaps.get(order._origin.id, [])) or False

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("state", "preparing") != "preparing" and not self.env.su:
                raise UserError(self.env._("A corporate order begins with its contract."))
            self._check_unpaid_reason(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_unpaid_reason(vals)
        if "state" in vals:
            self._check_stage(vals["state"], vals)
        if "cancel_reason" in vals and "state" not in vals and not self.env.su:
            raise UserError(self.env._("The reason is given when the order is cancelled."))
        result = super().write(vals)
        if "state" in vals:
            # sudo: noted by the system
            orders = self.sudo().with_context(ais_clock=BY_SYSTEM)
            for order in orders:
                day = order.company_id.ais_today() if order.state == "closed" else False
                if order.closed_on != day:
                    order.closed_on = day
            if vals["state"] in BY_HEAD:
                # sudo: tasks of whoever was next are over
                self.sudo().document_ids._end_tasks()
            self._refresh_risk()
        return result

    def action_next_stage(self):
        """Move the orders to their next stage."""
        order_of_stages = ["preparing", "enrolling", "training", "closing", "closed"]
        for state, orders in self.grouped("state").items():
            if state in order_of_stages[:-1]:
                orders.state = order_of_stages[order_of_stages.index(state) + 1]

    def action_back_to_contract(self):
        """Take orders back from the lists of trainees, where they have come too early."""
        self.filtered(lambda order: order.state == "enrolling").state = "preparing"

    def action_close(self):
        """Close the orders; refused while something is missing (2.22).

        :raise UserError: tells for each order what is missing
        """
        self.write({"state": "closed"})

    def action_reopen(self):
        """Take closed orders back to their closing documents, cancelled ones to the beginning."""
        for order in self:
            order.state = "closing" if order.state == "closed" else "preparing"

    def _check_stage(self, state, vals):
        """Whether the orders may go to a stage.

        :raise UserError: names the order and what is missing
        """
        labels = dict(self._fields["state"]._description_selection(self.env))
        for order in self:
            if state == order.state:
                continue
            if state not in NEXT_STATES[order.state]:
                raise UserError(
                    self.env._(
                        "Order %(order)s is at “%(now)s” and cannot go to “%(then)s” from there.",
                        order=order.display_name,
                        now=labels[order.state],
                        then=labels.get(state, state),
                    ),
                )
            if order.state in BY_HEAD and not self._is_head():
                raise UserError(
                    self.env._(
                        "Order %s is over: the head of sales reopens it.", order.display_name
                    ),
                )
        moving = self.filtered(lambda order: order.state != state)
        if state == "closed":
            moving._check_closing()
        elif state == "cancelled":
            moving._check_cancelling(vals)

    def _check_seats_stay(self, new):
        """Whether seats or orders of training may go from these orders to another one, or to none.

        :param new: the order to which they go, or none
        :raise UserError: one of them is closed, or its training has begun: the head decides then
        """
        for order in (self | new) - (self & new):
            if order.state == "closed" or (order.state == "cancelled" and order in new):
                raise UserError(
                    self.env._(
                        "Order %s is over: its seats stay as they are. Reopen it first.",
                        order.display_name,
                    ),
                )
        is_head = self.env.user.has_group("ais_sales.group_head")
        for order in self - new:
            if order.state in ("training", "closing") and not is_head:
                raise UserError(
                    self.env._(
                        "The training of order %s has begun: its seats are taken out by the head"
                        " of sales.",
                        order.display_name,
                    ),
                )

    def _check_unpaid_reason(self, vals):
        if vals.get("unpaid_reason") and not vals["unpaid_reason"].strip():
            raise UserError(self.env._("Write the reason."))
        if vals.get("unpaid_reason") and not self._is_head():
            raise UserError(
                self.env._("Whether an order is closed unpaid is decided by the head of sales."),
            )

    def _check_closing(self):
        gaps = self._closing_gaps()
        if gaps:
            raise UserError(
                "\n".join(
                    [
                        self.env._("The order cannot be closed yet:"),
                        *(
                            f"{order.name}: {gap}"
                            for order in self
                            for gap in gaps.get(order.id, [])
                        ),
                    ],
                ),
            )

    def _check_cancelling(self, vals):
        for order in self:
            if not (vals.get("cancel_reason") or order.cancel_reason or "").strip():
                raise UserError(
                    self.env._("Order %s: say why it is cancelled.", order.display_name)
                )
            live = order.sudo().booking_ids.filtered(  # sudo: whoever keeps the seats
                lambda booking: booking.state not in ("cancelled", "waitlist"),
            )
            if live:
                raise UserError(
                    self.env._(
                        "Order %(order)s has live bookings: %(bookings)s. Cancel them or take them"
                        " out of the order first.",
                        order=order.display_name,
                        bookings=", ".join(live.mapped("name")),
                    ),
                )

    @api.model
    def _is_head(self):
        return self.env.su or self.env.user.has_group("ais_sales.group_head")
