from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

# the figures of the table of employees
OF_PERSON = (
    "inquiries",
    "in_time",
    "consultations",
    "offers_sent",
    "seats_confirmed",
    "invoiced",
    "paid",
    "contacts_missed",
    "tasks_overdue",
)


class DepartmentReport(models.Model):
    """What the head reports to the director: the department's figures beside those of the period
    before, with the head's words and the director's remarks (2.5).
    """

    _name = "ais.department.report"
    _description = "Report to the director"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.system.fields.mixin",
    ]
    # the director reads it and may write under it
    _mail_post_access = "read"
    _order = "date_from desc, id desc"
    _check_company_auto = True

    kind = fields.Selection(
        [("week", "Week"), ("month", "Month")],
        "Report on a",
        required=True,
        default="week",
    )
    date_from = fields.Date(
        "First day",
        required=True,
        index=True,
        default=lambda self: self._default_date_from(),
        help="Any day of the week or month; the report begins on its first.",
    )
    date_to = fields.Date("Last day", compute="_compute_date_to", store=True, precompute=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        "res.users",
        "Reported by",
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
        copy=False,
    )
    line_ids = fields.One2many("ais.department.report.line", "report_id", "Figures", copy=False)
    summary = fields.Text(help="The main thing, in a few sentences: it stands first.")
    report_ids = fields.Many2many(
        "ais.activity.report",
        string="Reports of employees",
        compute="_compute_report_ids",
        help="Of the same days; the report is made from them.",
    )
    missing_names = fields.Char(
        "Have not reported",
        readonly=True,
        copy=False,
        help="Employees whose reports of these days were not handed in when this one was made.",
    )
    people = fields.Json(
        "Figures of employees",
        readonly=True,
        copy=False,
        help="Name and figures of each, as they were when the report was made.",
    )
    words = fields.Json(
        "Words of employees",
        readonly=True,
        copy=False,
        help="What they wrote in their reports, as it was when the report was made.",
    )
    people_table = fields.Html("By employee", compute="_compute_people_table", sanitize=False)
    # sending
    state = fields.Selection(
        [("draft", "In preparation"), ("sent", "Sent"), ("read", "Read")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    sent_at = fields.Datetime("Sent at", readonly=True, copy=False, index=True)
    read_at = fields.Datetime("Read at", readonly=True, copy=False)
    read_by_id = fields.Many2one("res.users", "Read by", readonly=True, copy=False)
    remark_count = fields.Integer("Remarks", compute="_compute_remark_count")

    _period_unique = models.UniqueIndex(
        "(company_id, kind, date_from)",
        "There is a report on this period already.",
    )
    _dates_ok = models.Constraint(
        "CHECK ((kind = 'week' AND date_to = date_from + 6 AND EXTRACT(isodow FROM date_from) = 1)"
        " OR (kind = 'month' AND EXTRACT(day FROM date_from) = 1"
        " AND date_to = (date_from + interval '1 month' - interval '1 day')::date))",
        "A report is on a week from Monday to Sunday, or on a month from first to last day.",
    )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "state",
            "sent_at",
            "read_at",
            "read_by_id",
            "missing_names",
            "people",
            "words",
            "user_id",
        }

    @api.model
    def _default_date_from(self):
        """Monday of the week that is over."""
        today = self.env.company.ais_today()
        return today - timedelta(days=today.weekday() + 7)

    @api.depends("kind", "date_from")
    def _compute_date_to(self):
        for report in self:
            first = report.date_from
            if report.kind == "month":
                report.date_to = first and fields.Date.end_of(first, "month")
            else:
                report.date_to = first and fields.Date.add(first, days=6)

    @api.depends("date_from", "date_to", "company_id")
    @api.depends_context("uid")
    def _compute_report_ids(self):
        for report in self:
            reports = self.env["ais.activity.report"]
            if report.date_from:
                reports = reports.search(report._reports_domain())
            report.report_ids = reports

    def _reports_domain(self):
        return [
            ("company_id", "=", self.company_id.id),
            ("date_from", ">=", self.date_from),
            ("date_to", "<=", self.date_to),
        ]

    @api.depends("people")
    @api.depends_context("lang")
    def _compute_people_table(self):
        for report in self:
            report.people_table = report.people and self.env["ir.qweb"]._render(
                "ais_sales.department_report_people",
                {"people": report.people, "columns": self._people_columns()},
            )

    @api.model
    def _people_columns(self):
        """Names and labels of the figures of employees."""
        of_person = self.env["ais.activity.report"]._fields
        return [(name, of_person[name]._description_string(self.env)) for name in OF_PERSON]

    def _compute_remark_count(self):
        lines = self.env["ais.department.report.line"]
        counts = dict(
            lines._read_group(
                [("report_id", "in", self.ids), ("request_ids", "!=", False)],
                ["report_id"],
                ["__count"],
            ),
        )
        for report in self:
            report.remark_count = counts.get(report, 0)

    @api.depends("kind", "date_from", "date_to")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for report in self:
            if not report.date_from:
                report.display_name = self.env._("Report to the director")
                continue
            if report.kind == "month":
                period = format_date(self.env, report.date_from, date_format="LLLL y")
            else:
                first, last = (
                    format_date(self.env, day) for day in (report.date_from, report.date_to)
                )
                period = f"{first} – {last}"
            report.display_name = self.env._("Report to the director, %s", period)

    @api.constrains("date_from")
    def _check_period(self):
        for report in self:
            if report.date_from > report.company_id.ais_today():
                raise ValidationError(self.env._("A report is not made before its time."))

    @api.constrains("summary", "date_from", "company_id", "kind")
    def _check_not_frozen(self):
        for report in self:
            if report.state != "draft":
                raise ValidationError(
                    self.env._("“%s” has been sent: it stays as it is.", report.display_name),
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        for report in self:
            if report.state != "draft":
                raise UserError(self.env._("“%s” has been sent: it stays.", report.display_name))

    def action_view_reports(self):
        """The employees' reports of the same days."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_activity_report_action",
        )
        return {**action, "domain": [("id", "in", self.report_ids.ids)], "context": {}}
