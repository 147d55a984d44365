from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .document_type import GOALS, PREPARERS

DOCUMENT_STATES = [
    ("to_prepare", "To prepare"),
    ("sent", "Sent"),
    ("signed", "Signed copy"),
    ("original", "Original received"),
    ("not_needed", "Not needed"),
]
# how far a document has come
STEP = {"to_prepare": 0, "sent": 1, "signed": 2, "original": 3}
# the date that each step leaves
STEP_DATES = {"sent": "sent_on", "signed": "signed_on", "original": "received_on"}


class OrderDocument(models.Model):
    """A document that a corporate order needs: where it is and whose turn it is (2.22)."""

    _name = "ais.order.document"
    _description = "Document of a corporate order"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.system.fields.mixin",
    ]
    _ais_guards_computed = True
    _order = "order_id, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    order_id = fields.Many2one(
        "ais.corporate.order",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    type_id = fields.Many2one("ais.document.type", required=True, index=True, ondelete="restrict")
    sequence = fields.Integer(related="type_id.sequence", store=True)
    group_id = fields.Many2one(
        "ais.course.group",
        "Of group",
        index="btree_not_null",
        check_company=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(related="order_id.partner_id", store=True, string="Client")
    is_personal = fields.Boolean(related="type_id.is_personal", store=True)
    user_id = fields.Many2one(
        related="order_id.user_id", store=True, string="Specialist", index=True
    )
    order_state = fields.Selection(related="order_id.state", string="Stage of the order")
    is_from_checklist = fields.Boolean(
        readonly=True, copy=False, help="Made by the checklist and not by hand."
    )
    is_required = fields.Boolean("Required", default=True)
    prepared_by = fields.Selection(PREPARERS, required=True, default="specialist")
    goal = fields.Selection(GOALS, "Done when", required=True, default="original")
    deadline = fields.Date(
        compute="_compute_deadline",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
    )
    # where it is
    state = fields.Selection(
        DOCUMENT_STATES,
        required=True,
        default="to_prepare",
        index=True,
        tracking=True,
        group_expand=True,
    )
    not_needed_reason = fields.Char("Why it is not needed", tracking=True)
    version = fields.Integer(default=1, readonly=True, tracking=True)
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "ais_order_document_attachment_rel",
        "document_id",
        "attachment_id",
        "Files",
        bypass_search_access=True,
    )
    number = fields.Char("Number and date", help="As printed on the document.")
    sent_on = fields.Date()
    sent_by_id = fields.Many2one("res.users", "Sent by", readonly=True)
    signed_on = fields.Date("Signed copy on")
    received_on = fields.Date("Original on")
    reminded_on = fields.Date("Client reminded on", readonly=True)
    is_done = fields.Boolean("In order", compute="_compute_turn", store=True, precompute=True)
    turn = fields.Selection(
        PREPARERS,
        "Whose turn",
        compute="_compute_turn",
        store=True,
        precompute=True,
        index=True,
        help="Who has to do the next step: prepare it, or sign it and send it back.",
    )
    is_overdue = fields.Boolean(compute="_compute_is_overdue", search="_search_is_overdue")

    _reason_given = models.Constraint(
        "CHECK (state != 'not_needed' OR not_needed_reason IS NOT NULL)",
        "Say why the document is not needed.",
    )
    _once = models.UniqueIndex(
        "(order_id, type_id, group_id) WHERE group_id IS NOT NULL",
        "The group has this document already.",
    )
    _open_idx = models.Index("(company_id, deadline) WHERE is_done IS NOT TRUE")

    @api.depends(
        "type_id",
        "order_id.contract_date",
        "order_id.date_start",
        "order_id.date_end",
        "group_id.date_start",
        "group_id.date_end",
    )
    def _compute_deadline(self):
        for document in self:
            kind, order, group = document.type_id, document.order_id, document.group_id
            day = {
                "order": order.create_date and order.create_date.date(),
                "start": (group or order).date_start,
                "end": (group or order).date_end,
            }.get(kind.deadline_basis)
            if not day and kind.deadline_basis == "order":
                day = fields.Date.context_today(document)
            if day and kind.deadline_days:
                day = (order.company_id or self.env.company).ais_working_day(
                    kind.deadline_days, day
                )
            document.deadline = day or document.deadline

    @api.depends("state", "goal", "prepared_by")
    def _compute_turn(self):
        for document in self:
            state = document.state
            step = STEP.get(state, 0)
            document.is_done = state == "not_needed" or step >= STEP.get(document.goal, 3)
            if document.is_done:
                document.turn = False
            else:
                document.turn = document.prepared_by if state == "to_prepare" else "client"

    @api.depends("deadline", "is_done")
    @api.depends_context("uid")
    def _compute_is_overdue(self):
        for document in self:
            today = (document.company_id or self.env.company).ais_today()
            document.is_overdue = bool(
                not document.is_done and document.deadline and document.deadline < today,
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company.ais_today()
        overdue = [
            ("is_done", "=", False),
            ("deadline", "<", today),
            ("order_id.state", "not in", ("closed", "cancelled")),
        ]
        if set(value) == {True}:
            return overdue
        return ["!", "&", "&", *overdue]

    @api.onchange("type_id")
    def _onchange_type_id(self):
        kind = self.type_id
        if kind:
            self.name = kind.name
            self.goal, self.prepared_by = kind.goal, kind.prepared_by
            self.is_required = kind.is_required

    @api.constrains("state", "is_required", "not_needed_reason")
    def _check_not_needed(self):
        for document in self:
            if document.state != "not_needed":
                continue
            if not (document.not_needed_reason or "").strip():
                raise ValidationError(
                    self.env._("%s: say why the document is not needed.", document.display_name),
                )

    @api.constrains("sent_on", "signed_on", "received_on")
    def _check_dates(self):
        for document in self:
            today = document.company_id.ais_today()
            dates = [
                day for day in (document.sent_on, document.signed_on, document.received_on) if day
            ]
            if any(day > today for day in dates):
                raise ValidationError(
                    self.env._(
                        "%s: it cannot have been sent or received in the future.",
                        document.display_name,
                    ),
                )
            if dates != sorted(dates):
                raise ValidationError(
                    self.env._(
                        "%s: a document is sent before its signed copy comes, and the original"
                        " comes last.",
                        document.display_name,
                    ),
                )

    @api.depends("name", "order_id")
    def _compute_display_name(self):
        for document in self:
            document.display_name = f"{document.name}, {document.order_id.name}"

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "version",
            "sent_by_id",
            "reminded_on",
            "is_from_checklist",
        }

    @api.model_create_multi
    def create(self, vals_list):
        kinds = self.env["ais.document.type"].browse(
            {vals["type_id"] for vals in vals_list if vals.get("type_id")},
        )
        for vals in vals_list:
            kind = kinds.browse(vals.get("type_id"))
            if kind:
                vals.setdefault("name", kind.name)
                vals.setdefault("is_required", kind.is_required)
                vals.setdefault("prepared_by", kind.prepared_by)
                vals.setdefault("goal", kind.goal)
        # a checklist of a dozen gets no "created" message each
        documents = super(
            OrderDocument, self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        ).create(vals_list)
        documents = documents.with_env(self.env)
        documents._check_open()
        documents._check_new()
        documents._own_files()
        return documents

    def write(self, vals):
        if vals.keys() - {"reminded_on"}:
            self._check_open()
        if {"order_id", "type_id", "group_id"} & vals.keys() and not self.env.su:
            raise UserError(
                self.env._("Whose document it is stays as it is. Add another one instead."),
            )
        self._check_lifting(vals)
        turns = {document.id: document.turn for document in self}
        result = super().write(self._dated(vals))
        if vals.get("state") == "sent":
            # sudo: noted by the system
            self.sudo().sent_by_id = self.env.user
        if {"state", "goal", "prepared_by"} & vals.keys():
            turned = self.filtered(lambda one: turns[one.id] != one.turn)
            turned._end_tasks()
            turned._give_urgent_tasks()
            self.order_id._follow_documents()
        if "attachment_ids" in vals:
            self._own_files()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed(self):
        self._check_open()
        for document in self.filtered("is_required"):
            document._refuse_lifting()

    def action_next(self):
        """Note that the documents have come a step further: sent, signed copy, original."""
        order = ["to_prepare", "sent", "signed", "original"]
        for state, documents in self.filtered(lambda one: not one.is_done).grouped("state").items():
            documents.state = order[order.index(state) + 1]

    def action_received(self):
        """Note that the originals have come."""
        self.filtered(lambda one: one.state != "not_needed").state = "original"

    def action_new_version(self):
        """Begin anew with a next version: the former one stays among the files (2.22)."""
        for document in self:
            document.state = "to_prepare"
            # sudo: counted by the system
            document.sudo().write({"version": document.version + 1, "sent_by_id": False})

    def _dated(self, vals):
        """A step leaves its date, and a step back takes the later dates away."""
        state = vals.get("state")
        if state not in STEP:
            return vals
        vals = dict(vals)
        today = self.company_id[:1].ais_today() if self.company_id else self.env.company.ais_today()
        if state in STEP_DATES and not vals.get(STEP_DATES[state]):
            vals[STEP_DATES[state]] = today
        for later, name in STEP_DATES.items():
            if STEP[later] > STEP[state]:
                vals[name] = False
        if "not_needed_reason" not in vals:
            vals["not_needed_reason"] = False
        return vals

    def _check_open(self):
        """A closed order's documents stay as they are.

        :raise UserError: names the order
        """
        for order in self.order_id:
            if order.state in ("closed", "cancelled") and not self.env.su:
                raise UserError(
                    self.env._(
                        "Order %s is closed, its documents stay as they are. Reopen it first.",
                        order.display_name,
                    ),
                )

    def _check_lifting(self, vals):
        """Whether a required document is asked for, and in which form, is the head's to say.

        :raise UserError: names the document
        """
        lowered = "goal" in vals and (lambda one: STEP[vals["goal"]] < STEP[one.goal])
        lifted = vals.get("state") == "not_needed" or vals.get("is_required") is False
        for document in self.filtered("is_required"):
            if lifted or (lowered and lowered(document)):
                document._refuse_lifting()

    def _check_new(self):
        """A new document asks for no less than its type says.

        :raise UserError: names the document
        """
        for document in self:
            kind = document.type_id
            lower = not document.is_required or document.state == "not_needed"
            if kind.is_required and (lower or STEP[document.goal] < STEP[kind.goal]):
                document._refuse_lifting()

    def _refuse_lifting(self):
        if self.env.su or self.env.user.has_group("ais_sales.group_head"):
            return
        raise UserError(
            self.env._(
                "%s is required. That it is not needed, or needed in another form, is decided by"
                " the head of sales.",
                self.display_name,
            ),
        )

    def _own_files(self):
        """Files that the user has just uploaded belong to the document, so that whoever may read
        it may read them.
        """
        for document in self:
            # sudo: only the user's own uploads that belong to nothing yet
            document.attachment_ids.sudo().filtered(
                lambda file: not file.res_id and file.create_uid == self.env.user,
            ).write({"res_model": self._name, "res_id": document.id})
