from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .request import OPEN

# what is asked for: fixed once it is submitted
ASKED = {
    "kind",
    "subject",
    "description",
    "partner_id",
    "unit",
    "record_ref",
    "company_id",
    "need_ids",
    "offer_ids",
    "direction_id",
    "course_name",
    "course_hours",
    "course_price",
}
# what the author, and a manager, may still change
TERMS = {"user_id", "deadline", "priority", "attachment_ids"}
ANSWER = {"answer", "answer_attachment_ids"}


class Request(models.Model):
    """Who may write what of a request, whichever way it comes in."""

    _inherit = "ais.request"

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "name",
            "author_id",
            "state",
            "submitted_at",
            "accepted_at",
            "answered_at",
            "closed_at",
            "is_late",
            "days_to_answer",
            "answered_by_id",
            "return_remark",
            "return_count",
            "reject_reason",
            "is_granted",
            "decided_by_id",
            "decided_at",
            "reminder",
            "escalation_level",
            "escalated_at",
        }

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.keys() & ANSWER for vals in vals_list):
            raise AccessError(self.env._("The answer is written by the addressee."))
        requests = super().create(vals_list)
        # nor by a default of a context or of one's own
        if not self.env.su and any(one.answer or one.answer_attachment_ids for one in requests):
            raise AccessError(self.env._("The answer is written by the addressee."))
        sequences = self.env["ir.sequence"]
        # sudo: the number is the system's to write
        for request in requests.sudo().filtered(lambda one: one.name == "/"):
            company = request.company_id
            request.name = sequences.with_company(company).next_by_code("ais.request") or "/"
        requests._own_files()
        return requests

    def write(self, vals):
        names = vals.keys() & {*ASKED, *TERMS, *ANSWER}
        if names and not self.env.su:
            self.check_access("write")
            for request in self:
                request._check_may_write(names)
                request._check_terms(vals)
        addressees = {request.id: request.user_id for request in self}
        result = super().write(vals)
        if "user_id" in vals:
            self.filtered(
                lambda one: one.state in OPEN and one.user_id != addressees[one.id],
            )._hand_over()
        elif "deadline" in vals:
            self.filtered(lambda one: one.state in OPEN)._put_off()
        if {"attachment_ids", "answer_attachment_ids"} & vals.keys():
            self._own_files()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_own_draft(self):
        for request in self:
            if request.state != "draft" or (not self.env.su and request.author_id != self.env.user):
                raise UserError(
                    self.env._(
                        "%s stays on record: only its author deletes a request, as long as it is"
                        " a draft.",
                        request.display_name,
                    ),
                )

    def _check_may_write(self, names):
        """Each one writes his part, and only at its time.

        :raise AccessError: it is not this user's to write
        :raise UserError: the request has gone further
        """
        is_draft = self.state == "draft"
        if names & ANSWER:
            self._check_right(
                lambda one: one._is_to_answer(),
                self.env._("the answer is written by the addressee."),
            )
            if self.state not in OPEN or self.answered_at:
                raise UserError(
                    self.env._(
                        "%s: the answer is given, or is not asked for yet.", self.display_name
                    ),
                )
        if names & (ASKED | TERMS):
            self._check_right(
                lambda one: one._is_of_author() or (not is_draft and one._is_manager()),
                self.env._("what is asked for is changed by the author."),
            )
        if names & ASKED and not is_draft:
            raise UserError(
                self.env._(
                    "%s is submitted: what is asked for stays as it is. Withdraw it, or make"
                    " another one.",
                    self.display_name,
                ),
            )
        if names & TERMS and self.state not in ("draft", *OPEN):
            raise UserError(self.env._("%s is closed.", self.display_name))

    def _check_terms(self, vals):
        """
        :raise UserError: the addressee changes after the answer, or the deadline has passed
        """
        if self.state == "draft":
            return
        if self.answered_at and vals.get("user_id", self.user_id.id) != self.user_id.id:
            raise UserError(
                self.env._(
                    "%s is answered: accept the answer or return it before the addressee changes.",
                    self.display_name,
                ),
            )
        deadline = fields.Date.to_date(vals.get("deadline"))
        today = (self.company_id or self.env.company).ais_today()
        if deadline and deadline != self.deadline and deadline < today:
            raise UserError(
                self.env._("%s: the new deadline lies in the past.", self.display_name),
            )

    def _own_files(self):
        """Files that the user has just uploaded belong to the request, so that whoever may read
        it may read them.
        """
        for request in self:
            # sudo: only the user's own uploads that belong to nothing yet
            (request.attachment_ids | request.answer_attachment_ids).sudo().filtered(
                lambda file: not file.res_id and file.create_uid == self.env.user,
            ).write({"res_model": self._name, "res_id": request.id})
