from odoo import models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty


class Request(models.Model):
    """What must be there before a step of a request is done, in words that say what is missing."""

    _inherit = "ais.request"

    def _check_state(self, *states):
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(request)s: this step is not for a request in state “%(state)s”.",
                    request=self.display_name,
                    state=labels[self.state],
                ),
            )

    def _check_complete(self):
        if not self.user_id and not self.partner_id:
            raise UserError(
                self.env._("%s: choose to whom the request goes.", self.display_name),
            )
        if self.partner_id and not self.partner_id.email:
            raise UserError(
                self.env._(
                    "%s has no e-mail address: the request goes there. Enter it on the card.",
                    self.partner_id.display_name,
                ),
            )
        if self.deadline < self.company_id.ais_today():
            raise UserError(
                self.env._("%s: the deadline has passed. Set another day.", self.display_name),
            )

    def _check_unanswered(self):
        if self.answered_at:
            raise UserError(
                self.env._("%s is answered: the author has the next step.", self.display_name),
            )

    def _check_answered(self):
        if not self.answered_at:
            raise UserError(self.env._("%s is not answered yet.", self.display_name))

    def _check_answer(self):
        has_words = not is_html_empty(self.answer)
        if not has_words and not self.answer_attachment_ids:
            raise UserError(
                self.env._("%s: write the answer or attach its files.", self.display_name),
            )
        if self.kind == "violation" and not self.answer_attachment_ids:
            raise UserError(
                self.env._(
                    "%s: attach the proof that the violation is eliminated: a document or a"
                    " photograph.",
                    self.display_name,
                ),
            )

    def _check_words(self, words):
        words = (words or "").strip()
        if not words:
            raise UserError(self.env._("Say why: the other side reads it."))
        return words
