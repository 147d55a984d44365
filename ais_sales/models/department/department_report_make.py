from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.figure import Figure
from ..corporate.corporate_order_risk import OPEN_STATES

# section of each figure that employees report too
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
    "seats_held": ("sales", "count"),
    "seats_confirmed": ("sales", "count"),
    "invoiced": ("money", "money"),
    "paid": ("money", "money"),
    "debt_talks": ("money", "count"),
    "promises": ("money", "count"),
    "promises_broken": ("money", "count"),
    "tasks_overdue": ("team", "count"),
}


class DepartmentReport(models.Model):
    """A report is filled from the records: of its own days and of those before (2.5)."""

    _inherit = "ais.department.report"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and not self.env.user.has_group("ais_sales.group_head"):
            raise AccessError(self.env._("Reports to the director are made by the head of sales."))
        for vals in vals_list:
            first = fields.Date.to_date(vals.get("date_from"))
            if first and vals.get("kind") == "month":
                # the month in which the day lies
                vals["date_from"] = first.replace(day=1)
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
        before = self._values(*self._span_before())
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
            },
        )

    def _people(self):
        """The figures of each employee in the report's days: [{"name": …, figure: value}]."""
        facts = self.env["ais.activity.report"]._facts(
            self.company_id,
            self.date_from,
            self.date_to,
        )
        users = self.company_id._ais_specialists().sorted("name")
        return [{"name": user.name, **facts.get(user.id, {})} for user in users]

    @api.model
    def _facts_told(self):
        """The figures in order: {name: (section, unit, label)}."""
        fields_of = self.env["ais.activity.report"]._fields
        told = {
            name: (*place, fields_of[name]._description_string(self.env))
            for name, place in OF_REPORTS.items()
        }
        told |= {
            "plan_invoiced": ("plan", "percent", self.env._("Plan of the month: invoiced")),
            "plan_paid": ("plan", "percent", self.env._("Plan of the month: paid")),
            "fill_rate": (
                "training",
                "percent",
                self.env._("Seats taken in the groups of the period"),
            ),
            "groups_begun": ("training", "count", self.env._("Groups begun")),
            "orders_late": ("training", "count", self.env._("Corporate orders late now")),
            "reports_submitted": ("team", "count", self.env._("Reports of employees submitted")),
            "reports_late": ("team", "count", self.env._("Reports of employees late")),
        }
        order = [key for key, _label in self._sections()]
        return dict(sorted(told.items(), key=lambda item: order.index(item[1][0])))

    @api.model
    def _sections(self):
        return (
            self.env["ais.department.report.line"]
            ._fields["section"]
            ._description_selection(
                self.env,
            )
        )

    def _values(self, first, last):
        """Each figure between two days, of the whole department."""
        company = self.company_id
        facts = self.env["ais.activity.report"]._facts(company, first, last)
        values = {name: sum(found.get(name, 0) for found in facts.values()) for name in OF_REPORTS}
        plan = self.env["ais.sales.plan"]._ais_plan_fact(company, day=last)[False]
        for name in ("invoiced", "paid"):
            values[f"plan_{name}"] = round(plan[name]["percent"] or 0, 1)
        for name, figure in self._own_figures(first, last).items():
            # sudo: the whole department's figures
            [row] = (
                self.env[figure.model]
                .sudo()
                ._read_group(
                    [*figure.domain, ("company_id", "=", company.id)],
                    [],
                    [figure.top, *([figure.bottom] if figure.bottom else [])],
                )
            )
            values[name] = row[0] or 0
            if figure.bottom:
                values[name] = round(100 * (row[0] or 0) / row[1], 1) if row[1] else 0
        return values

    @api.model
    def _own_figures(self, first, last):
        begun = [
            ("date_start", ">=", first),
            ("date_start", "<=", last),
            ("state", "!=", "cancelled"),
        ]
        reports = [("date_to", ">=", first), ("date_to", "<=", last)]
        return {
            "fill_rate": Figure(
                "ais.course.group",
                begun,
                top="seats_taken:sum",
                bottom="seats_max:sum",
            ),
            "groups_begun": Figure("ais.course.group", begun),
            "orders_late": Figure(
                "ais.corporate.order",
                [("state", "in", OPEN_STATES), ("risk_state", "=", "late")],
            ),
            "reports_submitted": Figure(
                "ais.activity.report",
                [*reports, ("state", "in", ("submitted", "accepted"))],
            ),
            "reports_late": Figure("ais.activity.report", [*reports, ("is_late", "=", True)]),
        }

    def _missing(self):
        """Who of the department has not submitted a report of these days."""
        reports = self.report_ids
        return reports.filtered(lambda one: one.state in ("draft", "returned")).user_id

    def _open_fact(self, fact, label):
        reports = self.env["ais.activity.report"]
        figures = {
            **reports._figures(self.company_id, self.date_from, self.date_to),
            **self._own_figures(self.date_from, self.date_to),
        }
        if fact in ("plan_invoiced", "plan_paid"):
            first = self.date_to.replace(day=1)
            return reports._open_figure(
                Figure(
                    "ais.plan.fact",
                    [
                        ("indicator", "=", fact.removeprefix("plan_")),
                        ("date", ">=", first),
                        ("date", "<=", first + relativedelta(day=31)),
                    ],
                ),
                label,
            )
        if fact not in figures:
            raise UserError(self.env._("“%s” has no records of its own.", label))
        return reports._open_figure(figures[fact], label)
