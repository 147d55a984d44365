from datetime import datetime, time

import pytz

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, ormcache

from ...tools.russian_holidays import public_holidays
from ...tools.working_time import WorkingTime

DEFAULT_ZONE = "Europe/Moscow"


class ResourceCalendar(models.Model):
    """The working calendar as a clock that many records ask for the time."""

    _inherit = "resource.calendar"

    ais_holidays_until = fields.Integer(
        "Public holidays entered up to",
        readonly=True,
        copy=False,
        help="The last year whose public holidays the system has entered.",
    )

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

    @api.model
    def _cron_add_holidays(self):
        """Enter the public holidays of this year and the next into the companies' calendars.

        Each year once: what people change afterwards stays. Days that are off already are left.
        """
        # Companies are few.
        calendars = self.env["res.company"].search(Domain.TRUE).resource_calendar_id
        year = fields.Date.context_today(self).year
        for calendar in calendars:
            for missing in range(max(calendar.ais_holidays_until + 1, year), year + 2):
                calendar._ais_add_holidays(missing)

    def _ais_add_holidays(self, year):
        """Enter the public holidays of a year as days off for everybody (ТК РФ ст. 112)."""
        self.ensure_one()
        zone = pytz.timezone(self._ais_zone_name())
        days = [
            (
                name,
                *(
                    zone.localize(datetime.combine(day, edge))
                    .astimezone(pytz.utc)
                    .replace(tzinfo=None, microsecond=0)
                    for edge in (time.min, time.max)
                ),
            )
            for day, name in public_holidays(year)
        ]
        taken = self.env["resource.calendar.leaves"].search(
            [
                ("calendar_id", "in", (self.id, False)),
                ("resource_id", "=", False),
                ("date_to", ">=", days[0][1]),
                ("date_from", "<=", days[-1][2]),
            ],
        )
        self.env["resource.calendar.leaves"].create(
            [
                {
                    "name": name,
                    "calendar_id": self.id,
                    "company_id": self.company_id.id,
                    "date_from": start,
                    "date_to": end,
                }
                for name, start, end in days
                if not any(leave.date_from < end and leave.date_to > start for leave in taken)
            ],
        )
        self.ais_holidays_until = year
