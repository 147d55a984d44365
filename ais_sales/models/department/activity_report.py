from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

KINDS = [("day", "Day"), ("week", "Week")]
STATES = [
    ("draft", "To submit"),
    ("returned", "To mend"),
    ("submitted", "Handed in"),
    ("accepted", "Accepted"),
]


class ActivityReport(models.Model):
    """What an employee of the department did in a day or a week: figures found by the system, words
    of his own (2.20).
    """

    _name = "ais.activity.report"
    _description = "Report of an employee"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.system.fields.mixin",
    ]
    _ais_guards_computed = True
    # who reads it may write under it
    _mail_post_access = "read"
    _order = "date_from desc, user_id, id"
    _check_company_auto = True

    user_id = fields.Many2one(
        "res.users",
        "Employee",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
        tracking=True,
    )
    kind = fields.Selection(KINDS, "Report on a", required=True, default="week")
    date_from = fields.Date(
        "First day",
        required=True,
        index=True,
        default=lambda self: self.env.company.ais_today(),
        help="Of a week, any day: the report begins on Monday.",
    )
    date_to = fields.Date(
        "Last day",
        compute="_compute_date_to",
        store=True,
        precompute=True,
        help="A day's report ends on the same day, a week's on Sunday.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    team_id = fields.Many2one("crm.team", compute="_compute_team_id", store=True)
    # words
    comment = fields.Text("What was done", help="What the figures do not tell.")
    difficulties = fields.Text()
    plan_next = fields.Text("Plan for the next day or week")
    # submission
    state = fields.Selection(
        STATES,
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    deadline = fields.Datetime(readonly=True, copy=False, help="Until when it is to be submitted.")
    submitted_at = fields.Datetime("Handed in at", readonly=True, copy=False)
    is_late = fields.Boolean(
        "Late",
        readonly=True,
        copy=False,
        index=True,
        help="Submitted after the deadline, or not submitted when it had passed.",
    )
    accepted_by_id = fields.Many2one("res.users", "Accepted by", readonly=True, copy=False)
    accepted_at = fields.Datetime("Accepted at", readonly=True, copy=False)
    return_remark = fields.Text("Why it was returned", readonly=True, copy=False)
    is_mine = fields.Boolean("My report", compute="_compute_who")
    may_accept = fields.Boolean("I accept it", compute="_compute_who")

    _period_unique = models.UniqueIndex(
        "(user_id, kind, date_from, company_id)",
        "There is a report of this employee on that day or week already.",
    )
    _dates_ok = models.Constraint(
        "CHECK ((kind = 'day' AND date_to = date_from) OR (kind = 'week'"
        " AND date_to = date_from + 6 AND EXTRACT(isodow FROM date_from) = 1))",
        "A report is on one day, or on a week from Monday to Sunday.",
    )
    _due_idx = models.Index("(company_id, deadline) WHERE state IN ('draft', 'returned')")

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "state",
            "deadline",
            "submitted_at",
            "is_late",
            "accepted_by_id",
            "accepted_at",
            "return_remark",
            "refreshed_at",
            *self._fact_names(),
        }

    @api.depends("kind", "date_from")
    def _compute_date_to(self):
        for report in self:
            length = 6 if report.kind == "week" else 0
            report.date_to = report.date_from and fields.Date.add(report.date_from, days=length)

    @api.depends("user_id", "company_id")
    def _compute_team_id(self):
        # sudo: in which team somebody works is known to whoever reads the report
        found = (
            self.env["crm.team.member"]
            .sudo()
            .search([("user_id", "in", self.user_id.ids)], order="id desc")
        )
        teams = {member.user_id.id: member.crm_team_id.id for member in found}
        for report in self:
            report.team_id = teams.get(report.user_id.id)

    @api.depends("user_id", "state")
    @api.depends_context("uid")
    def _compute_who(self):
        for report in self:
            report.is_mine = report.user_id.id == self.env.uid
            report.may_accept = report._is_superior()

    @api.depends("kind", "date_from", "date_to", "user_id")
    @api.depends_context("lang", "uid")
    def _compute_display_name(self):
        for report in self:
            if not report.date_from:
                report.display_name = self.env._("Report")
                continue
            first, last = (format_date(self.env, day) for day in (report.date_from, report.date_to))
            period = first if report.kind == "day" else f"{first} – {last}"
            words = self.env._("Report, %s", period)
            if report.user_id.id != self.env.uid:
                words = f"{words}, {report.user_id.name}"
            report.display_name = words

    @api.constrains("date_from")
    def _check_period(self):
        for report in self:
            if report.date_from > report.company_id.ais_today():
                raise ValidationError(self.env._("A report is not made before its time."))

    @api.constrains(
        "comment", "difficulties", "plan_next", "date_from", "date_to", "kind", "user_id"
    )
    def _check_not_frozen(self):
        """What was submitted stays as it was; the system itself writes none of these."""
        for report in self:
            if report.state in ("submitted", "accepted"):
                raise ValidationError(
                    self.env._(
                        "“%s” has been submitted: it changes only after it is returned.",
                        report.display_name,
                    ),
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_due(self):
        """A report that is owed is not got rid of; the system takes back what nobody owes."""
        now = fields.Datetime.now()
        for report in self:
            if report.state != "draft":
                raise UserError(
                    self.env._("“%s” has been submitted: it stays.", report.display_name),
                )
            if not self.env.su and report.deadline and report.deadline < now:
                raise UserError(
                    self.env._("“%s” is overdue: it stays until submitted.", report.display_name),
                )
