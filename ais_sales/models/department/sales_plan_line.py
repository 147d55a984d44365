from odoo import api, fields, models

from .sales_plan import INDICATORS


class SalesPlanLine(models.Model):
    """What a specialist has to reach in a period, by direction (2.12)."""

    _name = "ais.sales.plan.line"
    _description = "Line of a sales plan"
    _inherit = ["ais.system.fields.mixin"]
    _ais_guards_computed = True
    _order = "date_from desc, plan_id, user_id, direction_id, id"
    _rec_name = "plan_id"
    _check_company_auto = True

    plan_id = fields.Many2one(
        "ais.sales.plan",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    user_id = fields.Many2one(
        "res.users",
        "Specialist",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('share', '=', False)]",
        check_company=True,
    )
    direction_id = fields.Many2one(
        "ais.direction",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Empty: all directions that have no line of their own.",
    )
    # of the plan
    company_id = fields.Many2one(
        related="plan_id.company_id", store=True, index=True, precompute=True
    )
    team_id = fields.Many2one(related="plan_id.team_id", store=True, precompute=True)
    state = fields.Selection(related="plan_id.state", store=True, precompute=True)
    period = fields.Selection(related="plan_id.period", store=True, precompute=True)
    date_from = fields.Date(related="plan_id.date_from", store=True, precompute=True)
    date_to = fields.Date(related="plan_id.date_to", store=True, precompute=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    # targets
    target_invoiced = fields.Monetary("Invoiced, plan", help="Invoices less credit notes.")
    target_paid = fields.Monetary(
        "Paid, plan", help="Payments of clients on invoices, by the day of the payment."
    )
    target_seats = fields.Integer("Seats, plan", help="Seats confirmed.")
    target_clients = fields.Integer(
        "New clients, plan", help="Clients invoiced for the first time."
    )
    target_offers = fields.Integer("Proposals, plan", help="Commercial proposals sent.")

    _once = models.UniqueIndex(
        "(plan_id, user_id, COALESCE(direction_id, 0))",
        "The specialist has a line for this direction in the plan already. Add up the targets in"
        " one line.",
    )
    _targets_ok = models.Constraint(
        "CHECK (COALESCE(target_invoiced, 0) >= 0 AND COALESCE(target_paid, 0) >= 0"
        " AND COALESCE(target_seats, 0) >= 0 AND COALESCE(target_clients, 0) >= 0"
        " AND COALESCE(target_offers, 0) >= 0)",
        "A target cannot be below zero.",
    )

    @api.depends("plan_id", "user_id", "direction_id")
    def _compute_display_name(self):
        for line in self:
            parts = (line.plan_id.name, line.user_id.name, line.direction_id.name)
            line.display_name = ", ".join(filter(None, parts))

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        plans = self.env["ais.sales.plan"]
        plans.browse({vals.get("plan_id") for vals in vals_list} - {None})._check_open()
        lines = super().create(vals_list)
        # a plan may come by default, too
        lines._check_plan_open()
        return lines

    def write(self, vals):
        self.check_access("write")
        self._check_plan_open()
        if vals.get("plan_id"):
            self.env["ais.sales.plan"].browse(vals["plan_id"])._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_settled(self):
        self._check_plan_open()

    def _check_plan_open(self):
        """Lines of a plan that is submitted or approved stay as they are, whoever asks.

        :raise UserError: names the plan and says what to do
        """
        self.plan_id._check_open()

    def _has_targets(self):
        return any(line[field] for line in self for field, _label in INDICATORS.values())

    def action_open_plan_fact(self):
        """The documents behind the figures of this line."""
        self.ensure_one()
        action = self.plan_id.action_open_plan_fact()
        action["domain"] += [("user_id", "=", self.user_id.id)]
        action["context"] = {"pivot_row_groupby": ["indicator"]}
        if self.direction_id:
            action["domain"] += [("direction_id", "=", self.direction_id.id)]
        return action
