from odoo import api, fields, models

ACTIVITY = "ais_sales.mail_activity_agreed"
BATCH = 500


class ContactAgreement(models.Model):
    """Every morning: whom to call today, and what was missed yesterday (2.18, 2.19)."""

    _name = "ais.contact.agreement"
    _inherit = ["ais.contact.agreement", "ais.batch.mixin"]

    @api.model
    def _cron_morning(self):
        """Note what was missed, plan what policies ask for, put today's calls into the lists."""
        today = fields.Date.context_today(self)
        agreements = self._in_staff_language()
        passed = [("state", "=", "planned"), ("date", "<", today), ("is_missed", "=", False)]
        if not agreements._run_in_batches(passed, "_note_missed", size=BATCH):
            return
        agreements._hand_over_today(today)
        if agreements._plan_by_policy(today):
            agreements._list_calls(today)

    def _note_missed(self):
        """A contact is missed when a working day has gone by without it."""
        today = fields.Date.context_today(self)
        for company, agreements in self.grouped("company_id").items():
            last_working_day = company.ais_working_day(-1, today)
            missed = agreements.filtered(lambda one, last=last_working_day: one.date <= last)
            missed._note_missed_on(last_working_day)

    def _plan_by_policy(self, today):
        """Plan a contact with every client whose policy asks for one, and none is agreed on.

        :return: whether nothing is left; the time given to the job is over otherwise
        """
        domain = [
            ("ais_contact_due_on", "<=", today),
            ("user_id", "!=", False),
            ("user_id.active", "=", True),
            ("ais_planned_contact_ids", "=", False),
        ]
        left = self.env["res.partner"].search_count(domain)
        while clients := self.env["res.partner"].search(domain, limit=BATCH, order="id"):
            self.create([self._policy_vals(client, today) for client in clients])
            left = max(left - len(clients), 0)
            if not self.env["ir.cron"]._commit_progress(len(clients), remaining=left) and left:
                return False
        return True

    def _policy_vals(self, client, today):
        policy = client.ais_contact_policy_id
        user = client.user_id
        if policy.contact_by == "head":
            user = user.crm_team_member_ids.crm_team_id.user_id[:1] or user
        return {
            "partner_id": client.id,
            "user_id": user.id,
            "date": today,
            "topic": self.env._("Regular contact: none for %s days", policy.contact_days),
            "source": "policy",
            "company_id": (client.company_id or user.company_id).id,
        }

    def _list_calls(self, today):
        """Put due contacts into the lists of activities, each once.

        The rows are locked while they are listed: two servers that wake at the same time list no
        call twice.
        """
        domain = [
            ("state", "=", "planned"),
            ("date", "<=", today),
            ("activity_date", "=", False),
            ("user_id.active", "=", True),
            ("partner_id.active", "=", True),
        ]
        left = self.search_count(domain)
        while due := self.search(domain, limit=BATCH):
            locked = due.try_lock_for_update()
            if not locked:
                return
            locked._make_activities()
            locked.activity_date = today
            left = max(left - len(locked), 0)
            if not self.env["ir.cron"]._commit_progress(len(locked), remaining=left):
                return

    def _make_activities(self):
        activity_type = self.env.ref(ACTIVITY)
        model_id = self.env["ir.model"]._get_id("res.partner")
        activities = (
            self.env["mail.activity"]
            .with_context(mail_activity_quick_update=True)
            .create(
                [
                    {
                        "activity_type_id": activity_type.id,
                        "res_model_id": model_id,
                        "res_id": agreement.partner_id.id,
                        "user_id": agreement.acting_user_id.id,
                        "summary": agreement.topic,
                        "date_deadline": agreement.date,
                    }
                    for agreement in self
                ],
            )
        )
        for agreement, activity in zip(self, activities, strict=True):
            agreement.activity_id = activity
