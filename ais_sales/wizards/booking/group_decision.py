from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.booking.course_group_decision import DECISIONS
from ...tools.read_committed import entry_reads_committed


class GroupDecision(models.TransientModel):
    """Go or no-go: what is paid, promised and silent, and what is decided (2.11)."""

    _name = "ais.group.decision"
    _inherit = ["ais.window.mixin"]
    _description = "Decision on a group"

    group_id = fields.Many2one("ais.course.group", required=True, readonly=True)
    course_id = fields.Many2one(related="group_id.course_id")
    company_id = fields.Many2one(related="group_id.company_id")
    currency_id = fields.Many2one(related="group_id.currency_id")
    # figures
    seats_min = fields.Integer(related="group_id.seats_min")
    seats_max = fields.Integer(related="group_id.seats_max")
    seats_waitlisted = fields.Integer(related="group_id.seats_waitlisted")
    seats_paid = fields.Integer("Paid", compute="_compute_figures")
    seats_promised = fields.Integer("Promised", compute="_compute_figures")
    seats_silent = fields.Integer("Silent", compute="_compute_figures")
    revenue_min = fields.Monetary(related="group_id.revenue_min")
    amount_paid = fields.Monetary("Paid, money", compute="_compute_figures")
    amount_promised = fields.Monetary("Promised, money", compute="_compute_figures")
    amount_silent = fields.Monetary("Silent, money", compute="_compute_figures")
    seats_missing = fields.Integer("Missing", compute="_compute_figures")
    amount_missing = fields.Monetary("Missing, money", compute="_compute_figures")
    is_short = fields.Boolean(compute="_compute_figures")
    booking_ids = fields.One2many(related="group_id.booking_ids")
    # decision
    decision = fields.Selection(DECISIONS)
    reason = fields.Char()
    target_id = fields.Many2one(
        "ais.course.group",
        "Other group",
        domain="[('state', 'in', ('open', 'guaranteed')), ('id', '!=', group_id)]",
    )
    target_available = fields.Integer("Free seats there", related="target_id.seats_available")
    date_start = fields.Date("New start", compute="_compute_dates", store=True, readonly=False)
    date_end = fields.Date("New end", compute="_compute_dates", store=True, readonly=False)

    @api.depends("group_id")
    def _compute_figures(self):
        for wizard in self:
            group = wizard.group_id
            wizard.seats_paid = group.seats_paid
            wizard.seats_promised = group.seats_confirmed - group.seats_paid
            wizard.seats_silent = group.seats_held
            wizard.amount_paid = group.revenue_paid
            wizard.amount_promised = group.revenue_confirmed - group.revenue_paid
            wizard.amount_silent = group.revenue_held
            wizard.seats_missing = max(group.seats_min - group.seats_confirmed, 0)
            wizard.amount_missing = max(group.revenue_min - group.revenue_confirmed, 0.0)
            wizard.is_short = bool(wizard.seats_missing or wizard.amount_missing)

    @api.depends("group_id")
    def _compute_dates(self):
        for wizard in self:
            wizard.date_start = wizard.group_id.date_start
            wizard.date_end = wizard.group_id.date_end

    @entry_reads_committed
    def action_decide(self):
        """Carry the decision out and keep it with its reason."""
        self.ensure_one()
        if not self.decision:
            raise UserError(
                self.env._("Choose what is decided about %s.", self.group_id.display_name),
            )
        self.group_id._decide(
            self.decision,
            self.reason,
            target=self.target_id,
            dates={"date_start": self.date_start, "date_end": self.date_end},
        )
        return {"type": "ir.actions.act_window_close"}
