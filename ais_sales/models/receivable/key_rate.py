from odoo import api, fields, models, tools


class KeyRate(models.Model):
    """The key rate of the Bank of Russia, from a day until the next one (2.15).

    Claims reckon interest by it; the accountant or the head of sales enters each new rate.
    """

    _name = "ais.key.rate"
    _description = "Key rate of the Bank of Russia"
    _order = "date desc"
    _rec_name = "date"

    date = fields.Date("Valid from", required=True)
    percent = fields.Float("Rate, % a year", digits=(6, 2), required=True)

    _date_unique = models.Constraint("UNIQUE (date)", "The rate of this day is known already.")
    _percent_ok = models.Constraint(
        "CHECK (percent > 0 AND percent < 100)",
        "A key rate is between 0 and 100 % a year.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    @api.model
    @tools.ormcache()
    def _known_rates(self):
        """All rates, looked up once for all claims.

        :return: tuple of pairs (first day, percent a year), the oldest first
        """
        # sudo: published by the Bank of Russia
        return tuple((rate.date, rate.percent) for rate in self.sudo().search([], order="date"))
