from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.exceptions import UserError

from ...tools.shares import split
from .sales_plan import INDICATORS, MONEY, MONTHS

TARGETS = [field for field, _label in INDICATORS.values()]


class SalesPlan(models.Model):
    """Plans made from plans: of the next period, of the parts of a year (2.12)."""

    _inherit = "ais.sales.plan"

    def action_copy_forward(self):
        """A draft of the next period with the same lines; people who have left are left out.

        :return: action that opens it
        :raise UserError: the next period has a plan already
        """
        self.ensure_one()
        self.check_access("read")
        lines = self.line_ids.filtered(lambda line: line.user_id.active)
        plan = self.create(
            {
                "period": self.period,
                "date_from": self.date_from + relativedelta(months=self.months),
                "company_id": self.company_id.id,
                "team_id": self.team_id.id,
                "note": self.env._("Copied from “%s”.", self.name),
                "line_ids": [
                    (
                        0,
                        0,
                        {"user_id": line.user_id.id, "direction_id": line.direction_id.id}
                        | {name: line[name] for name in TARGETS},
                    )
                    for line in lines
                ],
            },
        )
        return plan._get_records_action()

    def action_break_into_quarters(self):
        """Drafts of the quarters of a year."""
        return self._break_down("quarter")

    def action_break_into_months(self):
        """Drafts of the months of a quarter or a year."""
        return self._break_down("month")

    def _break_down(self, period):
        """Drafts of the parts of this plan's period. Their sums are those of this plan; each part
        has the share of a year ago, an equal one when nothing was reached then.

        :param str period: "month" or "quarter"
        :return: action that opens them
        :raise UserError: the period is too short, or a part has a plan already
        """
        self.ensure_one()
        self.check_access("read")
        count = self.months // MONTHS[period]
        if count < 2:
            raise UserError(self.env._("“%s” has no such parts.", self.name))
        starts = [
            self.date_from + relativedelta(months=number * MONTHS[period])
            for number in range(count)
        ]
        weights = self._weights_of_last_year(period, starts)
        parts = [
            {
                "period": period,
                "date_from": start,
                "company_id": self.company_id.id,
                "team_id": self.team_id.id,
                "note": self.env._("A part of “%s”.", self.name),
                "line_ids": [],
            }
            for start in starts
        ]
        for line in self.line_ids:
            split_targets = {
                field: split(line[field], weights[name], self._target_digits(name))
                for name, (field, _label) in INDICATORS.items()
            }
            for number, part in enumerate(parts):
                vals = {field: shares[number] for field, shares in split_targets.items()}
                vals.update(user_id=line.user_id.id, direction_id=line.direction_id.id)
                part["line_ids"].append((0, 0, vals))
        return self.create(parts)._get_records_action(
            name=self.env._("Parts of “%s”", self.name),
        )

    def _weights_of_last_year(self, period, starts):
        """What each part of the period had a year ago, of each indicator.

        :return: dict {indicator: [weight]}
        """
        weights = {name: [] for name in INDICATORS}
        for start in starts:
            first = start - relativedelta(years=1)
            last = self._period_end(period, first)
            sums = dict.fromkeys(INDICATORS, 0.0)
            for facts in self._ais_facts(self.company_id, first, last).values():
                for name, value in facts.items():
                    sums[name] += value
            for name, value in sums.items():
                weights[name].append(max(value, 0.0))
        return weights

    def _target_digits(self, indicator):
        return self.currency_id.decimal_places if indicator in MONEY else 0
