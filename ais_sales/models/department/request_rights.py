from odoo import api, fields, models
from odoo.exceptions import AccessError

from .request import OPEN
from .request_addressee import DECIDERS, RANKS


class Request(models.Model):
    """Who does which step of a request (1.9, 4.1-4.4)."""

    _inherit = "ais.request"

    is_author = fields.Boolean(compute="_compute_rights")
    may_change = fields.Boolean("I may change it", compute="_compute_rights")
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
