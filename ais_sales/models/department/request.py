from odoo import api, fields, models

from .request_term import KINDS

# the records that a request may be about
RECORD_MODELS = (
    "crm.lead",
    "res.partner",
    "ais.booking",
    "sale.order",
    "account.move",
    "ais.corporate.order",
    "ais.order.document",
    "ais.course.group",
    "ais.course",
    "ais.training.order",
    "ais.reconciliation.act",
    "ais.competitor.offer",
    "ais.activity.report",
    "ais.department.report",
    "ais.sales.plan",
    "ais.development.goal",
    "ais.breach",
)
# what is asked for and waits for an answer
OPEN = ("submitted", "accepted")


class Request(models.Model):
    """What one asks of another: an assignment, documents, a resource, an improvement, the
    elimination of a violation, a new course (1.8, 1.9, 2.25, 4.1-4.4).
    """

    _name = "ais.request"
    _description = "Request"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.system.fields.mixin",
    ]
    _ais_guards_computed = True
    _order = "priority desc, deadline, id desc"
    _check_company_auto = True
    _rec_names_search = ["name", "subject"]

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    kind = fields.Selection(
        KINDS,
        required=True,
        default=lambda self: self._default_kind(),
        index=True,
        tracking=True,
    )
    subject = fields.Char(required=True, tracking=True)
    description = fields.Html()
    priority = fields.Selection([("0", "Normal"), ("1", "Urgent")], default="0", tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    record_ref = fields.Reference(
        "_selection_record_models",
        "About",
        index="btree_not_null",
        help="The inquiry, client, booking, order or group that the request is about.",
    )
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "ais_request_attachment_rel",
        "request_id",
        "attachment_id",
        "Files",
        copy=False,
        bypass_search_access=True,
    )
    # who
    author_id = fields.Many2one(
        "res.users",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    # when
    deadline = fields.Date(
        compute="_compute_deadline",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
        tracking=True,
        copy=False,
        help="Working days from today by the kind of the request; may be changed"
        " before it is sent.",
    )
    submitted_at = fields.Datetime("Submitted at", readonly=True, copy=False)
    accepted_at = fields.Datetime("Accepted at", readonly=True, copy=False)
    answered_at = fields.Datetime("Answered at", readonly=True, copy=False)
    closed_at = fields.Datetime("Closed at", readonly=True, copy=False)
    is_overdue = fields.Boolean(
        "Overdue",
        compute="_compute_is_overdue",
        search="_search_is_overdue",
    )
    is_late = fields.Boolean(
        "Answered late", readonly=True, copy=False, help="The answer came after the deadline."
    )
    days_to_answer = fields.Float(
        "Days to the answer",
        readonly=True,
        copy=False,
        digits=(8, 1),
        aggregator="avg",
        help="Working days from the submission to the answer.",
    )
    # state
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("accepted", "In work"),
            ("done", "Done"),
            ("rejected", "Rejected"),
        ],
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )

    _number_once = models.UniqueIndex(
        "(company_id, name) WHERE name != '/'",
        "There is already a request with this number.",
    )
    _open_idx = models.Index(
        "(company_id, kind, deadline) WHERE state IN ('submitted', 'accepted')"
        " AND answered_at IS NULL",
    )

    @api.model
    def _default_kind(self):
        """Those who lead give assignments, others ask for documents."""
        return "assignment" if self._rank(self.env.user) else "information"

    @api.depends("kind", "company_id")
    def _compute_deadline(self):
        for company, requests in self.grouped("company_id").items():
            company = company or self.env.company
            terms = self.env["ais.request.term"]._ais_of(company)
            days = {
                kind: company.ais_working_day(terms[kind].days if kind in terms else 5)
                for kind in {request.kind for request in requests}
            }
            for request in requests:
                request.deadline = days[request.kind]

    @api.depends("deadline", "state", "answered_at")
    def _compute_is_overdue(self):
        days = {company: company.ais_today() for company in self.company_id or self.env.company}
        for request in self:
            today = days.get(request.company_id) or next(iter(days.values()))
            request.is_overdue = bool(
                request.state in OPEN
                and not request.answered_at
                and request.deadline
                and request.deadline < today
            )

    @api.model
    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company.ais_today()
        return [("state", "in", OPEN), ("answered_at", "=", False), ("deadline", "<", today)]

    @api.depends("name", "subject")
    def _compute_display_name(self):
        for request in self:
            number = "" if request.name == "/" else request.name
            request.display_name = f"{number or ''} {request.subject or ''}".strip()

    @api.model
    def _selection_record_models(self):
        # sudo: the names of models are no secret
        names = self.env["ir.model"].sudo()
        return [(name, names._get(name).name) for name in RECORD_MODELS if name in self.env]
