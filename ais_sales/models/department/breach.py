from odoo import api, fields, models

from .breach_clause import CLAUSES

# ТК РФ ст. 193: the employee has two working days to explain
EXPLAIN_DAYS = 2
RECORD_MODELS = (
    "crm.lead",
    "res.partner",
    "ais.contact.agreement",
    "ais.debt.contact",
    "ais.booking",
    "sale.order",
    "account.move",
    "ais.corporate.order",
    "ais.order.document",
    "ais.request",
    "ais.activity.report",
)


class Breach(models.Model):
    """A duty that was not done: by whom, when, why, and what was decided (5.1-5.3)."""

    _name = "ais.breach"
    _description = "Breach of duty"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.system.fields.mixin",
    ]
    _ais_guards_computed = True
    _order = "date desc, id desc"
    _check_company_auto = True
    _rec_names_search = ["description"]

    clause = fields.Selection(
        CLAUSES, required=True, index=True, help="Clause of the regulation that was not kept."
    )
    user_id = fields.Many2one(
        "res.users",
        "Employee",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('share', '=', False)]",
    )
    date = fields.Date(
        required=True,
        index=True,
        default=lambda self: self.env.company.ais_today(),
        help="The day on which the duty was not done.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    record_ref = fields.Reference("_selection_record_models", "Record")
    description = fields.Text(required=True)
    source = fields.Selection(
        [("system", "Found by the system"), ("head", "Entered by hand")],
        default="head",
        required=True,
        readonly=True,
        copy=False,
    )
    entered_by_id = fields.Many2one("res.users", "Entered by", readonly=True, copy=False)
    told_at = fields.Datetime("In the digest of", readonly=True, copy=False)
    state = fields.Selection(
        [("new", "To be explained"), ("explained", "Explained"), ("decided", "Decided")],
        default="new",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    # the employee's part
    explain_until = fields.Date(
        "Explanation by",
        compute="_compute_explain_until",
        store=True,
        help="The employee has two working days to explain.",
    )
    explanation = fields.Text(copy=False)
    explained_at = fields.Datetime("Explained at", readonly=True, copy=False)
    # the decision
    decision = fields.Selection(
        [
            ("excused", "No fault"),
            ("talk", "Talked over"),
            ("remark", "Remark proposed"),
            ("reprimand", "Reprimand proposed"),
            ("damage", "Compensation of damage proposed"),
        ],
        copy=False,
        tracking=True,
    )
    decision_note = fields.Text("Words of the decision", copy=False)
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, copy=False)
    decided_at = fields.Datetime("Decided at", readonly=True, copy=False)

    is_mine = fields.Boolean(compute="_compute_rights")
    may_decide = fields.Boolean(compute="_compute_rights")
    may_edit = fields.Boolean(compute="_compute_rights")

    # what was found is found once, whoever answers for the record by now
    _record_once = models.UniqueIndex(
        "(clause, record_ref, date) WHERE source = 'system' AND record_ref IS NOT NULL",
        "This breach is in the register already.",
    )
    _person_once = models.UniqueIndex(
        "(clause, user_id, date, company_id) WHERE source = 'system' AND record_ref IS NULL",
        "This breach of the employee is in the register already.",
    )
    _not_decided_by_oneself = models.Constraint(
        "CHECK (decided_by_id != user_id)",
        "Nobody decides on his own breach.",
    )
    _decision_kept = models.Constraint(
        "CHECK (state != 'decided' OR (decision IS NOT NULL AND decided_by_id IS NOT NULL))",
        "What is decided has its decision and who made it.",
    )
    _told_idx = models.Index("(company_id) WHERE told_at IS NULL")

    @api.depends("create_date", "company_id")
    def _compute_explain_until(self):
        days = {
            company: company.ais_working_day(EXPLAIN_DAYS)
            for company in self.company_id or self.env.company
        }
        for breach in self:
            if not breach.explain_until:
                breach.explain_until = days.get(breach.company_id)

    @api.depends("user_id", "state", "source")
    @api.depends_context("uid")
    def _compute_rights(self):
        for breach in self:
            breach.is_mine = breach.user_id == self.env.user
            breach.may_decide = breach._is_decider()
            breach.may_edit = not breach.id or breach._is_to_edit()

    @api.depends("clause", "user_id", "date")
    def _compute_display_name(self):
        for breach in self:
            day = breach.date.strftime("%d.%m.%Y") if breach.date else ""
            breach.display_name = f"{breach.clause or ''} {breach.user_id.name or ''} {day}".strip()

    @api.model
    def _selection_record_models(self):
        # sudo: the names of models are no secret
        names = self.env["ir.model"].sudo()
        return [(name, names._get(name).name) for name in RECORD_MODELS if name in self.env]

    def action_open_record(self):
        """Open what the breach is about."""
        self.ensure_one()
        record = self.record_ref
        if not record or not record.exists():
            return False
        return record._get_records_action()
