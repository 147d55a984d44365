from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models

from ...tools.key_rate_interest import interest

# the Bank of Russia decides about eight times a year: an older rate may be out of date
RATE_DAYS = 60


class DunningNotice(models.Model):
    """What a claim demands beside the debt: a penalty of the contract, or interest (2.15)."""

    _inherit = "ais.dunning.notice"

    rate_warning = fields.Char("Key rate to be checked", compute="_compute_rate_warning")

    @api.depends("line_ids.periods", "state")
    def _compute_rate_warning(self):
        # sudo: published by the Bank of Russia
        known = self.env["ais.key.rate"].sudo()._known_rates()
        for notice in self:
            day = notice.company_id.ais_today()
            is_open = notice.state in ("draft", "to_approve", "failed")
            has_interest = any(line.periods for line in notice.line_ids)
            is_old = bool(known) and (day - known[-1][0]).days > RATE_DAYS
            notice.rate_warning = (
                is_open
                and has_interest
                and is_old
                and self.env._(
                    "The last key rate that is entered is of %s. Make sure that there is no newer"
                    " one before the claim goes out.",
                    known[-1][0].strftime("%d.%m.%Y"),
                )
            )

    @api.model
    def _penalty_vals(self, company, level, amount, days):
        """Penalty of a debt, of claims only, and how it is reckoned.

        :param res.company company: names the way: percent a day, or the key rate
        :param float amount: the debt, in the company currency
        :param int days: overdue until today
        :return: dict of values of a line; without the rates of some days there is no penalty
        """
        vals = {"penalty": 0.0, "periods": False}
        if not level.has_letter:
            return vals
        if company.ais_penalty_kind == "contract":
            vals["penalty"] = company.currency_id.round(
                float(amount) * company.ais_penalty_percent / 100 * days,
            )
            return vals
        today = company.ais_today()
        rates = self.env["ais.key.rate"]._known_rates()
        periods = interest(amount, today - timedelta(days=days), today, rates) or []
        return {
            "penalty": float(sum(period.amount for period in periods)),
            # as it was reckoned, whatever becomes of the rates
            "periods": [
                {
                    "date_from": period.date_from.isoformat(),
                    "date_to": period.date_to.isoformat(),
                    "days": period.days,
                    "percent": float(period.percent),
                    "year_days": period.year_days,
                    "amount": float(period.amount),
                }
                for period in periods
            ],
        }

    @api.model
    def _sums(self, lines):
        sums = defaultdict(float)
        for line in lines:
            sums["amount"] += float(line["amount"])
            sums["penalty"] += line["penalty"]
        return dict(sums)

    def _lacks_rates(self):
        """The first day that a claim by the key rate has no rate for.

        :return: date, or False
        """
        self.ensure_one()
        if not self.level_id.has_letter or self.company_id.ais_penalty_kind == "contract":
            return False
        lines = self.line_ids.filtered(lambda line: not line.is_void and not line.periods)
        return bool(lines) and min(lines.mapped("date_due")) + timedelta(days=1)

    def _printed_periods(self):
        """The calculation of the interest, as the claim prints it.

        :return: list of dicts: line, and of a period date_from, date_to, days, percent, year_days,
            amount
        """
        return [
            {
                **period,
                "line": line,
                "date_from": fields.Date.to_date(period["date_from"]),
                "date_to": fields.Date.to_date(period["date_to"]),
            }
            for line in self.line_ids.filtered(lambda line: not line.is_void)
            for period in line.periods or []
        ]


class DunningNoticeLine(models.Model):
    """How the interest of an invoice was reckoned (2.15)."""

    _inherit = "ais.dunning.notice.line"

    periods = fields.Json(
        "Interest by periods",
        readonly=True,
        help="Of each period of a key rate: days, percent and sum, as they stood in the claim.",
    )
