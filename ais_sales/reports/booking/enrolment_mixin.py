import pytz

from odoo import fields, models

from ..russian import GROUP_STATES, period
from .enrolment_figures import COUNTS, Figures, Line

NO_DIRECTION = "Без направления"


class EnrolmentMixin(models.AbstractModel):
    """What the enrolment report tells, on paper and as a spreadsheet alike (2.11, 2.13)."""

    _name = "ais.enrolment.mixin"
    _description = "Figures of the enrolment report"

    def _enrolment_groups(self, docids, data):
        """The groups to print: those of the wizard, else those chosen in the list."""
        wizard = self._enrolment_wizard(data)
        if wizard:
            return wizard._find_groups()
        context = (data or {}).get("context") or self.env.context
        return self.env["ais.course.group"].browse(docids or context.get("active_ids", []))

    def _enrolment_wizard(self, data):
        return self.env["ais.enrolment.report"].browse((data or {}).get("wizard_id", [])).exists()

    def _enrolment_lines(self, groups):
        """One line for each group, ordered by direction and start.

        :return: list of `Line`
        """
        money = self._enrolment_money(groups)
        groups = groups.sorted(
            lambda group: (
                not group.direction_id,
                group.direction_id.sequence,
                group.direction_id.name or "",
                group.date_start,
                group.code or "",
            ),
        )
        return [
            Line(
                code=group.code or "",
                course=group.course_id.name,
                direction=group.direction_id.name or NO_DIRECTION,
                state=GROUP_STATES[group.state],
                date_start=group.date_start,
                date_end=group.date_end,
                currency=group.currency_id,
                figures=Figures(
                    groups=1,
                    money={group.currency_id: money.get(group.id, [0.0, 0.0])},
                    **{name: group[name] for name in COUNTS},
                ),
            )
            for group in groups
        ]

    def _enrolment_money(self, groups):
        """Money of seats held and confirmed, and of those confirmed.

        :return: {group id: [expected, confirmed]}
        """
        groups.check_access("read")
        # sudo: the seats are those of all specialists, so the money is too; sums of groups that
        # the user may read, no client is told
        bookings = self.env["ais.booking"].sudo()
        rows = bookings._read_group(
            [("group_id", "in", groups.ids), ("state", "in", ("hold", "confirmed", "done"))],
            ["group_id", "state"],
            ["amount_total:sum"],
        )
        money = {}
        for group, state, amount in rows:
            sums = money.setdefault(group.id, [0.0, 0.0])
            sums[0] += amount
            if state != "hold":
                sums[1] += amount
        return money

    def _enrolment_headings(self, groups, data):
        """What is printed under the title: which groups these are, when and by whom it was made.

        :return: list of strings
        """
        wizard = self._enrolment_wizard(data)
        if wizard:
            headings = wizard._describe()
        else:
            headings = [f"Выбрано в списке групп: {len(groups)}"]
            if groups:
                dates = period(min(groups.mapped("date_start")), max(groups.mapped("date_start")))
                headings[0] += f"; начало обучения: {dates}"
        if len(groups.company_id) > 1:
            headings.append("Организации: " + ", ".join(groups.company_id.mapped("name")))
        zone = self.env.company.ais_timezone()
        now = pytz.utc.localize(fields.Datetime.now()).astimezone(zone)
        headings.append(f"Сформировано {now:%d.%m.%Y %H:%M}, {self.env.user.name}")
        return headings
