from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class ClientTransfer(models.Model):
    """The way of a transfer: asked for, approved by the head, given back (2.9)."""

    _inherit = "ais.client.transfer"

    def action_submit(self):
        """Ask the head for approval.

        :raise UserError: when there is nothing to move
        """
        for transfer in self:
            transfer._check_state("draft")
            if not transfer._clients() and not transfer.lead_count:
                raise UserError(self.env._("There is nothing to move: choose the clients first."))
        self._set_state("submitted")
        self._notify_staff(
            [
                (
                    transfer,
                    transfer._heads(),
                    self.env._("Approve the transfer of clients"),
                    "",
                    None,
                )
                for transfer in self
            ],
        )

    def _heads(self):
        """Who approves: the leaders of the specialist's teams, else all heads."""
        # sudo: who leads which team is not for a specialist to read
        leaders = self.sudo().user_id.crm_team_member_ids.crm_team_id.user_id
        return leaders or self._staff_of("head", self.company_id)

    def action_approve(self):
        """Move the clients and everything of theirs that is open, all or nothing.

        :raise AccessError: when it is not the head who approves
        """
        self._check_head()
        for transfer in self:
            transfer._check_state("draft", "submitted")
            if not transfer.new_user_id.active:
                raise UserError(
                    self.env._("%s does not work here any more.", transfer.new_user_id.name),
                )
            clients = transfer._clients()
            left = transfer.partner_ids - clients
            moved = transfer._count_parts()
            moved_ids = transfer._move(clients)
            # sudo: the outcome is written by the actions only, see write()
            transfer.sudo().write(
                {
                    "moved": moved,
                    "moved_ids": moved_ids,
                    "partner_ids": clients.ids,
                    **transfer._state_vals("done"),
                },
            )
            if left:
                transfer._message_log(
                    body=self.env._(
                        "Not moved, kept by somebody else meanwhile: %s",
                        ", ".join(left.mapped("display_name")),
                    ),
                )
        self.activity_unlink(["mail.mail_activity_data_todo"], only_automated=False)

    def action_approve_shown(self):
        """Approve the transfer with a bar that shows how far it has come."""
        self.ensure_one()
        self._check_head()
        return {
            "type": "ir.actions.client",
            "tag": "ais_progress",
            "target": "new",
            "name": self.env._("Moving clients"),
            "params": {"model": self._name, "method": "approve_step", "id": self.id},
        }

    def approve_step(self):
        """Approve the transfer in one transaction, for the progress bar.

        :return: dict with `done`, `total`, `finished` and `action`
        """
        self.ensure_one()
        self.action_approve()
        total = sum((self.moved or {}).values())
        action = {"type": "ir.actions.client", "tag": "soft_reload"}
        return {"done": total, "total": total, "finished": True, "action": action}

    def action_reject(self):
        """Refuse the transfer; nothing moves."""
        self._check_head()
        for transfer in self:
            transfer._check_state("submitted", "draft")
        self._set_state("rejected")
        self.activity_unlink(["mail.mail_activity_data_todo"], only_automated=False)

    def action_draft(self):
        """Take a refused or submitted transfer back for changes."""
        for transfer in self:
            transfer._check_state("submitted", "rejected")
        self._set_state("draft")

    def action_return(self):
        """Give the clients of a temporary transfer back now."""
        self._check_head()
        self._return()

    @api.model
    def _cron_return(self):
        """Give clients back on the day agreed on."""
        due = self.search(
            [("state", "=", "done"), ("date_return", "<=", fields.Date.context_today(self))],
        )
        for number, transfer in enumerate(due, 1):
            if transfer.user_id.active:
                transfer._return()
            else:
                transfer._ask_where_to()
            self.env["ir.cron"]._commit_progress(1, remaining=len(due) - number)

    def _ask_where_to(self):
        """Who was to get the clients back has gone: the head decides, once."""
        notices = self.env._("%s does not work here any more.", self.user_id.name)
        self._in_staff_language()._notify_staff([(self, self._heads(), notices, "", None)])
        self.date_return = False

    def _return(self):
        for transfer in self:
            transfer._check_state("done")
            if not transfer.user_id.active:
                raise UserError(
                    self.env._("%s does not work here any more.", transfer.user_id.name),
                )
            transfer._move_back()
        self._set_state("returned")

    def _check_head(self):
        if not self.env.su and not self.env.user.has_group("ais_sales.group_head"):
            raise AccessError(self.env._("Transfers of clients are approved by the head of sales."))

    def _check_state(self, *states):
        if self.state not in states:
            raise UserError(
                self.env._(
                    "Transfer %(name)s is in the state “%(state)s”: this is not possible any more.",
                    name=self.name,
                    state=dict(self._fields["state"]._description_selection(self.env))[self.state],
                ),
            )

    def _set_state(self, state):
        self.check_access("write")
        # sudo: the state is written by the actions only, see write()
        self.sudo().write(self._state_vals(state))

    def _state_vals(self, state):
        vals = {"state": state}
        if state in ("done", "rejected"):
            vals.update(approved_by_id=self.env.uid, approved_at=fields.Datetime.now())
        return vals
