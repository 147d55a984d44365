import base64

from odoo import models

LETTER = "ais_sales.ais_dunning_letter_action"
ACT = "ais_sales.ais_reconciliation_act_report"


class DunningNotice(models.Model):
    """Sending: what has been paid, disputed or paused since is left out at the last moment."""

    _inherit = "ais.dunning.notice"

    def _send_or_ask(self):
        """Send what needs no approval, and tell who approves the rest."""
        waiting = self.filtered("level_id.needs_approval")
        (self - waiting)._send()
        waiting._ask_approval()

    def _ask_approval(self):
        notices = []
        for notice in self:
            heads = self._staff_of("head", notice.company_id)
            approvers = heads.filtered("crm_team_ids") or heads
            notices.append(
                (
                    notice,
                    approvers[:1],
                    self.env._("Approve: %s", notice.level_id.name),
                    notice.client_id.display_name,
                    notice.company_id.ais_today(),
                ),
            )
        self._notify_staff(notices)

    def _send(self):
        """Send reminders, each to one client, after a last look at its invoices.

        The invoices stay locked until the commit: a payment that comes at this very moment
        either is seen here or waits.
        """
        for notice in self.exists():
            notice._recheck()
            if notice.state == "cancelled":
                continue
            notice._deliver()

    def _recheck(self):
        """Leave out what need not be reminded of any more; cancel when nothing is left."""
        lines = self.line_ids.filtered(lambda line: not line.is_void)
        self.env.flush_all()
        locked = lines.move_id.try_lock_for_update()
        self.env.invalidate_all()
        due = {row["move_id"]: row for row in self._open_now(locked.ids)}
        gone = lines.filtered(lambda line: line.move_id.id not in due)
        gone.is_void = True
        kept = lines - gone
        for line in kept:
            row = due[line.move_id.id]
            penalty = self._penalty_vals(self.company_id, self.level_id, row["amount"], row["days"])
            line.write({"amount": row["amount"], "days": row["days"], **penalty})
        self.write({"amount": sum(kept.mapped("amount")), "penalty": sum(kept.mapped("penalty"))})
        if not kept:
            self._cancel(self.env._("Paid, disputed or paused since"))

    def _open_now(self, move_ids):
        """What of these invoices is still to be reminded of: money, dispute, pause, promise."""
        client = self.client_id
        today = self.company_id.ais_today()
        if client.ais_debt_pause_until and client.ais_debt_pause_until >= today:
            return []
        promised = self.env["ais.debt.contact"].search_count(
            [
                ("client_id", "=", client.id),
                ("company_id", "=", self.company_id.id),
                ("promise_state", "=", "open"),
                ("promise_date", ">=", today),
            ],
            limit=1,
        )
        if promised:
            return []
        rows = (
            self.env["ais.receivable"]
            .with_company(self.company_id)
            .search(
                [
                    ("client_id", "=", client.id),
                    ("company_id", "=", self.company_id.id),
                ],
            )
        )
        credit = -sum(rows.filtered(lambda row: row.bucket == "credit").mapped("amount"))
        overdue = rows.filtered("days_overdue")
        if sum(overdue.mapped("amount")) <= credit:
            # paid, only not matched yet
            return []
        found = {}
        for row in overdue.filtered(lambda row: row.move_id.id in move_ids and not row.is_disputed):
            entry = found.setdefault(
                row.move_id.id,
                {"move_id": row.move_id.id, "amount": 0.0, "days": 0},
            )
            entry["amount"] += row.amount
            entry["days"] = max(entry["days"], row.days_overdue)
        return list(found.values())

    def _deliver(self):
        level = self.level_id
        if level.mail_template_id and not self.addressee_id:
            self.write({"state": "failed", "failure": self.env._("The client has no e-mail")})
            self._tell_no_address()
            return
        if day := self._lacks_rates():
            self.write(
                {
                    "state": "failed",
                    "failure": self.env._(
                        "No key rate of the Bank of Russia is known for %s: enter it under"
                        " Money, Key rates, and send again.",
                        day.strftime("%d.%m.%Y"),
                    ),
                },
            )
            return
        if level.has_act:
            self.act_id = self.env["ais.reconciliation.act"]._make_for_notice(self)
        if level.mail_template_id:
            mail_ids = level.mail_template_id.send_mail_batch(
                self.ids,
                email_values={"attachment_ids": self._attachments()},
            )
            self.mail_id = mail_ids[:1]
            self.mail_message_id = self.mail_id.mail_message_id
        self.write({"state": "sent", "failure": False})
        self._plan_activity()

    def _attachments(self):
        """Ids of the PDF files that go with the letter."""
        files = []
        if self.level_id.has_letter:
            files.append((LETTER, self, self.env._("Claim %s.pdf", self.name)))
            files += self._invoice_files()
        if self.act_id:
            files.append((ACT, self.act_id, self.env._("Act %s.pdf", self.act_id.name)))
        attachments = self.env["ir.attachment"]
        for report, records, name in files:
            content, _kind = self.env["ir.actions.report"]._render_qweb_pdf(report, records.ids)
            attachments |= attachments.create(
                {
                    "name": name.replace("/", "-"),
                    "datas": base64.b64encode(content),
                    "res_model": self._name,
                    "res_id": self.id,
                },
            )
        return attachments.ids

    def _invoice_files(self):
        """Copies of the unpaid invoices, as they are printed for the client: one file of a layout.

        :return: list of (report, account.move, name of the file)
        """
        moves = self.line_ids.filtered(lambda line: not line.is_void).move_id
        layouts = moves.grouped(self.env["account.move.send"]._get_default_pdf_report_id)
        return [
            (layout.report_name, own, self.env._("Invoices of the claim %s.pdf", self.name))
            for layout, own in layouts.items()
        ]

    def _plan_activity(self):
        level = self.level_id
        if not level.activity_role:
            return
        if level.activity_role == "specialist":
            users = self.client_id.user_id or self.user_id
        else:
            staff = self._staff_of(level.activity_role, self.company_id)
            users = (staff.filtered("crm_team_ids") or staff)[:1]
        activity = level.activity_type_id.get_external_id().get(level.activity_type_id.id)
        note = self.env._(
            "%(client)s: overdue %(amount)s, reminder %(number)s",
            client=self.client_id.display_name,
            amount=self.currency_id.format(self.amount),
            number=self.name,
        )
        summary = level.activity_summary or level.name
        self._notify_staff(
            [(self.client_id, users, summary, note, self.company_id.ais_working_day(1))],
            activity or "ais_sales.mail_activity_debt",
        )

    def _tell_no_address(self):
        summary = self.env._("No e-mail: the reminder was not sent")
        users = self.client_id.user_id or self.user_id
        day = self.company_id.ais_today()
        self._notify_staff([(self.client_id, users, summary, self.level_id.name, day)])
