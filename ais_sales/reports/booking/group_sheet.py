from dataclasses import dataclass

from odoo import models

from .. import russian
from ..paging import Section, paginate, row_height

FIRST_PAGE = 630
NEXT_PAGE = 850
TABLE_HEAD = 25
NOTE = 60
# characters on a line of the columns that wrap
NAME_WIDTH = 26
PHONE_WIDTH = 17
EMPLOYER_WIDTH = 26
JOB_WIDTH = 19
FACT_WIDTH = 70
EMAIL_WIDTH = 23


@dataclass
class Row:
    """A seat of the group: a trainee, or a seat for which nobody is named yet."""

    number: int
    trainee: object
    booking: object
    height: int


class GroupSheet(models.AbstractModel):
    """The list of a group's trainees, for the training office and the trainer."""

    _name = "report.ais_sales.group_sheet"
    _description = "Group sheet"

    def _get_report_values(self, docids, data=None):
        groups = self.env["ais.course.group"].browse(docids)
        return {
            "docs": groups,
            "sheets": {group.id: self._sheet(group) for group in groups},
            **russian.HELPERS,
        }

    def _sheet(self, group):
        bookings = self.env["ais.booking"].search(
            [("group_id", "=", group.id), ("state", "in", tuple(russian.BOOKING_STATES))],
        )
        bookings = bookings.sorted(lambda booking: (booking.partner_id.name or "", booking.id))
        rows = []
        for booking in bookings:
            seats = list(booking.trainee_ids.sorted(lambda trainee: (trainee.name, trainee.id)))
            seats += [None] * (booking.seats - len(seats))
            for trainee in seats:
                rows.append(self._row(len(rows) + 1, trainee, booking))
        facts = ((group.course_id.name, FACT_WIDTH), (group.venue, FACT_WIDTH))
        first = FIRST_PAGE - sum(row_height(fact) - row_height() for fact in facts)
        return {
            "pages": paginate([Section("", rows)], first, NEXT_PAGE, TABLE_HEAD, tail=NOTE),
            "named": sum(1 for row in rows if row.trainee),
            "unnamed": sum(1 for row in rows if not row.trainee),
            # seats of bookings that this user may not read are counted, not shown
            "hidden": max(group.seats_taken - len(rows), 0),
        }

    def _row(self, number, trainee, booking):
        height = row_height((booking.partner_id.display_name, EMPLOYER_WIDTH))
        if trainee:
            height = max(
                height,
                row_height(
                    (trainee.name, NAME_WIDTH),
                    (trainee.position, JOB_WIDTH),
                    (trainee.email, EMAIL_WIDTH),
                    (trainee.phone, PHONE_WIDTH),
                ),
            )
        return Row(number, trainee, booking, height)
