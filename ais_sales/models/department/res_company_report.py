from datetime import timedelta

import pytz

from odoo import fields, models

WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
]


class ResCompany(models.Model):
    """Which reports are filled in, until when, and when the director gets his (2.5, 2.20)."""

    _inherit = "res.company"

    ais_report_kind = fields.Selection(
        [("week", "Weekly"), ("day", "Daily"), ("both", "Daily and weekly")],
        "Reports of employees",
        default="both",
        required=True,
    )
    ais_report_hour = fields.Float(
        "Report until",
        default=10.0,
        help="Hour of the working day after the day or week, by which a report is submitted.",
    )
    ais_director_report = fields.Selection(
        [("no", "By hand"), ("week", "Every week"), ("month", "Every month")],
        "Report to the director",
        default="no",
        required=True,
        help="Made and sent by itself; the head may send one by hand at any time.",
    )
    ais_director_report_weekday = fields.Selection(WEEKDAYS, "On", default="0", required=True)
    ais_director_report_hour = fields.Float("At", default=12.0)

    _ais_report_hours_ok = models.Constraint(
        "CHECK (ais_report_hour >= 0 AND ais_report_hour < 24"
        " AND ais_director_report_hour >= 0 AND ais_director_report_hour < 24)",
        "An hour of the day lies between 0:00 and 23:59.",
    )

    def _ais_report_deadline(self, last):
        """When a report that ends on this day is due: the next working day's hour, naive UTC."""
        self.ensure_one()
        day = self.ais_working_day(1, last)
        return self.ais_day_begins(day) + timedelta(hours=self.ais_report_hour)

    def ais_is_working_day(self, day):
        """Whether the company works on this day.

        :param date day:
        """
        self.ensure_one()
        return self.ais_working_day(1, day - timedelta(days=1)) == day

    def _ais_now(self):
        """Date and time where the company works."""
        return pytz.utc.localize(fields.Datetime.now()).astimezone(self.ais_timezone())
