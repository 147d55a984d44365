from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import format_amount, formatLang

SECTIONS = [
    ("inquiries", "Inquiries and talks"),
    ("sales", "Sales"),
    ("money", "Money"),
    ("plan", "Plan and fact"),
    ("training", "Enrolment of groups"),
    ("corporate", "Corporate orders"),
    ("team", "Team"),
]


def _minus(text):
    """A signed figure with a minus in place of the hyphen."""
    return text.replace("-", "\N{MINUS SIGN}")


class DepartmentReportLine(models.Model):
    """A figure of the report: now and before, a word of the head, remarks of the director (2.5)."""

    _name = "ais.department.report.line"
    _description = "Figure of a report to the director"
    _inherit = ["ais.system.fields.mixin"]
    _order = "report_id, sequence, id"

    report_id = fields.Many2one(
        "ais.department.report",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="report_id.company_id", store=True)
    state = fields.Selection(related="report_id.state")
    section = fields.Selection(SECTIONS, required=True)
    sequence = fields.Integer(default=10)
    fact = fields.Char(required=True, help="Name of what is counted.")
    name = fields.Char("Figure", required=True)
    unit = fields.Selection([("count", "pcs"), ("money", "Money"), ("percent", "%")], required=True)
    value = fields.Float("In the period", readonly=True)
    previous = fields.Float("Period before", readonly=True)
    has_previous = fields.Boolean(
        "Comparable",
        readonly=True,
        default=True,
        help="Not so when the figure tells how things stand, and there is no report of the period"
        " before to say how they stood.",
    )
    change = fields.Float("Difference", compute="_compute_texts")
    value_text = fields.Char("Value", compute="_compute_texts")
    previous_text = fields.Char("Before", compute="_compute_texts")
    change_text = fields.Char("Against the period before", compute="_compute_texts")
    comment = fields.Text(
        "Comment of the head",
        help="Why the figure is as it is; the director reads it beside the figure.",
    )
    request_ids = fields.One2many(
        "ais.request",
        "report_line_id",
        "Remarks",
        readonly=True,
        help="The director's remarks: assignments to the head.",
    )
    remark_text = fields.Text("Remark and answer", compute="_compute_remark_text")

    _fact_unique = models.UniqueIndex("(report_id, fact)", "A figure stands in a report once.")

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "report_id",
            "section",
            "sequence",
            "fact",
            "name",
            "unit",
            "value",
            "previous",
            "has_previous",
        }

    @api.depends("value", "previous", "has_previous", "unit")
    @api.depends_context("lang")
    def _compute_texts(self):
        for line in self:
            line.change = round(line.value - line.previous, 2) if line.has_previous else 0
            line.value_text = line._text(line.value)
            line.previous_text = line._text(line.previous) if line.has_previous else "–"
            line.change_text = line._change_text()

    def _change_text(self):
        if not self.change:
            return ""
        sign = "+" if self.change > 0 else ""
        if self.unit == "percent":
            points = formatLang(self.env, self.change, digits=1)
            return self.env._("%s points", _minus(f"{sign}{points}"))
        return _minus(f"{sign}{self._text(self.change)}")

    def _text(self, value):
        if self.unit == "money":
            currency = self.company_id.currency_id
            return format_amount(self.env, round(value), currency, trailing_zeroes=False)
        text = formatLang(self.env, value, digits=0 if value == int(value) else 1)
        return f"{text} %" if self.unit == "percent" else text

    @api.depends("request_ids.state", "request_ids.subject")
    @api.depends_context("lang")
    def _compute_remark_text(self):
        states = dict(self.env["ais.request"]._fields["state"]._description_selection(self.env))
        for line in self:
            line.remark_text = "; ".join(
                f"{request.subject} ({states[request.state].lower()})"
                for request in line.request_ids
            )

    @api.constrains("comment")
    def _check_not_frozen(self):
        for line in self:
            if line.report_id.state != "draft":
                raise ValidationError(
                    self.env._(
                        "“%s” has been sent: it stays as it is.",
                        line.report_id.display_name,
                    ),
                )

    def action_open_records(self):
        """The records behind the figure.

        :raise UserError: when the figure is a reckoning with no records of its own
        """
        self.ensure_one()
        self.check_access("read")
        report = self.report_id
        return report._open_fact(self.fact, self.name)

    def action_remark(self):
        """The director's or the deputy's remark on the figure: an assignment to the head.

        :raise AccessError: for others
        :raise UserError: when the report has not been sent
        """
        self.ensure_one()
        user = self.env.user
        if not any(user.has_group(f"ais_sales.group_{role}") for role in ("director", "deputy")):
            raise AccessError(
                self.env._("Remarks on a report are the director's and the deputy director's."),
            )
        if self.report_id.state == "draft":
            raise UserError(self.env._("The report has not been sent yet."))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Remark on “%s”", self.name),
            "res_model": "ais.report.remark",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_line_id": self.id},
        }
