from odoo import api, fields, models
from odoo.exceptions import ValidationError

# who decides on proposals and resources (2.25, 4.2, 4.3)
DECIDERS = {
    "improvement": ("deputy", "director"),
    "resource": ("deputy", "director"),
    "product": ("head", "deputy", "director"),
}
ROLES = ("specialist", "training_office", "accountant", "head", "deputy", "director")
# an assignment goes down: from a higher rank to a lower one
RANKS = {"head": 2, "deputy": 3, "director": 4}
# where the teams name them
LEADERS = {"head": "user_id", "deputy": "ais_deputy_id", "director": "ais_director_id"}


class Request(models.Model):
    """To whom a request goes: who may ask whom for what (1.9, 4.1-4.4)."""

    _inherit = "ais.request"

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
    turn_user_id = fields.Many2one(
        "res.users",
        "Whose turn",
        compute="_compute_turn_user_id",
        store=True,
        precompute=True,
        index=True,
        help="Who has to do the next step: answer, or accept the answer.",
    )

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

    @api.depends("state", "author_id", "user_id", "answered_at")
    def _compute_turn_user_id(self):
        for request in self:
            if request.state in ("done", "rejected"):
                request.turn_user_id = False
            elif request.state == "draft" or request.answered_at:
                request.turn_user_id = request.author_id
            else:
                request.turn_user_id = request.user_id or request.author_id

    @api.onchange("kind")
    def _onchange_kind(self):
        if self.kind in {"assignment", *DECIDERS}:
            self.partner_id = False

    @api.constrains("kind", "author_id", "user_id", "partner_id")
    def _check_addressee(self):
        for request in self:
            if request.kind in {"assignment", *DECIDERS} and request.partner_id:
                raise ValidationError(
                    self.env._(
                        "“%s”: assignments are given to colleagues, and proposals and resources are"
                        " decided by colleagues. Choose the addressee among them.",
                        request.subject,
                    ),
                )
            if request.kind == "assignment" and not request._rank(request.author_id):
                raise ValidationError(
                    self.env._(
                        "Assignments are given by the head of sales, the deputy director and the"
                        " director. Choose another kind of request.",
                    ),
                )
            if request.user_id and request.user_id not in request._allowed_users():
                raise ValidationError(request._refusal_of_addressee())

    def _refusal_of_addressee(self):
        if self.kind == "assignment":
            return self.env._(
                "%(author)s cannot give an assignment to %(user)s: assignments are given to"
                " subordinates, the head's are the specialists of the department.",
                author=self.author_id.name,
                user=self.user_id.name,
            )
        if self.kind in DECIDERS:
            return self.env._(
                "%(user)s does not decide on such requests (%(subject)s): improvements and"
                " resources are decided by the deputy director or the director, products also by"
                " the head of sales; nobody decides on his own request.",
                user=self.user_id.name,
                subject=self.subject,
            )
        return self.env._(
            "%s cannot be the addressee: choose a colleague with a role in the system.",
            self.user_id.name,
        )

    @api.model
    def _rank(self, user):
        """How high a user stands: 0 for who gives no assignments, and for nobody."""
        if not user:
            return 0
        return max(
            (rank for role, rank in RANKS.items() if user.has_group(f"ais_sales.group_{role}")),
            default=0,
        )

    def _allowed_users(self):
        """Colleagues to whom the author may address this kind of request."""
        self.ensure_one()
        company = self.company_id or self.env.company
        author = self.author_id or self.env.user
        users = self.env["res.users"].union(
            *(self._staff_of(role, company) for role in DECIDERS.get(self.kind, ROLES)),
        )
        if self.kind == "assignment":
            rank = self._rank(author)
            users = users.filtered(lambda user: self._rank(user) < rank)
            if rank == RANKS["head"]:
                users = users.filtered(lambda user: user.has_group("ais_sales.group_specialist"))
        return (users - author).with_env(self.env)

    def _default_decider(self):
        """Who decides when the author names nobody: the nearest one who may."""
        company = self.company_id or self.env.company
        for role in DECIDERS.get(self.kind, ()):
            found = self._appointed(role, company) - (self.author_id or self.env.user)
            if found:
                return found[:1].with_env(self.env)
        return self.env["res.users"]

    @api.model
    def _appointed(self, role, company):
        """Who is named in the company's teams as head, deputy director, director; else all who
        have the role.
        """
        # sudo: who leads is known to everybody whom they lead
        teams = self.env["crm.team"].sudo()
        named = teams.search([("company_id", "in", (company.id, False))]).mapped(LEADERS[role])
        staff = self._staff_of(role, company)
        return (named & staff) or staff

    def _unit_of(self, user):
        """Name of the unit in which a colleague works, by his role."""
        management = self.env._("Management")
        units = {
            "director": management,
            "deputy": management,
            "specialist": self.env._("Sales department"),
            "training_office": self.env._("Training office"),
            "accountant": self.env._("Accounting"),
        }
        for role, name in units.items():
            if user.has_group(f"ais_sales.group_{role}"):
                return name
        return False
