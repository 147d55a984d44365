from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ..catalogue.system_fields_mixin import BY_SYSTEM
from .issued_document_kind import FRDO_KINDS, HANDED_HOW, KINDS, REPLACE_REASONS


class IssuedDocument(models.Model):
    """A document that the training centre gives a trainee (2.24, 273-ФЗ, ст. 60)."""

    _name = "ais.issued.document"
    _description = "Issued document"
    _inherit = ["mail.thread", "ais.system.fields.mixin"]
    _order = "date desc, id desc"
    _rec_name = "name"
    _rec_names_search = ["name", "number", "registration_number"]
    _check_company_auto = True

    trainee_id = fields.Many2one(
        "ais.trainee", required=True, index=True, ondelete="restrict", check_company=True
    )
    kind = fields.Selection(KINDS, "Document", required=True, index=True)
    # as printed; not tracked, see 152-ФЗ
    name = fields.Char(
        "Full name", compute="_compute_name", store=True, precompute=True, index="trigram"
    )
    last_name = fields.Char(
        "Surname", compute="_compute_person", store=True, readonly=False, precompute=True
    )
    first_name = fields.Char(compute="_compute_person", store=True, readonly=False, precompute=True)
    middle_name = fields.Char(
        "Patronymic", compute="_compute_person", store=True, readonly=False, precompute=True
    )
    series = fields.Char(tracking=True, copy=False)
    number = fields.Char(required=True, tracking=True, copy=False, index="trigram")
    registration_number = fields.Char(
        "Registration No.",
        required=True,
        tracking=True,
        copy=False,
        index="trigram",
        help="Number in the register book; given by the system when the document is issued.",
    )
    date = fields.Date("Issued on", required=True, index=True, tracking=True, copy=False)
    hours = fields.Float(
        "Academic hours",
        compute="_compute_training",
        store=True,
        readonly=False,
        precompute=True,
        digits=(16, 1),
        help="Of the course; for a statement those that the person has attended.",
    )
    # the training as it was at the issue, whatever becomes of the booking later
    group_id = fields.Many2one(
        "ais.course.group",
        compute="_compute_training",
        store=True,
        precompute=True,
        index=True,
        ondelete="restrict",
    )
    course_id = fields.Many2one(
        "ais.course",
        compute="_compute_training",
        store=True,
        precompute=True,
        index=True,
        ondelete="restrict",
    )
    course_name = fields.Char(
        "Programme", compute="_compute_training", store=True, readonly=False, precompute=True
    )
    date_start = fields.Date(
        "Training from", compute="_compute_training", store=True, readonly=False, precompute=True
    )
    date_end = fields.Date(
        "Training until", compute="_compute_training", store=True, readonly=False, precompute=True
    )
    employer_id = fields.Many2one(related="trainee_id.employer_id", store=True, index=True)
    corporate_order_id = fields.Many2one(
        related="trainee_id.corporate_order_id", store=True, index="btree_not_null"
    )
    user_id = fields.Many2one(related="trainee_id.user_id", store=True, string="Specialist")
    company_id = fields.Many2one(
        related="trainee_id.company_id", store=True, precompute=True, index=True
    )
    batch_id = fields.Many2one(
        "ais.form.batch",
        "Forms",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    # life
    state = fields.Selection(
        [("valid", "Valid"), ("spoilt", "Spoilt"), ("replaced", "Replaced")],
        required=True,
        default="valid",
        index=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    spoil_reason = fields.Char("Why spoilt", readonly=True, copy=False, tracking=True)
    is_duplicate = fields.Boolean(
        "Is a duplicate", compute="_compute_is_duplicate", store=True, precompute=True
    )
    original_id = fields.Many2one(
        "ais.issued.document",
        "Instead of",
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="The document that this duplicate replaces.",
    )
    replaced_by_ids = fields.One2many("ais.issued.document", "original_id", "Replaced by")
    replace_reason = fields.Selection(REPLACE_REASONS, "Why replaced", copy=False)
    is_original_destroyed = fields.Boolean("Original returned and destroyed", copy=False)
    # handed over
    handed_on = fields.Date("Handed over on", readonly=True, copy=False, index=True, tracking=True)
    handed_how = fields.Selection(HANDED_HOW, "How", readonly=True, copy=False, tracking=True)
    receiver = fields.Char("Received by", readonly=True, copy=False)
    track_number = fields.Char("Postal tracking No.", readonly=True, copy=False, tracking=True)
    scan = fields.Binary(attachment=True, copy=False)
    scan_name = fields.Char(copy=False)
    refresher_date = fields.Date(
        "Refresher due",
        compute="_compute_refresher_date",
        store=True,
        index="btree_not_null",
        help="When the training has to be repeated, by the term of the course.",
    )
    # ФИС ФРДО
    frdo_due_on = fields.Date(
        "ФИС ФРДО until",
        compute="_compute_frdo_due_on",
        store=True,
        index="btree_not_null",
        help="By this day the document is loaded into the register; the term is a setting of the"
        " company, to be verified against the rules in force.",
    )
    frdo_exported_on = fields.Datetime(
        "Exported for ФИС ФРДО",
        readonly=True,
        copy=False,
        tracking=True,
        help="When the document last went into a file for the register.",
    )
    frdo_exported_by_id = fields.Many2one("res.users", "Exported by", readonly=True, copy=False)

    _number_unique = models.UniqueIndex(
        "(company_id, kind, COALESCE(series, ''), number)",
        "A document of this kind with this series and number has been issued already.",
    )
    _registration_unique = models.UniqueIndex(
        "(company_id, kind, (EXTRACT(YEAR FROM date)), registration_number)",
        "This registration number has been given to another document of the year.",
    )
    _valid_unique = models.UniqueIndex(
        "(trainee_id) WHERE state = 'valid' AND kind IN ('certificate', 'diploma', 'attendance')",
        "The trainee has a valid document of this training already.",
    )
    _frdo_idx = models.Index("(frdo_due_on) WHERE frdo_exported_on IS NULL")
    _duplicate_ok = models.Constraint(
        "CHECK ((original_id IS NULL) = (replace_reason IS NULL) AND original_id != id)",
        "A duplicate names the document that it replaces, and why.",
    )
    _spoilt_ok = models.Constraint(
        "CHECK (state != 'spoilt' OR (spoil_reason IS NOT NULL AND handed_on IS NULL))",
        "A document is spoilt for a reason, and only while it has not been handed over.",
    )
    _handed_ok = models.Constraint(
        "CHECK (handed_on IS NULL OR (handed_on >= date AND handed_how IS NOT NULL))",
        "A document cannot be handed over before it is issued.",
    )

    @api.depends("last_name", "first_name", "middle_name")
    def _compute_name(self):
        for document in self:
            parts = (document.last_name, document.first_name, document.middle_name)
            document.name = " ".join(part for part in parts if part)

    @api.depends("trainee_id")
    def _compute_person(self):
        for document in self:
            for name in ("last_name", "first_name", "middle_name"):
                document[name] = document.trainee_id[name]

    @api.depends("trainee_id", "kind")
    def _compute_training(self):
        for document in self:
            trainee = document.trainee_id
            group = trainee.group_id
            document.group_id = group
            document.course_id = group.course_id
            document.course_name = group.course_id.name
            document.date_start = group.date_start
            document.date_end = group.date_end
            is_statement = document.kind == "reference"
            document.hours = trainee.hours_done if is_statement else trainee.hours_planned

    @api.depends("original_id")
    def _compute_is_duplicate(self):
        for document in self:
            document.is_duplicate = bool(document.original_id)

    @api.depends("date", "kind", "state", "course_id.refresher_months", "original_id.date")
    def _compute_refresher_date(self):
        for document in self:
            months = document.course_id.refresher_months
            # what a duplicate certifies is as old as the first document
            first = document._first()
            due = document.state == "valid" and document.kind != "reference" and months
            document.refresher_date = due and first.date + relativedelta(months=months)

    @api.depends("date", "kind", "state", "company_id.ais_frdo_days")
    def _compute_frdo_due_on(self):
        for document in self:
            is_due = document.kind in FRDO_KINDS and document.state == "valid" and document.date
            days = document.company_id.ais_frdo_days
            document.frdo_due_on = is_due and document.date + timedelta(days=days)

    @api.depends("kind", "series", "number", "name")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for document in self:
            document.display_name = self.env._(
                "%(name)s: %(kind)s %(number)s",
                name=document.name or "",
                kind=labels.get(document.kind, ""),
                number=document._full_number(),
            )

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        vals_list = self._ready_to_issue(vals_list)
        originals = self.browse([vals["original_id"] for vals in vals_list if vals["original_id"]])
        # first, since a trainee has one valid document
        originals._set_state("replaced")
        documents = super(
            IssuedDocument,
            self.with_context(
                mail_create_nolog=True, mail_create_nosubscribe=True, ais_clock=BY_SYSTEM
            ),
        ).create(vals_list)
        documents = documents.with_env(self.env)
        documents.batch_id._tell_few()
        return documents

    def _set_state(self, state, **vals):
        self.with_context(ais_clock=BY_SYSTEM).write({"state": state, **vals})
        # at once: one valid document per trainee, whatever the order of what is written later
        self.flush_recordset(["state"])

    def _first(self):
        """The very first document in the line of duplicates."""
        self.ensure_one()
        document = self
        while document.original_id:
            document = document.original_id
        return document

    def _full_number(self):
        self.ensure_one()
        return " ".join(part for part in (self.series, self.number) if part)
