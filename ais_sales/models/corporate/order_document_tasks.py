from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

TASK = "ais_sales.mail_activity_document"
BATCH = 500
REMINDER = "ais_sales.ais_corporate_order_mail_documents"


class OrderDocument(models.Model):
    """Who is next gets a task, the client's coordinator a letter (2.22)."""

    _name = "ais.order.document"
    _inherit = ["ais.order.document", "ais.batch.mixin"]

    def _task_users(self):
        """Who does the next step; the specialist asks the client for the client's."""
        self.ensure_one()
        order = self.order_id
        if self.turn == "training_office":
            return order.training_user_id or self._staff_of("training_office", self.company_id)
        if self.turn == "accountant":
            return self._staff_of("accountant", self.company_id)
        return order.user_id

    def _task_summary(self):
        labels = dict(self._fields["goal"]._description_selection(self.env))
        if self.turn == "client" and self.state != "to_prepare":
            return self.env._(
                "%(document)s: get from the client (%(goal)s)",
                document=self.name,
                goal=labels[self.goal].lower(),
            )
        return self.env._("%s: prepare and send", self.name)

    @api.model
    def _cron_document_tasks(self):
        """Give a task to who is next with each document whose deadline is near. Safe to run
        twice.
        """
        # Companies are few, and each has its own calendar and terms.
        for company in self.env["res.company"].search(Domain.TRUE):
            last = company.ais_working_day(company.ais_document_warn_days)
            domain = [
                ("company_id", "=", company.id),
                ("is_done", "=", False),
                ("is_required", "=", True),
                ("deadline", "<=", last),
                ("order_id.state", "in", ("preparing", "enrolling", "training", "closing")),
            ]
            documents = self._in_staff_language()
            resume = f"ais_sales.document_tasks_{company.id}"
            if not documents._run_in_batches(domain, "_give_tasks", size=BATCH, resume=resume):
                return

    def _give_urgent_tasks(self):
        """The turn has changed, the deadline is near: who is next does not wait for the night."""
        urgent = self.filtered(
            lambda one: (
                one.turn
                and one.is_required
                and one.deadline
                and one.deadline
                <= one.company_id.ais_working_day(one.company_id.ais_document_warn_days)
            ),
        )
        # sudo: the task of another person
        urgent.sudo()._in_staff_language()._give_tasks()

    def _give_tasks(self):
        self._notify_staff(
            [
                (
                    document,
                    document._task_users(),
                    document._task_summary(),
                    document.order_id.display_name,
                    document.deadline,
                )
                for document in self
            ],
            activity=TASK,
        )

    def _end_tasks(self):
        """The turn has changed: the tasks of who was next are over."""
        if not self:
            return
        kind = self.env.ref(TASK, raise_if_not_found=False)
        # sudo: the tasks of others who were next
        self.env["mail.activity"].sudo().search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "=", kind.id if kind else False),
            ],
        ).unlink()


class CorporateOrder(models.Model):
    _inherit = "ais.corporate.order"

    def _waited_documents(self):
        """Documents that the client has to sign or to send."""
        self.ensure_one()
        return self.document_ids.filtered(lambda one: one.turn == "client").sorted(
            lambda one: (one.deadline or fields.Date.to_date("9999-12-31"), one.sequence),
        )

    def action_remind(self):
        """Open a letter to the client's coordinator with the documents that are waited for.

        :raise UserError: nothing is waited for, or there is nobody to write to
        """
        self.ensure_one()
        self.check_access("write")
        self._check_reminder()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Remind the client"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": self.env.ref(REMINDER).id,
                "default_composition_mode": "comment",
                "ais_mark_reminded": True,
                "force_email": True,
            },
        }

    def _check_reminder(self):
        if not self._waited_documents():
            raise UserError(
                self.env._("Order %s: no document is waited for from the client.", self.name)
            )
        self._check_coordinator()

    def message_post(self, **kwargs):
        message = super().message_post(**kwargs)
        if self.env.context.get("ais_mark_reminded"):
            # a note to nobody reminds nobody
            self.filtered(
                lambda order: order.coordinator_id in message.partner_ids
            )._mark_reminded()
        return message

    def _mark_reminded(self):
        for order in self:
            # sudo: noted by the system, whoever wrote the letter
            order._waited_documents().sudo().reminded_on = order.company_id.ais_today()

    @api.model
    def _cron_remind_clients(self):
        """Remind coordinators of overdue documents, each as often as the company has set."""
        template = self.env.ref(REMINDER, raise_if_not_found=False)
        if not template:
            return
        for company in self.env["res.company"].search([("ais_document_remind_days", ">", 0)]):
            today = company.ais_today()
            since = fields.Date.subtract(today, days=company.ais_document_remind_days)
            documents = self.env["ais.order.document"].search(
                [
                    ("company_id", "=", company.id),
                    ("turn", "=", "client"),
                    ("state", "!=", "to_prepare"),
                    ("is_required", "=", True),
                    ("deadline", "<", today),
                    ("order_id.state", "in", ("preparing", "enrolling", "training", "closing")),
                    ("order_id.coordinator_id.email", "!=", False),
                    "|",
                    ("reminded_on", "=", False),
                    ("reminded_on", "<=", since),
                ],
            )
            orders = documents.order_id
            for number, order in enumerate(orders, 1):
                order.with_context(ais_mark_reminded=True).message_post_with_source(
                    template, email_layout_xmlid="mail.mail_notification_light"
                )
                left = len(orders) - number
                if not self.env["ir.cron"]._commit_progress(1, remaining=left) and left:
                    return
