from odoo import api, fields, models
from odoo.exceptions import ValidationError

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
    version = fields.Integer(
        default=1,
        readonly=True,
        tracking=True,
        help="Grows with each new version that is prepared.",
    )
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
    reminded_on = fields.Date(
        "Client reminded on",
        readonly=True,
        help="When the client's coordinator was last reminded of it.",
    )
    is_done = fields.Boolean(
        "In order",
        compute="_compute_turn",
        store=True,
        precompute=True,
        help="What the checklist asks for has been reached: sent, signed copy or original.",
    )
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
