from odoo import api, fields, models

from ..booking.booking_payment import PAYMENT_STATES


class CorporateOrder(models.Model):
    """Seats and money of the order: agreed, invoiced, paid (2.14, 2.22)."""

    _inherit = "ais.corporate.order"

    budget = fields.Monetary(tracking=True, help="What the client has set aside for the training.")
    seats_count = fields.Integer(
        "Seats",
        compute="_compute_seats",
        store=True,
        help="Held, confirmed and completed seats of all bookings of the order; the"
        " waiting list is not counted.",
    )
    amount_total = fields.Monetary(
        "Agreed",
        compute="_compute_seats",
        store=True,
        help="Total of the bookings of the order that are not cancelled; the waiting"
        " list is not counted.",
    )
    amount_invoiced = fields.Monetary(
        "Invoiced",
        compute="_compute_seats",
        store=True,
        help="Posted invoices of the bookings less credit notes.",
    )
    amount_paid = fields.Monetary(
        "Paid",
        compute="_compute_seats",
        store=True,
        help="What the client has paid on these invoices, part payments included.",
    )
    amount_remaining = fields.Monetary(
        "To be paid", compute="_compute_seats", store=True, help="Of what is agreed."
    )
    budget_left = fields.Monetary(
        compute="_compute_budget_left", help="Of the budget when all that is agreed is paid."
    )
    payment_state = fields.Selection(
        PAYMENT_STATES, compute="_compute_seats", store=True, index=True
    )
    group_count = fields.Integer("Groups", compute="_compute_seats", store=True)
    group_ids = fields.Many2many(
        "ais.course.group", string="Course groups", compute="_compute_group_ids"
    )

    _budget_ok = models.Constraint("CHECK (budget >= 0)", "The budget cannot be negative.")

    @api.depends(
        "booking_ids.state",
        "booking_ids.seats",
        "booking_ids.group_id",
        "booking_ids.amount_total",
        "booking_ids.amount_invoiced",
        "booking_ids.amount_paid",
    )
    def _compute_seats(self):
        figures = {}
        rows = self.env["ais.booking"]._read_group(
            # seats given back are counted while their invoice is not credited
            [("corporate_order_id", "in", self.ids), ("state", "!=", "waitlist")],
            ["corporate_order_id", "state"],
            [
                "seats:sum",
                "amount_total:sum",
                "amount_invoiced:sum",
                "amount_paid:sum",
                "group_id:array_agg",
            ],
        )
        for order, state, seats, total, invoiced, paid, groups in rows:
            figure = figures.setdefault(order.id, [0, 0.0, 0.0, 0.0, set()])
            figure[2] += invoiced
            figure[3] += paid
            if state != "cancelled":
                figure[0] += seats
                figure[1] += total
                figure[4].update(groups)
        for order in self:
            seats, total, invoiced, paid, groups = figures.get(
                order._origin.id, (0, 0.0, 0.0, 0.0, ())
            )
            order.seats_count = seats
            order.amount_total = total
            order.amount_invoiced = invoiced
            order.amount_paid = paid
            order.amount_remaining = total - paid
            order.group_count = len(groups)
            order.payment_state = order._payment_state()

    def _payment_state(self):
        currency = self.currency_id or self.env.company.currency_id
        if self.amount_total and currency.compare_amounts(self.amount_paid, self.amount_total) >= 0:
            return "paid"
        if not currency.is_zero(self.amount_paid):
            return "partial"
        return "none" if currency.is_zero(self.amount_invoiced) else "invoiced"

    @api.depends("budget", "amount_total")
    def _compute_budget_left(self):
        for order in self:
            order.budget_left = order.budget - order.amount_total if order.budget else 0.0

    @api.depends("booking_ids.group_id", "booking_ids.state")
    def _compute_group_ids(self):
        for order in self:
            order.group_ids = order.booking_ids.filtered(
                lambda booking: booking.state != "cancelled",
            ).group_id
