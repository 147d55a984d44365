from bisect import bisect_left, bisect_right
from datetime import timedelta

import pytz

from odoo import models
from odoo.tools import ormcache


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    def _ais_working_dates(self, first, last):
        """The days on which people work, public holidays left out.

        :param date first: the first day that counts
        :param date last: the last one
        :return: list of dates, in order; without a calendar every day
        """
        if not self:
            return [first + timedelta(days=number) for number in range((last - first).days + 1)]
        dates = self._ais_dates_of_years(self.id, first.year, last.year, self._ais_version())
        return dates[bisect_left(dates, first) : bisect_right(dates, last)]

    # kept between requests, as the shifts themselves are
    @ormcache("calendar_id", "first", "last", "version")
    def _ais_dates_of_years(self, calendar_id, first, last, version):
        zone = pytz.timezone(version[0])
        shifts = self._ais_years(calendar_id, first, last, version).starts
        return sorted({pytz.utc.localize(start).astimezone(zone).date() for start in shifts})
