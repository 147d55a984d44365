from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import models


class RegulationMeasure(models.Model):
    """Words that the measures share: days back, this month, the company's people."""

    _inherit = "ais.regulation.measure"

    def _ais_day(self, days=0):
        """The day so many days before the company's today."""
        return self.env.company.ais_today() - timedelta(days=days)

    def _ais_moment(self, days=0):
        """The moment at which that day begins where the company works, naive in UTC."""
        return self.env.company.ais_day_begins(self._ais_day(days))

    def _ais_month(self, months=0):
        """First day of this month, or of one so many months ago."""
        return self._ais_day().replace(day=1) - relativedelta(months=months)
