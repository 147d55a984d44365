from odoo import fields, models

from .request import OPEN
from .request_addressee import DECIDERS

# the decision itself is the answer: there is nothing left for the author to accept
DECIDED_AT_ONCE = ("improvement", "product")


class Request(models.Model):
    """The way of a request: submitted, taken to work, answered, and the answer accepted."""

    _inherit = "ais.request"

    def action_submit(self):
        """Send the request to its addressee.

        :raise AccessError: the user is not the author
        :raise UserError: nobody is named, the day has passed, the contact has no e-mail
        """
        self._check_right(
            lambda one: one._is_of_author(), self.env._("it is submitted by its author.")
        )
        for request in self:
            request._check_state("draft")
            request._check_complete()
        # sudo: states are the system's to write
        self.sudo().write({"state": "submitted", "submitted_at": fields.Datetime.now()})
        self._tell_addressee()

    def action_withdraw(self):
        """Take a request back before it is answered; it becomes a draft again.

        :raise AccessError: the user is not the author
        :raise UserError: it is answered or closed
        """
        self._check_right(
            lambda one: one._is_of_author(), self.env._("it is withdrawn by its author.")
        )
        for request in self:
            request._check_state(*OPEN)
            request._check_unanswered()
        self._end_tasks()
        # sudo: as above
        self.sudo().write(
            {"state": "draft", "accepted_at": False, "reminder": False, "escalation_level": False},
        )
        self._tell(self.user_id, self.env._("The request is withdrawn by its author."))

    def action_accept(self):
        """Take a request to work.

        :raise AccessError: the user is not the addressee
        :raise UserError: it is not waiting to be accepted
        """
        self._check_right(
            lambda one: one._is_to_answer(), self.env._("it is accepted by its addressee.")
        )
        for request in self:
            request._check_state("submitted")
        # sudo: as above
        self.sudo().write({"state": "accepted", "accepted_at": fields.Datetime.now()})

    def action_answer(self, answer=None):
        """Give the answer; of a proposal or resource this is the decision to grant it.

        :param str answer: HTML; what stands in the field when not given
        :raise AccessError: it is not for this user to answer
        :raise UserError: there is no answer, or no proof that a violation is eliminated (4.4)
        """
        self._check_right(
            lambda one: one._is_to_answer(),
            self.env._("it is answered by the addressee, and nobody decides on his own request."),
        )
        if answer is not None:
            self.answer = answer
        for request in self:
            request._check_state(*OPEN)
            request._check_unanswered()
            request._check_answer()
        self._end_tasks()
        now = fields.Datetime.now()
        # sudo: as above
        for request in self.sudo():
            vals = {"state": "accepted", "accepted_at": request.accepted_at or now}
            if request.kind in DECIDERS:
                vals |= {"is_granted": True, **self._decided(now)}
            if request.kind in DECIDED_AT_ONCE:
                vals |= {"state": "done", "closed_at": now}
            request.write({**request._answered(now), **vals})
        self._make_course()
        self._tell_answered()

    def action_done(self):
        """Accept the answer: the request is done.

        :raise AccessError: the user is not the author
        :raise UserError: there is no answer to accept
        """
        self._check_right(
            lambda one: one._is_of_author(), self.env._("the answer is accepted by the author.")
        )
        for request in self:
            request._check_state("accepted")
            request._check_answered()
        self._end_tasks()
        # sudo: as above
        self.sudo().write({"state": "done", "closed_at": fields.Datetime.now()})

    def action_return(self, remark):
        """Send the answer back.

        :param str remark: what is missing
        :raise AccessError: the user is not the author
        :raise UserError: there is no answer to return, or no remark
        """
        self._check_right(
            lambda one: one._is_of_author(), self.env._("the answer is returned by the author.")
        )
        remark = self._check_words(remark)
        for request in self:
            request._check_state("accepted")
            request._check_answered()
        self._end_tasks()
        # sudo: as above
        for request in self.sudo():
            request.write(
                {
                    "answered_at": False,
                    "return_remark": remark,
                    "return_count": request.return_count + 1,
                    "is_granted": False,
                    "decided_by_id": False,
                    "decided_at": False,
                },
            )
        self._tell_returned(remark)

    def action_reject(self, reason):
        """Refuse a request; of a proposal or resource this is the decision not to grant it.

        :param str reason: why
        :raise AccessError: the user is neither the addressee nor a manager
        :raise UserError: it is answered or closed, or there is no reason
        """
        self._check_right(
            lambda one: one._is_to_reject(),
            self.env._("it is rejected by the addressee or a manager, not by the author."),
        )
        reason = self._check_words(reason)
        for request in self:
            request._check_state(*OPEN)
            request._check_unanswered()
        self._end_tasks()
        now = fields.Datetime.now()
        # sudo: as above
        for request in self.sudo():
            vals = {"state": "rejected", "closed_at": now, "reject_reason": reason}
            if request.kind in DECIDERS:
                vals |= self._decided(now)
            request.write({**request._answered(now), **vals})
        self._tell_rejected(reason)

    def action_open_return(self):
        """Ask for the remark with which the answer is returned."""
        return self._open_remark("return", self.env._("Return the answer"))

    def action_open_reject(self):
        """Ask for the reason of a refusal."""
        return self._open_remark("reject", self.env._("Reject the request"))

    def _open_remark(self, step, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "ais.request.remark",
            "view_mode": "form",
            "target": "new",
            "context": {"default_request_id": self.id, "default_step": step},
        }

    def _answered(self, now):
        """What is noted when an answer comes."""
        today = self.company_id.ais_today()
        return {
            "answered_at": now,
            "answered_by_id": self.env.uid,
            "is_late": bool(self.deadline < today),
            "days_to_answer": self._working_days(self.submitted_at, now),
        }

    def _decided(self, now):
        return {"decided_by_id": self.env.uid, "decided_at": now}

    def _working_days(self, start, end):
        """Working days between two moments, with their parts."""
        if not start:
            return 0.0
        calendar = self.company_id.resource_calendar_id
        minutes = calendar._ais_working_time([start, end]).between(start, end)
        return round(minutes / 60 / (calendar.hours_per_day or 24), 1)
