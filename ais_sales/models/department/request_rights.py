from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from .request import OPEN

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
    """Who may ask whom for what, and who does the next step (1.9, 4.1-4.4)."""

    _inherit = "ais.request"

    is_author = fields.Boolean(compute="_compute_rights")
    may_change = fields.Boolean(compute="_compute_rights")
    may_answer = fields.Boolean(compute="_compute_rights")
    may_reject = fields.Boolean(compute="_compute_rights")
    is_decision = fields.Boolean(compute="_compute_rights", help="Somebody decides on it.")

    @api.depends("author_id", "user_id", "partner_id", "kind", "state", "is_department")
    @api.depends_context("uid")
    def _compute_rights(self):
        for request in self:
            request.is_author = request._is_of_author()
            request.may_change = request._is_to_change()
            request.may_answer = request._is_to_answer()
            request.may_reject = request._is_to_reject()
            request.is_decision = request.kind in DECIDERS

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

    def _is_manager(self):
        """Whether the user stands above the addressee, and not below the author: the head in his
        department only.
        """
        rank = self._rank(self.env.user)
        if not rank or rank < self._rank(self.author_id):
            return False
        if self.user_id and rank <= self._rank(self.user_id):
            return False
        return rank > RANKS["head"] or self.is_department

    def _is_decider(self):
        """Whether the user decides on this kind of requests; nobody decides on his own."""
        return self.author_id != self.env.user and any(
            self.env.user.has_group(f"ais_sales.group_{role}")
            for role in DECIDERS.get(self.kind, ())
        )

    def _is_of_author(self):
        """Whether the user acts for the author; a manager does for one who has left."""
        if self.author_id == self.env.user:
            return True
        return not self.author_id.active and self._is_manager()

    def _is_to_change(self):
        """Whether the user may change to whom it goes and until when."""
        if self.state == "draft":
            return self._is_of_author()
        return self.state in OPEN and (self._is_of_author() or self._is_manager())

    def _is_to_answer(self):
        if self.kind in DECIDERS:
            return self._is_decider()
        if self.partner_id:
            return self._is_of_author() or self._is_manager()
        return self.user_id == self.env.user

    def _is_to_reject(self):
        if self.kind in DECIDERS:
            return self._is_decider()
        if self.author_id == self.env.user:
            return False
        return self.user_id == self.env.user or self._is_manager()

    def _check_right(self, right, who):
        """Refuse what is not this user's step.

        :param right: method of one request
        :param str who: in words, who may do it
        :raise AccessError: names the request
        """
        for request in self:
            request.check_access("read")
            if not self.env.su and not right(request):
                raise AccessError(
                    self.env._(
                        "%(request)s: %(who)s",
                        request=request.display_name,
                        who=who,
                    ),
                )
