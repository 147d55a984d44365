from odoo import api, fields, models


class CorporateOrder(models.Model):
    """The people of the order and how far their training has come (2.24)."""

    _inherit = "ais.corporate.order"

    trainee_count = fields.Integer(
        "Trainees named",
        compute="_compute_people",
        store=True,
        help="Trainees with a name in bookings that are not cancelled; who moved to"
        " another group is counted once.",
    )
    completed_count = fields.Integer("Have completed", compute="_compute_people", store=True)
    unnamed_seats = fields.Integer(
        "Seats without a name",
        compute="_compute_unnamed_seats",
        store=True,
        help="Seats less the trainees named.",
    )
    progress = fields.Float(
        "Progress, %",
        compute="_compute_people",
        store=True,
        aggregator="avg",
        digits=(16, 0),
        help="Hours done of the hours of the courses; who has completed has done all of them, who"
        " has dropped out or moved to another group is not counted.",
    )

    @api.depends(
        "trainee_ids.training_state",
        "trainee_ids.hours_done",
        "trainee_ids.hours_planned",
        "trainee_ids.booking_state",
    )
    def _compute_people(self):
        figures = {}
        rows = self.env["ais.trainee"]._read_group(
            [("corporate_order_id", "in", self.ids), ("booking_state", "!=", "cancelled")],
            ["corporate_order_id", "training_state"],
            ["__count", "hours_done:sum", "hours_planned:sum"],
        )
        for order, state, count, done, planned in rows:
            figure = figures.setdefault(order.id, [0, 0, 0.0, 0.0])
            figure[0] += count if state != "transferred" else 0
            if state == "completed":
                figure[1] += count
                done = planned
            if state not in ("dropped", "transferred"):
                figure[2] += min(done or 0.0, planned)
                figure[3] += planned
        for order in self:
            count, completed, done, planned = figures.get(order._origin.id, (0, 0, 0.0, 0.0))
            order.trainee_count = count
            order.completed_count = completed
            order.progress = 100.0 * done / planned if planned else 0.0

    @api.depends("trainee_count", "seats_count")
    def _compute_unnamed_seats(self):
        for order in self:
            order.unnamed_seats = max(order.seats_count - order.trainee_count, 0)
