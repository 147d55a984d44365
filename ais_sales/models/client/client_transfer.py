from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

REASONS = [
    ("workload", "Workload"),
    ("dismissal", "Dismissal"),
    ("vacation", "Vacation"),
    ("illness", "Illness"),
    ("conflict", "Conflict of interest"),
    ("client", "Client's wish"),
    ("other", "Other"),
]
# what is agreed on; fixed once the clients have moved
TERMS = {"user_id", "new_user_id", "is_all", "partner_ids", "reason", "date_return"}
# written by the buttons
OUTCOME = {"state", "approved_by_id", "approved_at", "moved", "moved_ids", "name"}


class ClientTransfer(models.Model):
    """Clients of one specialist go to another, with everything that is open, by the head's
    approval (2.9).
    """

    _name = "ais.client.transfer"
    _description = "Transfer of clients"
    _inherit = ["mail.thread", "mail.activity.mixin", "ais.notice.mixin"]
    _order = "id desc"

    name = fields.Char("Number", readonly=True, copy=False, default="/")
    user_id = fields.Many2one(
        "res.users",
        "From",
        required=True,
        tracking=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        context={"active_test": False},
    )
    new_user_id = fields.Many2one(
        "res.users",
        "To",
        required=True,
        tracking=True,
        domain="[('share', '=', False), ('id', '!=', user_id)]",
    )
    is_all = fields.Boolean(
        "All clients",
        help="All clients of the specialist, and his inquiries without a client.",
    )
    partner_ids = fields.Many2many(
        "res.partner",
        string="Clients",
        domain="[('user_id', '=', user_id), ('parent_id', '=', False)]",
        copy=False,
    )
    reason = fields.Selection(
        REASONS,
        required=True,
        default="workload",
        tracking=True,
        help="Stays in the history of each client.",
    )
    date_return = fields.Date(
        "Back on",
        tracking=True,
        help="On this day the clients go back to who kept them.",
    )
    note = fields.Text("Explanation")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To be approved"),
            ("done", "Done"),
            ("returned", "Returned"),
            ("rejected", "Rejected"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    approved_by_id = fields.Many2one("res.users", "Decided by", readonly=True, copy=False)
    approved_at = fields.Datetime("Decided at", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    # what moves: counted before, kept after
    client_count = fields.Integer("Clients to move", compute="_compute_counts")
    lead_count = fields.Integer("Open inquiries", compute="_compute_counts")
    order_count = fields.Integer("Open orders", compute="_compute_counts")
    agreement_count = fields.Integer("Agreed contacts", compute="_compute_counts")
    moved = fields.Json(readonly=True, copy=False)
    moved_ids = fields.Json(
        "Moved records",
        readonly=True,
        copy=False,
        help="Ids by model: exactly these go back.",
    )

    _users_differ = models.Constraint(
        "CHECK (user_id != new_user_id)",
        "Clients go to another specialist.",
    )

    # -- what moves

    def _part_domains(self):
        """What moves: a domain for each kind of record, by the count field that shows it.

        :return: dict {count field: (model name, domain)}; the salesperson is `user_id` in all
        """
        self.ensure_one()
        clients = self._clients()
        own = [("user_id", "=", self.user_id.id)]

        def of_clients(path):
            return [] if self.is_all else [(path, "in", clients.ids)]

        commercial = "partner_id.commercial_partner_id"
        return {
            "client_count": ("res.partner", [("id", "in", clients.ids)]),
            "contact_count": (
                "res.partner",
                [*own, ("parent_id", "!=", False), *of_clients("commercial_partner_id")],
            ),
            "lead_count": (
                "crm.lead",
                [*own, ("won_status", "=", "pending"), *of_clients(commercial)],
            ),
            "order_count": (
                "sale.order",
                [
                    *own,
                    ("state", "in", ("draft", "sent", "sale")),
                    ("invoice_status", "!=", "invoiced"),
                    *of_clients(commercial),
                ],
            ),
            "agreement_count": (
                "ais.contact.agreement",
                [*own, ("state", "=", "planned"), *of_clients("partner_id")],
            ),
        }

    def _clients(self):
        """The clients that move."""
        if not self.is_all:
            # who has gone to somebody else meanwhile is not the giver's any more
            return self.partner_ids.filtered(lambda client: client.user_id == self.user_id)
        return self.env["res.partner"].search(
            [("user_id", "=", self.user_id.id), ("parent_id", "=", False)],
        )

    @api.depends("user_id", "is_all", "partner_ids", "state")
    def _compute_counts(self):
        for transfer in self:
            counts = transfer.moved or {}
            if not transfer.moved and transfer.user_id:
                counts = transfer._count_parts()
            for name in self._count_fields():
                transfer[name] = counts.get(name, 0)

    @api.model
    def _count_fields(self):
        return [name for name, field in self._fields.items() if field.compute == "_compute_counts"]

    def _count_parts(self):
        everything = self.env(su=True)  # sudo: who asks is told how much moves, not what
        return {
            name: everything[model].search_count(domain)
            for name, (model, domain) in self._part_domains().items()
        }

    # -- the way of a transfer

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not vals.get("name") or vals["name"] == "/":
                vals["name"] = self.env["ir.sequence"].next_by_code("ais.client.transfer") or "/"
            vals.update(state="draft", approved_by_id=False, approved_at=False, moved=False)
            vals["moved_ids"] = False
        return super().create(vals_list)

    @api.constrains("partner_ids", "user_id", "state", "is_all")
    def _check_clients(self):
        for transfer in self.filtered(lambda one: one.state in ("draft", "submitted")):
            # sudo: whose a client is may not be hidden from the check
            strange = transfer.sudo().partner_ids.filtered(
                lambda client, owner=transfer.user_id: client.user_id != owner,
            )
            if strange and not transfer.is_all:
                raise ValidationError(
                    self.env._(
                        "“%(client)s” is not kept by %(user)s. A transfer moves clients of one"
                        " specialist.",
                        client=strange[0].display_name,
                        user=transfer.user_id.name,
                    ),
                )

    @api.constrains("new_user_id")
    def _check_new_user(self):
        for transfer in self:
            if not transfer.new_user_id.has_group("ais_sales.group_specialist"):
                raise ValidationError(
                    self.env._(
                        "%s does not work with clients: clients go to a sales specialist.",
                        transfer.new_user_id.name,
                    ),
                )

    @api.constrains("date_return")
    def _check_date_return(self):
        for transfer in self:
            if transfer.date_return and transfer.date_return <= fields.Date.context_today(self):
                raise ValidationError(
                    self.env._("The day of return of %s lies in the past.", transfer.name),
                )

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

    def write(self, vals):
        if not self.env.su:
            if vals.keys() & OUTCOME:
                raise AccessError(
                    self.env._("The state of a transfer changes by its buttons only."),
                )
            # what the head was asked for is changed by the head only
            is_head = self.env.user.has_group("ais_sales.group_head")
            for transfer in self:
                if vals.keys() & TERMS:
                    transfer._check_state("draft", *(["submitted"] if is_head else []))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        if any(transfer.state in ("done", "returned") for transfer in self):
            raise UserError(self.env._("A transfer that has taken place stays in the history."))
