from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .department_report import OF_PERSON


class DepartmentReport(models.Model):
    """A report is filled from the records: of its own days and of those before (2.5)."""

    _inherit = "ais.department.report"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and not self.env.user.has_group("ais_sales.group_head"):
            raise AccessError(self.env._("Reports to the director are made by the head of sales."))
        for vals in vals_list:
            self._ais_check_sense(vals)
            given = {**self.default_get(["kind", "date_from"]), **vals}
            first = fields.Date.to_date(given["date_from"])
            # the week or the month in which the day lies
            if first and given["kind"] == "month":
                vals["date_from"] = first.replace(day=1)
            elif first:
                vals["date_from"] = first - timedelta(days=first.weekday())
        reports = super().create(vals_list)
        for report in reports:
            report._fill()
        return reports

    def action_refresh(self):
        """Find the figures anew; the head's words stay.

        :raise UserError: when the report has been sent
        """
        self.check_access("write")
        for report in self:
            report._check_draft()
            report._fill()

    def _check_draft(self):
        if self.state != "draft":
            raise UserError(self.env._("“%s” has been sent already.", self.display_name))

    def _span_before(self):
        """First and last day of the period before."""
        if self.kind == "month":
            first = self.date_from - relativedelta(months=1)
            return first, self.date_from - relativedelta(days=1)
        length = self.date_to - self.date_from + relativedelta(days=1)
        return self.date_from - length, self.date_from - relativedelta(days=1)

    def _fill(self):
        """Write the figures; one that is there already keeps the head's comment."""
        self.ensure_one()
        now = self._values(self.date_from, self.date_to)
        before = self._values_before(*self._span_before())
        known = {line.fact: line for line in self.line_ids}
        vals_list = []
        for number, (fact, (section, unit, name)) in enumerate(self._facts_told().items()):
            vals = {
                "section": section,
                "unit": unit,
                "name": name,
                "sequence": number,
                "value": now.get(fact, 0),
                "previous": before.get(fact, 0),
                "has_previous": fact in before,
            }
            if fact in known:
                # sudo: the figures are the system's
                known[fact].sudo().write(vals)
            else:
                vals_list.append({**vals, "fact": fact, "report_id": self.id})
        # sudo: as above
        self.env["ais.department.report.line"].sudo().create(vals_list)
        self.sudo().write(
            {
                "missing_names": ", ".join(self._missing().mapped("name")),
                "people": self._people(),
                "words": self._words(),
            },
        )

    def _people(self):
        """The figures of each employee in the report's days, and of whatever is nobody's of them.

        :return: list of dicts {"name": …, figure: value}; the rest has no name, and is left out
            when there is none
        """
        facts = self.env["ais.activity.report"]._facts(
            self.company_id,
            self.date_from,
            self.date_to,
        )
        users = self.company_id._ais_specialists().sorted("name")
        people = [{"name": user.name, **facts.pop(user.id, {})} for user in users]
        rest = {name: sum(found.get(name, 0) for found in facts.values()) for name in OF_PERSON}
        return [*people, {"name": "", **rest}] if any(rest.values()) else people

    def _missing(self):
        """Who of the department has not submitted a report of these days."""
        waiting = ("draft", "returned")
        return self._reports().filtered(lambda one: one.state in waiting).user_id.sudo(False)

    def _reports(self):
        # sudo: the report is made of those of everybody, whoever leads them
        return self.env["ais.activity.report"].sudo().search(self._reports_domain())

    def _words(self):
        """What the employees wrote themselves in what they have submitted."""
        told = self._reports().filtered(
            lambda one: (
                one.state in ("submitted", "accepted")
                and (one.comment or one.difficulties or one.plan_next)
            ),
        )
        return [
            {
                "name": one.user_id.name,
                "date": one.date_from.strftime("%d.%m.%Y"),
                "comment": one.comment or "",
                "difficulties": one.difficulties or "",
                "plan_next": one.plan_next or "",
            }
            for one in told.sorted(lambda one: (one.user_id.name, one.date_from))
        ]
