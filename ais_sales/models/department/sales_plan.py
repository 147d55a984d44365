from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import format_date

MONTHS = {"month": 1, "quarter": 3, "year": 12}
PERIODS = [("month", "Month"), ("quarter", "Quarter"), ("year", "Year")]
# what is planned: the field of a plan's line and the name of the indicator
INDICATORS = {
    "invoiced": ("target_invoiced", "Amount invoiced"),
    "paid": ("target_paid", "Amount paid"),
    "seats": ("target_seats", "Confirmed seats"),
    "clients": ("target_clients", "New clients"),
    "offers": ("target_offers", "Proposals sent"),
}
MONEY = ("invoiced", "paid")


class SalesPlan(models.Model):
    """The plan of a department for a month, a quarter or a year (2.3, 2.12).

    The head makes it, the deputy director or the director approves it; an approved plan is in
    force and changes by a new version only.
    """

    _name = "ais.sales.plan"
    _description = "Sales plan"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.system.fields.mixin",
    ]
    _ais_guards_computed = True
    # whoever reads a plan may write under it; what it says is guarded apart
    _mail_post_access = "read"
    _order = "date_from desc, months desc, version desc, id desc"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name", store=True)
    period = fields.Selection(PERIODS, required=True, default="month", tracking=True)
    months = fields.Integer(compute="_compute_months", store=True, precompute=True)
    date_from = fields.Date(
        "Begins on",
        required=True,
        index=True,
        default=lambda self: self.env.company.ais_today(),
        tracking=True,
        help="Any day of the period; the plan begins on its first.",
    )
    date_to = fields.Date("Ends on", compute="_compute_date_to", store=True, precompute=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    team_id = fields.Many2one(
        "crm.team",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        default=lambda self: self._default_team_id(),
        tracking=True,
    )
    line_ids = fields.One2many("ais.sales.plan.line", "plan_id", "Lines", copy=True)
    # a rule on the lines themselves would let their ids through to whoever sees one of them
    user_ids = fields.Many2many(
        "res.users",
        "ais_sales_plan_user_rel",
        "plan_id",
        "user_id",
        "Specialists",
        compute="_compute_user_ids",
        store=True,
    )
    note = fields.Text("How it was made")
    # of the lines that the reader may see
    total_invoiced = fields.Monetary("Invoiced, plan", compute="_compute_totals")
    total_paid = fields.Monetary("Paid, plan", compute="_compute_totals")
    total_seats = fields.Integer("Seats, plan", compute="_compute_totals")
    # way
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Waits for approval"),
            ("approved", "In force"),
            ("superseded", "Replaced"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    submitted_by_id = fields.Many2one("res.users", "Submitted by", readonly=True, copy=False)
    approved_by_id = fields.Many2one(
        "res.users", "Approved by", readonly=True, copy=False, tracking=True
    )
    approved_at = fields.Datetime("Approved at", readonly=True, copy=False)
    # versions
    version = fields.Integer(
        readonly=True,
        default=1,
        copy=False,
        help="Grows with each new version of an approved plan.",
    )
    previous_id = fields.Many2one(
        "ais.sales.plan",
        "Replaces",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    reason = fields.Text("Why it is changed", readonly=True, copy=False, tracking=True)
    change_ids = fields.One2many("ais.sales.plan.change", "plan_id", "Changes", readonly=True)

    _in_force_unique = models.UniqueIndex(
        "(company_id, team_id, period, date_from) WHERE state = 'approved'",
        "The team has a plan in force for this period already.",
    )
    _open_unique = models.UniqueIndex(
        "(company_id, team_id, period, date_from) WHERE state IN ('draft', 'submitted')",
        "A plan of the team for this period is in work already.",
    )
    # with the start of the period fixed, two periods of one kind are the same or lie apart
    _period_ok = models.Constraint(
        "CHECK (date_from = date_trunc(period, date_from::timestamp)::date"
        " AND date_to = (date_from + make_interval(months => months) - interval '1 day')::date)",
        "A plan begins on the first day of its period and ends on the last.",
    )

    @api.model
    def _default_team_id(self):
        teams = self.env["crm.team"].search(
            [("company_id", "in", (self.env.company.id, False))],
        )
        own = teams.filtered(lambda team: team.user_id == self.env.user)
        return (own or teams)[:1]

    @api.depends("period", "date_from", "team_id", "version")
    def _compute_name(self):
        # kept in one language: the one in which most people read it
        for plan in self._in_staff_language():
            parts = [plan._period_name(), plan.team_id.name]
            if plan.version > 1:
                parts.append(plan.env._("version %s", plan.version))
            plan.name = ", ".join(filter(None, parts))

    @api.depends("period")
    def _compute_months(self):
        for plan in self:
            plan.months = MONTHS.get(plan.period, 1)

    @api.depends("period", "date_from")
    def _compute_date_to(self):
        for plan in self:
            plan.date_to = plan.date_from and self._period_end(plan.period, plan.date_from)

    @api.depends("line_ids.user_id")
    def _compute_user_ids(self):
        for plan in self:
            plan.user_ids = plan.line_ids.user_id

    @api.depends_context("uid")
    @api.depends("line_ids.target_invoiced", "line_ids.target_paid", "line_ids.target_seats")
    def _compute_totals(self):
        names = ("invoiced", "paid", "seats")
        sums = {
            plan: values
            for plan, *values in self.env["ais.sales.plan.line"]._read_group(
                [("plan_id", "in", self._origin.ids)],
                ["plan_id"],
                [f"target_{name}:sum" for name in names],
            )
        }
        for plan in self:
            values = sums.get(plan._origin, [0] * len(names))
            for name, value in zip(names, values, strict=True):
                plan[f"total_{name}"] = value

    @api.onchange("period", "date_from")
    def _onchange_date_from(self):
        if self.date_from:
            self.date_from = self._period_start(self.period, self.date_from)

    @api.model
    def _period_months(self, period):
        return MONTHS[period]

    @api.model
    def _period_start(self, period, day):
        """The first day of the month, quarter or year in which a day lies."""
        months = MONTHS.get(period, 1)
        return day.replace(day=1, month=(day.month - 1) // months * months + 1)

    @api.model
    def _period_end(self, period, day):
        """The last day of the month, quarter or year in which a day lies."""
        start = self._period_start(period, day)
        return start + relativedelta(months=MONTHS.get(period, 1), days=-1)

    def _period_name(self):
        """“November 2026”, “quarter 4, 2026”, “2026”, in the reader's language."""
        if not self.date_from:
            return ""
        if self.period == "year":
            return str(self.date_from.year)
        if self.period == "quarter":
            return self.env._(
                "quarter %(number)s of %(year)s",
                number=(self.date_from.month + 2) // 3,
                year=self.date_from.year,
            )
        return format_date(self.env, self.date_from, date_format="LLLL yyyy")
