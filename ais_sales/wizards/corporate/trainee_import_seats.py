import re
from collections import Counter
from datetime import date

from odoo import models

from ...tools.trainee_table import fold

# 12.01.2027, or the first day of 12.01–16.01.2027
DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\b.*?(\d{4})")


class TraineeImport(models.TransientModel):
    """Which booking a row goes to, and whether there are seats for all."""

    _inherit = "ais.trainee.import"

    def _plan_targets(self, plans, bookings):
        """Bookings that a row may go to: of the group it names, of its programme, else any."""
        by_text = {}
        for plan in plans:
            told = (plan.data.get("group"), plan.data.get("course"))
            if told not in by_text:
                by_text[told] = self._targets(*told, bookings)
            plan.targets = by_text[told]
            if not plan.targets:
                plan.errors.append(
                    self.env._(
                        "there are no booked seats in group or programme “%s”",
                        told[0] or told[1],
                    ),
                )

    def _targets(self, group_text, course_text, bookings):
        if group_text:
            return bookings.filtered(lambda one: self._is_group(one.group_id, group_text))
        if course_text:
            key = fold(course_text)
            bookings = bookings.filtered(
                lambda one: key in (fold(one.course_id.name or ""), fold(one.course_id.code or ""))
            )
        if self.booking_id in bookings:
            return self.booking_id
        return bookings

    def _is_group(self, group, text):
        """Whether a group is told by its code, or by the day on which it starts."""
        key, code = fold(text), fold(group.code or "")
        if code and (key == code or key.startswith(f"{code} ")):
            return True
        found = DATE.search(text)
        try:
            day = found and date(*(int(part) for part in reversed(found.groups())))
        except ValueError:
            return False
        return bool(day) and day == group.date_start

    def _plan_seats(self, plans, bookings):
        """Give each new person a seat; those who name their group first.

        :return: text with the numbers of people and seats where there are too few, or False
        """
        free = {booking: booking.seats - booking.trainee_count for booking in bookings}
        missing = Counter()
        newcomers = [plan for plan in plans if not plan.trainee]
        for plan in sorted(newcomers, key=lambda one: len(one.targets)):
            plan.booking = next((one for one in plan.targets if free[one] > 0), None)
            if plan.booking:
                free[plan.booking] -= 1
            else:
                plan.booking = plan.targets[-1:]
                missing[plan.targets] += 1
        lines = [self._too_many_text(targets, over, free) for targets, over in missing.items()]
        return "\n".join(lines) or False

    def _too_many_text(self, targets, over, free):
        seats = sum(targets.mapped("seats"))
        return self.env._(
            "%(groups)s: %(people)s people, %(seats)s seats, %(over)s too many",
            groups=", ".join(dict.fromkeys(targets.group_id.mapped("code"))),
            people=seats - sum(free[booking] for booking in targets) + over,
            seats=seats,
            over=over,
        )
