from datetime import datetime

import pytz

from odoo import models
from odoo.tools import SQL, ormcache

from ...tools.working_time import WorkingTime

DEFAULT_ZONE = "Europe/Moscow"


class ResourceCalendar(models.Model):
    """The working calendar as a clock that many records ask for the time."""

    _inherit = "resource.calendar"

    def write(self, vals):
        result = super().write(vals)
        if "tz" in vals:
            self.env.registry.clear_cache()
        return result

    def _ais_zone_name(self):
        """Name of the time zone in which the calendar's days begin and end."""
        return self._ais_cached_zone(self.id) if self else DEFAULT_ZONE

    # kept between requests: asked for by each booking, and the record is not needed otherwise
    @ormcache("calendar_id")
    def _ais_cached_zone(self, calendar_id):
        # sudo: the time zone of a company is no secret
        return self.browse(calendar_id).sudo().tz or DEFAULT_ZONE

    def _ais_version(self):
        """The calendar's time zone and what changes whenever it, its hours or its holidays do."""
        if not self:
            return (DEFAULT_ZONE,)
        for model in (
            "resource.calendar",
            "resource.calendar.attendance",
            "resource.calendar.leaves",
        ):
            self.env[model].flush_model()
        [version] = self.env.execute_query(
            SQL(
                """
                SELECT c.tz, c.write_date, h.changed, h.number, l.changed, l.number
                  FROM resource_calendar c,
                       (SELECT max(write_date) changed, count(*) number
                          FROM resource_calendar_attendance WHERE calendar_id = %(id)s) h,
                       (SELECT max(write_date) changed, count(*) number
                          FROM resource_calendar_leaves
                         WHERE calendar_id = %(id)s OR calendar_id IS NULL) l
                 WHERE c.id = %(id)s
                """,
                id=self.id,
            ),
        )
        return version

    def _ais_working_time(self, moments):
        """Working time from the year of the first of these moments to the end of the year after
        the last; without a calendar every minute is a working one.

        :param moments: naive UTC datetimes
        :return: WorkingTime
        """
        years = [moment.year for moment in moments]
        return self._ais_years(self.id, min(years), max(years) + 1, self._ais_version())

    # kept between requests: a year's shifts take Odoo a tenth of a second
    @ormcache("calendar_id", "first", "last", "version")
    def _ais_years(self, calendar_id, first, last, version):
        zone = pytz.timezone(version[0])
        start, stop = (zone.localize(datetime(year, 1, 1)) for year in (first, last + 1))
        if not calendar_id:
            shifts = [(start, stop)]
        else:
            calendar = self.browse(calendar_id)
            shifts = [shift[:2] for shift in calendar._work_intervals_batch(start, stop)[False]]
        return WorkingTime(
            [
                tuple(edge.astimezone(pytz.utc).replace(tzinfo=None) for edge in shift)
                for shift in shifts
            ],
        )
