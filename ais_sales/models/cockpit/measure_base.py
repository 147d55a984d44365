from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import models


class Shared(dict):
    """Found once for all the figures; never out of a client's context."""


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

    def _ais_people(self):
        """Ids of the people of the department."""
        return self._ais_once("people", lambda: self.env.company._ais_specialists().ids)

    def _ais_once(self, name, work):
        """What several figures share is asked once while all of them are reckoned."""
        shared = self.env.context.get("ais_shared")
        if not isinstance(shared, Shared):
            return work()
        if name not in shared:
            shared[name] = work()
        return shared[name]
