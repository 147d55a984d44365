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
    version = fields.Integer(readonly=True, default=1, copy=False)
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

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        plans = self._without_forged_defaults()
        vals_list = [self._with_period_start(vals) for vals in vals_list]
        for vals in vals_list:
            plans._check_only_version(plans._add_missing_default_values(vals))
        return super(SalesPlan, plans).create(vals_list)

    def write(self, vals):
        if self._ais_is_content(vals):
            self.check_access("write")
            self._check_open()
        if not {"period", "date_from", "team_id", "company_id"} & vals.keys():
            return super().write(vals)
        for plan in self:
            known = {name: plan[name] for name in ("period", "date_from")}
            new = plan._with_period_start({**known, **vals})
            plan._check_only_version(
                {"company_id": plan.company_id.id, "team_id": plan.team_id.id, **new},
            )
            super(SalesPlan, plan).write(new)
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_force(self):
        for plan in self:
            if plan.state != "draft":
                raise UserError(
                    self.env._(
                        "“%s” is submitted or was in force and stays on record. Only a draft can"
                        " be deleted.",
                        plan.name,
                    ),
                )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "state",
            "submitted_by_id",
            "approved_by_id",
            "approved_at",
            "version",
            "previous_id",
            "reason",
        }

    def _ais_is_content(self, vals):
        return bool(CONTENT & vals.keys()) and not self._ais_by_system()

    def _ais_by_system(self):
        return self.env.context.get("ais_clock") is BY_SYSTEM

    def _check_open(self):
        """What stands in a plan that is submitted or approved is changed by nobody.

        :raise UserError: names the plan and says what to do
        """
        for plan in self:
            if plan.state == "submitted":
                raise UserError(
                    self.env._(
                        "“%s” waits for approval. Take it back to draft to change it.",
                        plan.name,
                    ),
                )
            if plan.state != "draft":
                raise UserError(
                    self.env._(
                        "“%s” is approved and does not change. Make a new version of it: the"
                        " present one stays in force until the new one is approved.",
                        plan.name,
                    ),
                )

    def _check_only_version(self, vals):
        """One plan in force and one in work for a team and a period; the database has the last
        word, this one says what to do.

        :raise ValidationError: names the plan that is in the way
        """
        passed = [*self.ids, *self.previous_id.ids, vals.get("previous_id") or 0]
        # sudo: a plan is in the way whoever may read it
        others = (
            self.env["ais.sales.plan"]
            .sudo()
            .search(
                [
                    *(
                        (name, "=", vals.get(name))
                        for name in ("company_id", "team_id", "period", "date_from")
                    ),
                    ("state", "in", ("draft", "submitted", "approved")),
                    ("id", "not in", passed),
                ],
                order="state",
                limit=1,
            )
        )
        if others.state == "approved":
            raise ValidationError(
                self.env._(
                    "“%s” is in force already. Make a new version of it instead of another plan.",
                    others.name,
                ),
            )
        if others:
            raise ValidationError(
                self.env._("“%s” is in work already. Go on with that one.", others.name),
            )

    @api.model
    def _without_forged_defaults(self):
        """Defaults of the context do not fill in what the system alone writes."""
        if self.env.su or self._ais_by_system():
            return self
        forged = {f"default_{name}" for name in self._ais_system_fields()}
        return self.with_context(
            {key: value for key, value in self.env.context.items() if key not in forged},
        )

    @api.model
    def _with_period_start(self, vals):
        vals = dict(vals)
        period = vals.get("period") or "month"
        day = fields.Date.to_date(vals.get("date_from")) or self.env.company.ais_today()
        if period in MONTHS:
            vals["date_from"] = self._period_start(period, day)
        return vals

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
