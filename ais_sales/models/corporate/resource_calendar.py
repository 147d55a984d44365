import pytz

from odoo import models
from odoo.tools import ormcache


class ResourceCalendar(models.Model):
    """The days on which people work, as training is scheduled by them."""

    _inherit = "resource.calendar"

    def _ais_work_days(self, first, last):
        """Days with working hours, public holidays left out.

        :param date first: any day of the first year asked for
        :param date last: any day of the last year
        :return: sorted tuple of dates that covers these years; None without a calendar
        """
        if not self:
            return None
        return self._ais_days_of_years(self.id, first.year, last.year, self._ais_version())

    # kept between requests, as the shifts that they come from
    @ormcache("calendar_id", "first", "last", "version")
    def _ais_days_of_years(self, calendar_id, first, last, version):
        zone = pytz.timezone(version[0])
        shifts = self._ais_years(calendar_id, first, last, version)
        return tuple(
            sorted({pytz.utc.localize(start).astimezone(zone).date() for start in shifts.starts}),
        )
