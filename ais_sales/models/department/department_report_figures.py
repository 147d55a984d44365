from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.figure import Figure, total
from ..corporate.corporate_order_risk import OPEN_STATES

# section and unit of each figure that employees report too
OF_REPORTS = {
    "inquiries": ("inquiries", "count"),
    "answered": ("inquiries", "count"),
    "in_time": ("inquiries", "count"),
    "consultations": ("inquiries", "count"),
    "contacts_done": ("inquiries", "count"),
    "contacts_missed": ("inquiries", "count"),
    "offers_sent": ("sales", "count"),
    "offers_amount": ("sales", "money"),
    "orders": ("sales", "count"),
    "orders_amount": ("sales", "money"),
    "seats_held": ("sales", "count"),
    "seats_confirmed": ("sales", "count"),
    "invoiced": ("money", "money"),
    "paid": ("money", "money"),
    "debt_talks": ("money", "count"),
    "promises": ("money", "count"),
    "promises_kept": ("money", "count"),
    "promises_broken": ("money", "count"),
    "tasks_overdue": ("team", "count"),
}
PLANNED = ("invoiced", "paid", "seats")
# as things stand when the report is made: nobody can tell what they were a week ago
OF_THE_MOMENT = {
    "tasks_overdue",
    "debts_overdue",
    "groups_short",
    "orders_late",
    "documents_missing",
    "forecast_paid",
}
# a group that begins so soon without its minimum is told of
SHORT_DAYS = 30


class DepartmentReport(models.Model):
    """What the report counts, and the records behind it (2.5)."""

    _inherit = "ais.department.report"

    @api.model
    def _sections(self):
        sections = self.env["ais.department.report.line"]._fields["section"]
        return sections._description_selection(self.env)

    @api.model
    def _facts_told(self):
        """The figures in order: {name: (section, unit, label)}."""
        fields_of = self.env["ais.activity.report"]._fields
        told = {
            name: (*place, fields_of[name]._description_string(self.env))
            for name, place in OF_REPORTS.items()
        }
        told |= {
            "new_clients": ("sales", "count", self.env._("New clients")),
            "debts_overdue": ("money", "money", self.env._("Overdue debts now")),
            "plan_invoiced": ("plan", "percent", self.env._("Plan of the month: invoiced")),
            "plan_paid": ("plan", "percent", self.env._("Plan of the month: paid")),
            "plan_seats": ("plan", "percent", self.env._("Plan of the month: seats")),
            "forecast_paid": ("plan", "percent", self.env._("Forecast of the month: paid")),
            "groups_begun": ("training", "count", self.env._("Groups begun")),
            "fill_rate": ("training", "percent", self.env._("Seats taken in the groups begun")),
            "groups_short": (
                "training",
                "count",
                self.env._("Groups of the next 30 days under the minimum"),
            ),
            "orders_new": ("corporate", "count", self.env._("Corporate orders entered")),
            "orders_begun": ("corporate", "count", self.env._("Corporate orders begun")),
            "orders_late": ("corporate", "count", self.env._("Corporate orders late now")),
            "documents_missing": (
                "corporate",
                "count",
                self.env._("Documents of corporate orders missing now"),
            ),
            "reports_submitted": ("team", "count", self.env._("Reports of employees submitted")),
            "reports_late": ("team", "count", self.env._("Reports of employees late")),
        }
        order = [key for key, _label in self._sections()]
        return dict(sorted(told.items(), key=lambda item: order.index(item[1][0])))

    def _own_figures(self, first, last):
        """What is counted of the department, beside what its employees report."""
        today = self.company_id.ais_today()
        begun = [("date_start", ">=", first), ("date_start", "<=", last)]
        groups = [*begun, ("state", "!=", "cancelled")]
        reports = [("date_to", ">=", first), ("date_to", "<=", last)]
        group, order, report = "ais.course.group", "ais.corporate.order", "ais.activity.report"
        entered = [
            ("create_date", ">=", self.company_id.ais_day_begins(first)),
            ("create_date", "<", self.company_id.ais_day_begins(fields.Date.add(last, days=1))),
        ]
        is_open = ("state", "in", OPEN_STATES)
        activity = self.env[report]
        return {
            "new_clients": activity._plan_figure(
                "clients",
                [("date", ">=", first), ("date", "<=", last)],
            ),
            "debts_overdue": total("ais.receivable", [("days_overdue", ">", 0)], "amount_overdue"),
            "groups_begun": Figure(group, groups),
            "fill_rate": Figure(group, groups, top="seats_taken:sum", bottom="seats_max:sum"),
            "groups_short": Figure(
                group,
                [
                    ("state", "in", ("open", "guaranteed")),
                    ("seats_missing", ">", 0),
                    ("date_start", ">=", today),
                    ("date_start", "<=", fields.Date.add(today, days=SHORT_DAYS)),
                ],
            ),
            "orders_new": Figure(order, entered),
            "orders_begun": Figure(order, [*begun, ("state", "!=", "cancelled")]),
            "orders_late": Figure(order, [is_open, ("risk_state", "=", "late")]),
            "documents_missing": total(
                order,
                [is_open, ("documents_missing", ">", 0)],
                "documents_missing",
            ),
            "reports_submitted": Figure(
                report,
                [*reports, ("state", "in", ("submitted", "accepted"))],
            ),
            "reports_late": Figure(report, [*reports, ("is_late", "=", True)]),
        }

    def _values(self, first, last):
        """Each figure between two days, of the whole department."""
        company = self.company_id
        facts = self.env["ais.activity.report"]._facts(company, first, last)
        values = {name: sum(found.get(name, 0) for found in facts.values()) for name in OF_REPORTS}
        day = min(last, company.ais_today())
        plan = self.env["ais.sales.plan"]._ais_plan_fact(company, day=day)[False]
        for name in PLANNED:
            values[f"plan_{name}"] = round(plan[name]["percent"] or 0, 1)
        paid = plan["paid"]
        values["forecast_paid"] = (
            round(100 * paid["forecast"] / paid["plan"], 1) if paid["plan"] else 0
        )
        for name, figure in self._own_figures(first, last).items():
            # sudo: the whole department's figures
            model = self.env[figure.model].sudo()
            tops = [figure.top, *([figure.bottom] if figure.bottom else [])]
            domain = [*figure.domain, ("company_id", "=", company.id)]
            [(value, *whole)] = model._read_group(domain, [], tops)
            if not whole:
                values[name] = value or 0
            elif whole[0]:
                # there is no share of nothing
                values[name] = round(100 * (value or 0) / whole[0], 1)
        return values

    def _values_before(self, first, last):
        """The figures of the period before; what cannot be counted afterwards is taken from its
        report, and left out when there is none.

        :return: dict {figure: value}
        """
        of_moment = set(OF_THE_MOMENT)
        if self.kind == "week":
            # of the month up to now: a week ago it was less
            of_moment |= {f"plan_{name}" for name in PLANNED}
        before = self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("kind", "=", self.kind),
                ("date_from", "=", first),
            ],
        )
        told = {line.fact: line.value for line in before.line_ids if line.fact in of_moment}
        values = self._values(first, last)
        return {name: value for name, value in values.items() if name not in of_moment} | told

    def _open_fact(self, fact, label):
        """The records behind a figure.

        :raise UserError: when there is no such figure
        """
        reports = self.env["ais.activity.report"]
        planned = fact.removeprefix("plan_").removeprefix("forecast_")
        if fact != planned:
            first = min(self.date_to, self.company_id.ais_today()).replace(day=1)
            month = [("date", ">=", first), ("date", "<=", first + relativedelta(day=31))]
            return reports._open_figure(
                Figure("ais.plan.fact", [("indicator", "=", planned), *month]),
                label,
            )
        figures = {
            **reports._figures(self.company_id, self.date_from, self.date_to),
            **self._own_figures(self.date_from, self.date_to),
        }
        if fact not in figures:
            raise UserError(self.env._("“%s” has no records of its own.", label))
        return reports._open_figure(figures[fact], label)
