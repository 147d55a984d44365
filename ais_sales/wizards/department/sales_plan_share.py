from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ...models.department.sales_plan import INDICATORS
from ...tools.shares import split


class SalesPlanMake(models.TransientModel):
    """A total shared among the specialists who are there (2.12)."""

    _inherit = "ais.sales.plan.make"

    def _of_shares(self):
        """The totals shared among the specialists, to the last kopeck.

        :return: (values of lines, how it was made)
        """
        totals = {name: self[f"total_{name}"] for name in INDICATORS}
        if not any(totals.values()):
            raise UserError(self.env._("Enter what is to be shared."))
        lines = self.line_ids.filtered(
            lambda line: line.days or not self.with_absence,
        )
        if not lines:
            raise UserError(self.env._("Nobody is there to share the plan among."))
        weights = self._weights(lines)
        shares = {
            name: split(totals[name], weights[name], self._digits(name)) for name in INDICATORS
        }
        rows = [
            {
                "user_id": line.user_id.id,
                "direction_id": self.direction_id.id,
                **{field: shares[name][number] for name, (field, _) in INDICATORS.items()},
            }
            for number, line in enumerate(lines)
        ]
        label = dict(self._fields["share_by"]._description_selection(self.env))[self.share_by]
        return rows, self.env._("Shared among the specialists: %s.", label.lower())

    def _weights(self, lines):
        """What the share of each is reckoned by.

        :return: dict {indicator: [weight]}
        """
        if self.share_by == "percent":
            if abs(sum(lines.mapped("percent")) - 100) > 0.01:
                raise UserError(self.env._("The percents have to add up to 100."))
            # given by hand: whoever gave them knew who is away
            return {name: lines.mapped("percent") for name in INDICATORS}
        if self.share_by == "equal":
            weights = {name: [1.0] * len(lines) for name in INDICATORS}
        else:
            weights = self._last_facts(lines)
        if not self.with_absence:
            return weights
        here = [line.days / line.days_all if line.days_all else 1.0 for line in lines]
        return {
            name: [weight * part for weight, part in zip(own, here, strict=True)]
            if sum(own)
            else here
            for name, own in weights.items()
        }

    def _last_facts(self, lines):
        start, _last = self._span()
        months = self.env["ais.sales.plan"]._period_months(self.period)
        facts = self.env["ais.sales.plan"]._ais_facts(
            self.company_id,
            start - relativedelta(months=months),
            start - relativedelta(days=1),
        )
        sums = {name: dict.fromkeys(lines.user_id.ids, 0.0) for name in INDICATORS}
        for (user_id, direction_id), values in facts.items():
            if self.direction_id and direction_id != self.direction_id.id:
                continue
            for name, value in values.items():
                if user_id in sums[name]:
                    sums[name][user_id] += value
        return {
            name: [max(own[line.user_id.id], 0.0) for line in lines] for name, own in sums.items()
        }

    def _working_dates(self, first, last):
        return self.company_id.resource_calendar_id._ais_working_dates(first, last)

    def _present_days(self, users, days):
        """How many of the working days each is there.

        :return: dict {user: number}
        """
        away = users._ais_away(days[0], days[-1]) if days else {}
        return {
            user: sum(
                not any(first <= day <= last for first, last, *_rest in away.get(user.id, ()))
                for day in days
            )
            for user in users
        }


class SalesPlanMakeLine(models.TransientModel):
    """A specialist who has a share of the plan."""

    _name = "ais.sales.plan.make.line"
    _inherit = ["ais.window.mixin"]
    _description = "Share of a plan"

    wizard_id = fields.Many2one("ais.sales.plan.make", required=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", "Specialist", required=True)
    percent = fields.Float("Share, %")
    days = fields.Integer("Working days there", readonly=True)
    days_all = fields.Integer("Working days of the period", readonly=True)
