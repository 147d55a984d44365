from dateutil.relativedelta import relativedelta

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount

from ...models.department.sales_plan import INDICATORS, MONEY, PERIODS
from ...tools.shares import split


class SalesPlanMake(models.TransientModel):
    """Make a plan of last year's facts, or share a total among the specialists (2.12)."""

    _name = "ais.sales.plan.make"
    _inherit = ["ais.window.mixin"]
    _description = "Make a plan of sales"
    _check_company_auto = True

    method = fields.Selection(
        [("last_year", "From last year"), ("share", "Split a total by shares")],
        required=True,
        default="last_year",
    )
    period = fields.Selection(PERIODS, required=True, default="month")
    date_from = fields.Date(
        "Begins on",
        required=True,
        default=lambda self: self.env.company.ais_today() + relativedelta(months=1, day=1),
        help="Any day of the period; the plan begins on its first.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    team_id = fields.Many2one(
        "crm.team",
        required=True,
        check_company=True,
        default=lambda self: self.env["ais.sales.plan"]._default_team_id(),
    )
    # from last year
    change = fields.Float(
        "Change, %", help="10 plans a tenth more than a year ago, −10 a tenth less."
    )
    # by shares
    total_invoiced = fields.Monetary("Amount invoiced")
    total_paid = fields.Monetary("Amount paid")
    total_seats = fields.Integer("Confirmed seats")
    total_clients = fields.Integer("New clients")
    total_offers = fields.Integer("Proposals sent")
    share_by = fields.Selection(
        [
            ("equal", "Equal"),
            ("facts", "As in the period before"),
            ("percent", "By given percents"),
        ],
        "Shares",
        required=True,
        default="equal",
    )
    direction_id = fields.Many2one(
        "ais.direction",
        check_company=True,
        help="Of which the plan is; empty: of all of them.",
    )
    with_absence = fields.Boolean(
        "Reckon with absences",
        default=True,
        help="Who is away for the whole period has no share, who is away for a part of it one by"
        " the working days that are left.",
    )
    line_ids = fields.One2many(
        "ais.sales.plan.make.line",
        "wizard_id",
        "Specialists",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("team_id", "period", "date_from", "company_id")
    def _compute_line_ids(self):
        for wizard in self:
            first, last = wizard._span()
            users = wizard._specialists()
            days = wizard._working_dates(first, last)
            present = wizard._present_days(users, days)
            percents = split(100, [present[user] for user in users], 2)
            wizard.line_ids = [
                Command.clear(),
                *(
                    Command.create(
                        {
                            "user_id": user.id,
                            "percent": percent,
                            "days": present[user],
                            "days_all": len(days),
                        },
                    )
                    for user, percent in zip(users, percents, strict=True)
                ),
            ]

    def action_make(self):
        """Make the draft of the plan and open it.

        :raise UserError: nothing was reached a year ago, there is no total, or nobody to share it
        """
        self.ensure_one()
        rows, note = self._of_last_year() if self.method == "last_year" else self._of_shares()
        plan = self.env["ais.sales.plan"].create(
            {
                "period": self.period,
                "date_from": self.date_from,
                "company_id": self.company_id.id,
                "team_id": self.team_id.id,
                "note": note,
                "line_ids": [Command.create(row) for row in rows],
            },
        )
        return plan._get_records_action()

    def _of_last_year(self):
        """Facts of the same period a year ago, changed by the percent.

        :return: (values of lines, how it was made)
        """
        first, last = self._span(years=1)
        plans = self.env["ais.sales.plan"]
        users = self._specialists()
        factor = 1 + self.change / 100
        rows, left_out = [], 0.0
        for (user_id, direction_id), facts in plans._ais_facts(
            self.company_id, first, last
        ).items():
            if user_id not in users.ids:
                left_out += facts.get("invoiced", 0.0)
                continue
            targets = {
                field: self._rounded(name, max(facts.get(name, 0.0) * factor, 0.0))
                for name, (field, _label) in INDICATORS.items()
            }
            if any(targets.values()):
                rows.append({"user_id": user_id, "direction_id": direction_id, **targets})
        if not rows:
            raise UserError(
                self.env._(
                    "The specialists of “%s” have no facts in this period of last year. Split a"
                    " total by shares instead.",
                    self.team_id.name,
                ),
            )
        note = self.env._(
            "Facts of %(first)s – %(last)s, %(change)s %%.",
            first=first.strftime("%d.%m.%Y"),
            last=last.strftime("%d.%m.%Y"),
            change=f"{self.change:+g}",
        )
        if left_out:
            note += "\n" + self.env._(
                "Not planned: %s invoiced by people who are not in the team now.",
                format_amount(self.env, left_out, self.currency_id),
            )
        return rows, note

    def _span(self, years=0):
        plans = self.env["ais.sales.plan"]
        day = (self.date_from or self.company_id.ais_today()) - relativedelta(years=years)
        return plans._period_start(self.period, day), plans._period_end(self.period, day)

    def _specialists(self):
        company = self.company_id or self.env.company
        # sudo: who is in the team, for whoever may plan its work
        return company._ais_specialists() & self.team_id.sudo().member_ids.with_env(self.env)

    def _digits(self, indicator):
        return self.currency_id.decimal_places if indicator in MONEY else 0

    def _rounded(self, indicator, value):
        return round(value, self._digits(indicator)) if indicator in MONEY else int(value + 0.5)
