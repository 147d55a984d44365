from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.figure import Figure, total


class ActivityReport(models.Model):
    """The figures of a report, found in the records; each opens the records behind it."""

    _inherit = "ais.activity.report"

    # inquiries
    inquiries = fields.Integer("Inquiries received", readonly=True)
    answered = fields.Integer(
        "Inquiries answered",
        readonly=True,
        help="Inquiries whose first answer was given in the period, whenever they came in.",
    )
    in_time = fields.Integer(
        "Answered in time",
        readonly=True,
        help="Of the inquiries received in the period.",
    )
    # talks
    consultations = fields.Integer(readonly=True, help="Calls, meetings and letters noted.")
    contacts_done = fields.Integer(
        "Agreed contacts done",
        readonly=True,
        help="Contacts agreed on with clients and made in the period.",
    )
    contacts_missed = fields.Integer(
        "Contacts missed",
        readonly=True,
        help="Contacts whose day fell into the period and passed without them.",
    )
    debt_talks = fields.Integer("Talks about debts", readonly=True)
    # sales
    offers_sent = fields.Integer(
        "Proposals sent", readonly=True, help="Proposals sent for the first time in the period."
    )
    offers_amount = fields.Float(
        "Proposals sent, sum", readonly=True, help="Total of the proposals sent in the period."
    )
    orders = fields.Integer(
        "Proposals accepted", readonly=True, help="Proposals that became orders in the period."
    )
    orders_amount = fields.Float(
        "Proposals accepted, sum",
        readonly=True,
        help="Total of the proposals that became orders in the period.",
    )
    seats_held = fields.Integer(
        "Seats booked",
        readonly=True,
        help="Seats of all bookings entered in the period, whatever became of them.",
    )
    seats_confirmed = fields.Integer(
        "Seats confirmed",
        readonly=True,
        help="Seats confirmed in the period and not cancelled since.",
    )
    # money
    invoiced = fields.Float(
        readonly=True, help="Posted invoices less credit notes, by the day of the invoice."
    )
    paid = fields.Float(readonly=True, help="Payments of invoices, by the day of the payment.")
    promises = fields.Integer("Promises to pay", readonly=True)
    promises_kept = fields.Integer(
        "Promises kept",
        readonly=True,
        help="Promises to pay by a day of the period that were paid in full.",
    )
    promises_broken = fields.Integer(
        "Promises broken",
        readonly=True,
        help="Promises to pay by a day of the period that were not paid, or in part only.",
    )
    # left undone
    tasks_overdue = fields.Integer(
        "Tasks overdue",
        readonly=True,
        help="Tasks whose day had passed by the end of the period and that are still open.",
    )
    refreshed_at = fields.Datetime(
        "Figures of",
        readonly=True,
        copy=False,
        help="When the figures were found in the records; they stay once the report is handed in.",
    )

    @api.model
    def _fact_names(self):
        """The figures, in the order in which they are read."""
        return (
            "inquiries",
            "answered",
            "in_time",
            "consultations",
            "contacts_done",
            "contacts_missed",
            "offers_sent",
            "offers_amount",
            "orders",
            "orders_amount",
            "seats_held",
            "seats_confirmed",
            "invoiced",
            "paid",
            "debt_talks",
            "promises",
            "promises_kept",
            "promises_broken",
            "tasks_overdue",
        )

    @api.model
    def _figures(self, company, first, last):
        """What each figure counts between two days, both included.

        :param company: res.company, whose days they are
        :return: dict {name: Figure}
        """
        begin = company.ais_day_begins(first)
        end = company.ais_day_begins(fields.Date.add(last, days=1))

        def when(name):
            return [(name, ">=", begin), (name, "<", end)]

        def on(name):
            return [(name, ">=", first), (name, "<=", last)]

        sent = [("ais_is_training", "=", True), *when("ais_sent_at")]
        ordered = [("ais_is_training", "=", True), ("state", "=", "sale"), *when("date_order")]
        # a task of today, or of the days to come, is not overdue yet
        overdue = min(fields.Date.add(last, days=1), company.ais_today())
        contacts, debts = "ais.contact.agreement", "ais.debt.contact"
        received = when("received_at")
        confirmed = [("state", "in", ("confirmed", "done")), *when("confirmed_on")]
        return {
            "inquiries": Figure("ais.inquiry.report", received),
            "answered": Figure(
                "crm.lead",
                [*when("ais_first_response_at"), ("active", "in", (True, False))],
            ),
            "in_time": Figure("ais.inquiry.report", [*received, ("in_time", "=", 100)]),
            "consultations": Figure("ais.consultation", when("date")),
            "contacts_done": Figure(contacts, [("state", "=", "done"), *when("done_at")]),
            "contacts_missed": Figure(
                contacts,
                [("is_missed", "=", True), *on("date")],
                user="missed_by_id",
            ),
            "offers_sent": Figure("sale.order", sent),
            "offers_amount": total("sale.order", sent, "amount_total"),
            "orders": Figure("sale.order", ordered),
            "orders_amount": total("sale.order", ordered, "amount_total"),
            "seats_held": total("ais.booking", when("create_date"), "seats"),
            "seats_confirmed": total("ais.booking", confirmed, "seats"),
            "invoiced": self._plan_figure("invoiced", on("date")),
            "paid": self._plan_figure("paid", on("date")),
            "debt_talks": Figure(debts, when("date")),
            "promises": Figure(debts, [("result", "=", "promised"), *when("date")]),
            "promises_kept": Figure(
                debts,
                [("promise_state", "=", "kept"), *on("promise_date")],
            ),
            "promises_broken": Figure(
                debts,
                [("promise_state", "in", ("broken", "partly")), *on("promise_date")],
            ),
            "tasks_overdue": Figure("ais.task", [("date_deadline", "<", overdue)]),
        }

    @api.model
    def _plan_figure(self, indicator, period):
        return total(
            "ais.plan.fact",
            [("indicator", "=", indicator), ("fact", "!=", 0), *period],
            "fact",
        )

    @api.model
    def _facts(self, company, first, last):
        """The figures of everybody between two days, one query each.

        :return: dict {user id, False for what belongs to nobody: {name: value}}
        """
        found = {}
        for name, figure in self._figures(company, first, last).items():
            # sudo: counted for all at once by the system; each gets his own
            model = self.env[figure.model].sudo()
            domain = Domain(figure.domain) & Domain("company_id", "in", (company.id, False))
            for user, value in model._read_group(domain, [figure.user], [figure.top]):
                found.setdefault(user.id, {})[name] = value or 0
        return found

    def action_refresh(self):
        """Find the figures anew; those of what was submitted stay."""
        self.check_access("read")
        self._refresh()

    def _refresh(self):
        now = fields.Datetime.now()
        waiting = self.filtered(lambda report: report.state in ("draft", "returned"))
        for key, reports in waiting.grouped(
            lambda report: (report.company_id, report.date_from, report.date_to),
        ).items():
            facts = self._facts(*key)
            company, _first, last = key
            is_week = "week" in reports.mapped("kind")
            plans = self._facts_of_plan(company, last) if is_week else {}
            for report in reports:
                # sudo: the figures are the system's
                report.sudo().write(
                    {
                        **dict.fromkeys(self._fact_names(), 0),
                        **dict.fromkeys(self._plan_names(), 0),
                        **facts.get(report.user_id.id, {}),
                        **plans.get(report.user_id.id, {}),
                        "refreshed_at": now,
                    },
                )

    def action_open_fact(self):
        """The records behind a figure, named by the context's `ais_fact`.

        :raise UserError: when there is no such figure
        """
        self.ensure_one()
        self.check_access("read")
        name = self.env.context.get("ais_fact")
        figures = self._figures(self.company_id, self.date_from, self.date_to)
        if name not in figures:
            raise UserError(self.env._("There is no such figure."))
        return self._open_figure(figures[name], self._fields[name].string, self.user_id)

    @api.model
    def _open_figure(self, figure, label, user=None):
        domain = Domain(figure.domain)
        if user:
            domain &= Domain(figure.user, "=", user.id)
        return {
            "type": "ir.actions.act_window",
            "name": label,
            "res_model": figure.model,
            "views": [(False, "list"), (False, "form")],
            "domain": list(domain),
        }
