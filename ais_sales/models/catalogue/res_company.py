from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.tools import ormcache

EXEMPT = "НДС не облагается"


class ResCompany(models.Model):
    _inherit = "res.company"

    # seats
    ais_seats_min = fields.Integer("Default minimum of seats", default=6, help="For new courses.")
    ais_seats_max = fields.Integer(
        "Default number of seats", default=20, help="For new courses and groups."
    )
    # enrolment
    ais_decision_days = fields.Integer(
        "Decision before the start (working days)",
        default=7,
        help="How many working days before the start of a group it is decided whether it runs.",
    )
    ais_auto_guarantee = fields.Boolean(
        "Guarantee groups automatically",
        help="A group becomes guaranteed by itself once its confirmed seats reach the minimum.",
    )
    ais_decision_user_id = fields.Many2one(
        "res.users",
        "Decides on groups",
        help="Gets the go / no-go decision of the groups that have nobody responsible.",
    )
    ais_group_notify_user_ids = fields.Many2many(
        "res.users",
        "ais_company_group_notify_rel",
        "company_id",
        "user_id",
        "Told about groups",
        help="Get an activity when a group is guaranteed, postponed, merged or cancelled.",
    )
    # НК РФ ст. 149 п. 2 пп. 14: an editable text, since the law changes
    ais_vat_note = fields.Char(
        "No-VAT note",
        default="НДС не облагается на основании пп. 14 п. 2 ст. 149 НК РФ",
        help="Printed on offers and invoices for educational services.",
    )

    _ais_seats_ok = models.Constraint(
        "CHECK (ais_seats_min >= 0 AND ais_seats_max > 0 AND ais_seats_min <= ais_seats_max)",
        "The default seats must be positive, and the minimum not above the maximum.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "ais_vat_note" in vals:
            for company in self:
                company._ais_exempt_tax().invoice_legal_notes = company.ais_vat_note
        return result

    @api.private
    def ais_timezone(self):
        """Time zone in which the company's days begin and end.

        :return: a pytz zone; the working calendar's, else Europe/Moscow
        """
        self.ensure_one()
        return pytz.timezone(self.resource_calendar_id._ais_zone_name())

    @api.private
    def ais_today(self):
        """Today's date where the company works, whatever the user's or server's zone."""
        return self._ais_today_in(self.ais_timezone())

    @api.private
    def ais_day_begins(self, day):
        """The moment at which a day begins where the company works.

        :param date day:
        :return: naive UTC datetime
        """
        midnight = self.ais_timezone().localize(datetime.combine(day, time.min))
        return midnight.astimezone(pytz.utc).replace(tzinfo=None)

    def _ais_today_in(self, zone):
        return pytz.utc.localize(fields.Datetime.now()).astimezone(zone).date()

    @api.private
    def ais_end_of_working_day(self, days, date_from=None):
        """End of the working day that comes ``days`` working days after a date.

        :param int days: working days to count, the day of ``date_from`` not included
        :param date date_from: today if not given; may be negative ``days`` back from it
        :return: naive UTC datetime at which that working day ends
        """
        self.ensure_one()
        calendar = self.resource_calendar_id
        version = calendar._ais_version()
        zone = pytz.timezone(version[0])
        day = date_from or self._ais_today_in(zone)
        end = self._ais_working_day_end(calendar.id, days, day, version) if days else None
        if not end:
            end = zone.localize(datetime.combine(day + timedelta(days=days), time(18)))
        return end.astimezone(pytz.utc).replace(tzinfo=None)

    def ais_working_day(self, days, date_from=None):
        """The date that comes ``days`` working days after a date.

        :param int days: working days to count, the day of ``date_from`` not included
        :param date date_from: today if not given
        :return: date
        """
        end = self.ais_end_of_working_day(days, date_from)
        return pytz.utc.localize(end).astimezone(self.ais_timezone()).date()

    # kept between requests: seats are taken under contention, and reckoning the day anew costs
    # each booking a fifth of its time
    @ormcache("calendar_id", "days", "day", "version")
    def _ais_working_day_end(self, calendar_id, days, day, version):
        """Last working moment of the n-th working day after a date, before it if n is negative.

        `resource.calendar.plan_days` gives the end of the first shift of that day: noon.

        :return: aware datetime, or None when the calendar has no such day within two years
        """
        if not calendar_id:
            return None
        zone = pytz.timezone(version[0])
        calendar = self.env["resource.calendar"].browse(calendar_id)
        step = timedelta(days=2 * abs(days) + 14)
        first = day + timedelta(days=1) if days > 0 else day - step
        ends = {}
        for _window in range(730 // step.days + 1):
            start, stop = (
                zone.localize(datetime.combine(edge, time.min)) for edge in (first, first + step)
            )
            for _begin, end, _meta in calendar._work_intervals_batch(start, stop)[False]:
                date = end.astimezone(zone).date()
                ends[date] = max(end, ends.get(date, end))
            if len(ends) >= abs(days):
                return ends[sorted(ends)[days - 1 if days > 0 else days]]
            first += step if days > 0 else -step
        return None

    def _ais_exempt_tax(self):
        """The company's "no VAT" sales tax, made on first use.

        Educational services of a non-commercial organisation are exempt (НК РФ ст. 149
        п. 2 пп. 14), which is not the same as a rate of 0 %: a tax of its own with its own
        group prints so on orders and invoices.
        """
        self.ensure_one()
        # sudo: a course may be made by a user who may not touch taxes
        taxes = self.env["account.tax"].sudo().with_company(self)
        tax = taxes.search(
            [("ais_is_exempt", "=", True), ("company_id", "=", self.id)],
            limit=1,
        )
        if tax := tax or self._ais_adopt_exempt_tax(taxes):
            return tax
        country = self.account_fiscal_country_id or self.country_id or self.env.ref("base.ru")
        group = taxes.env["account.tax.group"].create(
            {"name": EXEMPT, "company_id": self.id, "country_id": country.id},
        )
        return taxes.create(
            {
                "name": EXEMPT,
                "invoice_label": "Без НДС",
                "type_tax_use": "sale",
                "amount_type": "percent",
                "amount": 0.0,
                "tax_group_id": group.id,
                "company_id": self.id,
                "country_id": country.id,
                "invoice_legal_notes": self.ais_vat_note,
                "ais_is_exempt": True,
            },
        )

    def _ais_adopt_exempt_tax(self, taxes):
        """A tax of this name that the company has already, by its own hand or from the time before
        the add-on was uninstalled; names of taxes are unique.
        """
        tax = taxes.with_context(active_test=False).search(
            [
                ("name", "=", EXEMPT),
                ("type_tax_use", "=", "sale"),
                ("amount_type", "=", "percent"),
                ("amount", "=", 0.0),
                ("company_id", "=", self.id),
            ],
            limit=1,
        )
        if tax:
            tax.write({"ais_is_exempt": True, "active": True})
        return tax
