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
    "ais.activity.report",
    "ais.department.report",
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
    user_id = fields.Many2one(
        "res.users",
        "Addressee",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        tracking=True,
        ondelete="restrict",
        check_company=True,
        domain="[('id', 'in', allowed_user_ids)]",
    )
    allowed_user_ids = fields.Many2many("res.users", compute="_compute_allowed_user_ids")
    partner_id = fields.Many2one(
        "res.partner",
        "Contact of another unit",
        index="btree_not_null",
        tracking=True,
        ondelete="restrict",
        check_company=True,
        help="Somebody who does not work in the system: gets the request by e-mail.",
    )
    addressee = fields.Char("To whom", compute="_compute_addressee")
    away_note = fields.Char("Away", compute="_compute_away_note")
    unit = fields.Char(
        "Unit of the centre",
        compute="_compute_unit",
        store=True,
        readonly=False,
        precompute=True,
        help="To which unit the request goes.",
    )
    is_department = fields.Boolean(
        "Of the sales department",
        compute="_compute_is_department",
        store=True,
        precompute=True,
        help="The author or the addressee works in the sales department.",
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
    turn_user_id = fields.Many2one(
        "res.users",
        "Whose turn",
        compute="_compute_turn_user_id",
        store=True,
        precompute=True,
        index=True,
        help="Who has to do the next step: answer, or accept the answer.",
    )
    # answer
    answer = fields.Html(copy=False)
    answer_attachment_ids = fields.Many2many(
        "ir.attachment",
        "ais_request_answer_attachment_rel",
        "request_id",
        "attachment_id",
        "Files of the answer",
        copy=False,
        bypass_search_access=True,
    )
    answered_by_id = fields.Many2one("res.users", "Answered by", readonly=True, copy=False)
    return_remark = fields.Text("Why it was returned", readonly=True, copy=False)
    return_count = fields.Integer("Returned, times", readonly=True, copy=False)
    reject_reason = fields.Text("Why it is rejected", readonly=True, copy=False)
    # decision on a proposal or a resource
    is_granted = fields.Boolean("Granted", readonly=True, copy=False, tracking=True)
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, copy=False)
    decided_at = fields.Datetime("Decided at", readonly=True, copy=False)
    # escalation
    reminder = fields.Selection(
        [("warned", "Deadline is near"), ("overdue", "Overdue")],
        "Reminded of",
        readonly=True,
        copy=False,
    )
    escalation_level = fields.Selection(
        [
            ("1", "Told to the superior"),
            ("2", "Told one step higher"),
            ("3", "Told two steps higher"),
        ],
        "Escalation",
        readonly=True,
        copy=False,
        tracking=True,
    )
    escalated_at = fields.Datetime("Escalated at", readonly=True, copy=False)

    _one_addressee = models.Constraint(
        "CHECK (user_id IS NULL OR partner_id IS NULL)",
        "A request has one addressee: a colleague or a contact of another unit.",
    )
    _has_addressee = models.Constraint(
        "CHECK (state = 'draft' OR user_id IS NOT NULL OR partner_id IS NOT NULL)",
        "A request that is submitted has an addressee.",
    )
    _not_to_oneself = models.Constraint(
        "CHECK (user_id != author_id)",
        "Nobody makes a request to himself.",
    )
    _not_decided_by_author = models.Constraint(
        "CHECK (decided_by_id != author_id)",
        "Nobody decides on his own request.",
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

    @api.depends("kind", "author_id", "company_id", "partner_id")
    def _compute_user_id(self):
        """Proposals and resources go to who decides, others to whom the author chooses."""
        for request in self:
            if request.partner_id:
                request.user_id = False
            elif not request.user_id or request.user_id not in request._allowed_users():
                request.user_id = request._default_decider()

    @api.depends("kind", "author_id", "company_id")
    def _compute_allowed_user_ids(self):
        for request in self:
            request.allowed_user_ids = request._allowed_users()

    @api.depends("user_id.name", "partner_id.name")
    def _compute_addressee(self):
        for request in self:
            request.addressee = request.user_id.name or request.partner_id.name

    @api.depends("user_id")
    def _compute_away_note(self):
        """Whether the addressee is away today, until when, and who stands in."""
        today = self.env.company.ais_today()
        away = self.user_id._ais_away(today, today) if self.user_id else {}
        for request in self:
            [(_start, _end, substitute)] = away.get(request.user_id.id, [(None, None, False)])[:1]
            if request.user_id.id not in away:
                request.away_note = False
            elif substitute:
                request.away_note = self.env._(
                    "%(user)s is away today, %(substitute)s stands in.",
                    user=request.user_id.name,
                    substitute=substitute.name,
                )
            else:
                request.away_note = self.env._("%s is away today.", request.user_id.name)

    @api.depends("user_id", "partner_id")
    def _compute_unit(self):
        for request in self:
            if request.user_id:
                request.unit = request._unit_of(request.user_id)
            else:
                request.unit = request.partner_id.parent_id.name or request.unit

    @api.depends("author_id", "user_id")
    def _compute_is_department(self):
        for request in self:
            people = request.author_id | request.user_id
            request.is_department = any(
                user.has_group("ais_sales.group_specialist") for user in people
            )

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

    @api.depends("state", "author_id", "user_id", "answered_at")
    def _compute_turn_user_id(self):
        for request in self:
            if request.state in ("done", "rejected"):
                request.turn_user_id = False
            elif request.state == "draft" or request.answered_at:
                request.turn_user_id = request.author_id
            else:
                request.turn_user_id = request.user_id or request.author_id

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
