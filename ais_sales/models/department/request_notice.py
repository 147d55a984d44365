from markupsafe import Markup

from odoo import models

ACTIVITY = "ais_sales.mail_activity_request"
LETTER = "ais_sales.ais_request_mail_submitted"


class Request(models.Model):
    """Who learns of a request: a task for whoever has the next step, a letter for outsiders."""

    _inherit = "ais.request"

    def _message_auto_subscribe_followers(self, updated_values, default_subtype_ids):
        """A draft is told to nobody: the addressee follows from the submission on."""
        return []

    def _message_post_after_hook(self, message, msg_vals):
        result = super()._message_post_after_hook(message, msg_vals)
        for request in self:
            if request.partner_id and message.author_id == request.partner_id:
                request._take_reply(message)
        return result

    def _take_reply(self, message):
        """The contact has replied by e-mail: the author finds the words in the answer (4.1)."""
        # sudo: the mail gateway writes on behalf of the contact
        request = self.sudo()._in_staff_language()
        if request.turn_user_id and not request.answered_at:
            request.write(
                {
                    "answer": (request.answer or Markup()) + message.body,
                    "answer_attachment_ids": [(4, file.id) for file in message.attachment_ids],
                },
            )
        request._give_task(
            request.author_id,
            request.env._("Reply of %s: enter the answer", request.partner_id.name),
        )

    def _tell_addressee(self):
        # sudo: the task is another person's; he follows the request from now on
        for request in self.sudo():
            if request.partner_id:
                request._send_letter()
            else:
                request.message_subscribe(request.user_id.partner_id.ids)
                request._give_task(request.user_id, request._task_summary())

    def _task_summary(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        return self.env._(
            "%(kind)s from %(author)s",
            kind=labels[self.kind],
            author=self.author_id.name,
        )

    def _send_letter(self):
        template = self.env.ref(LETTER, raise_if_not_found=False)
        self.message_subscribe(self.partner_id.ids)
        if template:
            self.message_post_with_source(
                template,
                email_layout_xmlid="mail.mail_notification_light",
                subtype_xmlid="mail.mt_comment",
            )

    def _tell_answered(self):
        # sudo: the task is another person's
        for request in self.sudo():
            text = request.env._("Answered by %s.", self.env.user.name)
            if request.state == "done":
                text = request.env._("Granted by %s.", self.env.user.name)
                request._tell(request.author_id, text, request.answer)
                continue
            request._tell(self.env["res.users"], text, request.answer)
            request._give_task(
                request.author_id,
                request.env._("The answer has come: accept it or return it"),
                request.company_id.ais_working_day(1),
            )

    def _tell_returned(self, remark):
        for request in self.sudo():  # sudo: as above
            request._tell(request.user_id, request.env._("The answer is returned: %s", remark))
            request._give_task(
                request.user_id or request.author_id,
                request.env._("The answer is returned by %s", request.author_id.name),
            )

    def _tell_rejected(self, reason):
        for request in self.sudo():  # sudo: as above
            request._tell(
                request.author_id,
                request.env._("Rejected by %(user)s: %(why)s", user=self.env.user.name, why=reason),
            )

    def _tell(self, users, text, more=None):
        """Write into the thread, and send it to these people."""
        for request in self:
            body = Markup("<p>%s</p>%s") % (text, more or Markup())
            request.message_post(
                body=body,
                partner_ids=(users - self.env.user).partner_id.ids,
                subtype_xmlid="mail.mt_note",
            )

    def _hand_over(self):
        """Another addressee: he has it as if it were new."""
        self._end_tasks()
        # sudo: states are the system's to write
        self.sudo().write({"state": "submitted", "accepted_at": False})
        self._tell_addressee()

    def _put_off(self):
        """Another deadline: tasks follow, and people are reminded anew."""
        for request in self.sudo():  # sudo: tasks of others, and what they were told
            request.reminder = False
            if not request.answered_at:
                request._tasks().date_deadline = request.deadline

    def _give_task(self, users, summary, deadline=None):
        for request in self:
            request._notify_staff(
                [(request, users, summary, False, deadline or request.deadline)],
                ACTIVITY,
            )

    def _tasks(self):
        kind = self.env["ir.model.data"]._xmlid_to_res_id(ACTIVITY, raise_if_not_found=False)
        # sudo: the tasks of others
        return (
            self.env["mail.activity"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("activity_type_id", "=", kind),
                ],
            )
        )

    def _end_tasks(self):
        """The step is done: the tasks about it are over."""
        self._tasks().unlink()
