import math

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import formatLang

# a count that no centre reaches and every database holds
MOST = 1_000_000_000
MOST_MONEY = 1_000_000_000_000
# people who learn were born after the first, and nothing is planned after the last
YEARS = range(1900, 2101)


class SenseMixin(models.AbstractModel):
    """Numbers and days that cannot be meant are refused in words, before a sum of them overflows
    or a calendar runs out of years.
    """

    _name = "ais.sense.mixin"
    _description = "Values that make sense"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._ais_check_sense(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._ais_check_sense(vals)
        return super().write(vals)

    @api.model
    def _ais_check_sense(self, vals):
        """
        :raise ValidationError: names the field and what was entered
        """
        is_ours = self._name.startswith("ais.")
        for name, value in vals.items():
            field = self._fields.get(name)
            if not value or not field or not (is_ours or name.startswith("ais_")):
                continue
            if field.type in ("integer", "float", "monetary"):
                self._ais_check_number(field, value)
            elif field.type in ("date", "datetime"):
                self._ais_check_day(field, value)

    def _ais_check_number(self, field, value):
        most = MOST if field.type == "integer" else MOST_MONEY
        number = float(value)
        if math.isfinite(number) and abs(number) <= most:
            return
        raise ValidationError(
            self.env._(
                "“%(field)s”: %(value)s cannot be meant. Enter at most %(most)s.",
                field=field._description_string(self.env),
                value=value,
                most=formatLang(self.env, most, digits=0),
            ),
        )

    def _ais_check_day(self, field, value):
        day = fields.Date.to_date(value)
        if day.year in YEARS:
            return
        raise ValidationError(
            self.env._(
                "“%(field)s”: the year %(year)s cannot be meant. Enter one from %(first)s to"
                " %(last)s.",
                field=field._description_string(self.env),
                year=day.year,
                first=YEARS[0],
                last=YEARS[-1],
            ),
        )
