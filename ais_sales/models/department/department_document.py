from odoo import Command, api, fields, models


class DepartmentDocument(models.Model):
    """A paper by which the department works: approved by the director, known to everybody whom it
    concerns (3.3, 3.4).
    """

    _name = "ais.department.document"
    _description = "Document of the department"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.system.fields.mixin",
    ]
    _order = "kind, name, version desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    # what
    name = fields.Char(required=True, tracking=True)
    kind = fields.Selection(
        [
            ("regulation", "Regulation"),
            ("job_description", "Job description"),
            ("rules", "Rules"),
            ("other", "Other"),
        ],
        "Kind of document",
        required=True,
        default="rules",
        tracking=True,
    )
    version = fields.Integer(default=1, readonly=True, copy=False, tracking=True)
    previous_id = fields.Many2one(
        "ais.department.document",
        "Previous version",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "ais_department_document_attachment_rel",
        "document_id",
        "attachment_id",
        "Files",
        bypass_search_access=True,
        copy=False,
    )
    changes = fields.Text("What is new", copy=False)
    # whom it concerns
    audience = fields.Selection(
        [
            ("all", "The whole department"),
            ("specialist", "Sales specialists"),
            ("head", "Head of sales"),
        ],
        "Concerns",
        required=True,
        default="all",
        tracking=True,
        help="Whom the document concerns: they are asked to acknowledge it.",
    )
    # the director's approval
    state = fields.Selection(
        [("draft", "Draft"), ("approved", "In force"), ("replaced", "Replaced")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    order_number = fields.Char("Order no.", copy=False)
    valid_from = fields.Date(
        "In force from",
        copy=False,
        tracking=True,
        help="From when it holds; the day of the approval when empty.",
    )
    approved_by_id = fields.Many2one("res.users", "Approved by", readonly=True, copy=False)
    approved_on = fields.Date("Date of approval", readonly=True, copy=False, tracking=True)
    # who knows it
    acknowledgement_ids = fields.One2many(
        "ais.department.acknowledgement",
        "document_id",
        "Acknowledgements",
        readonly=True,
    )
    acknowledged_count = fields.Integer("Acknowledged", compute="_compute_counts")
    pending_count = fields.Integer(
        "Not acknowledged",
        compute="_compute_counts",
        help="Employees whom it concerns and who have not acknowledged it.",
    )
    is_pending = fields.Boolean(
        "To be acknowledged by me",
        compute="_compute_is_pending",
        search="_search_is_pending",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )

    _one_next = models.UniqueIndex(
        "(previous_id) WHERE previous_id IS NOT NULL",
        "This version has a next one already.",
    )

    def _compute_counts(self):
        counts = {}
        # sudo: how many know it, not who
        for document, is_done, count in (
            self.env["ais.department.acknowledgement"]
            .sudo()
            ._read_group(
                [("document_id", "in", self.ids)],
                ["document_id", "is_done"],
                ["__count"],
            )
        ):
            counts[document.id, is_done] = count
        for document in self:
            document.acknowledged_count = counts.get((document.id, True), 0)
            document.pending_count = counts.get((document.id, False), 0)

    @api.depends_context("uid")
    def _compute_is_pending(self):
        pending = self.search([("is_pending", "=", True), ("id", "in", self.ids)])
        for document in self:
            document.is_pending = document in pending

    @api.model
    def _search_is_pending(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = [("user_id", "=", self.env.uid), ("is_done", "=", False)]
        return [("state", "=", "approved"), ("acknowledgement_ids", "any", mine)]

    @api.depends("name", "version")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for document in self:
            document.display_name = (
                self.env._(
                    "%(name)s, version %(version)s", name=document.name, version=document.version
                )
                if document.version > 1
                else document.name
            )

    @api.model
    def _ais_system_fields(self):
        system = {"version", "previous_id", "state", "approved_by_id", "approved_on"}
        return super()._ais_system_fields() | system | {"acknowledgement_ids"}

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents._own_files()
        return documents

    def write(self, vals):
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._own_files()
        return result

    def _own_files(self):
        """Who may read the document may read its files."""
        for document in self:
            # sudo: only the user's own uploads that belong to nothing yet
            files = document.attachment_ids.sudo()
            own = files.filtered(
                lambda file: not file.res_id and file.create_uid == self.env.user,
            )
            own.write({"res_model": self._name, "res_id": document.id})
            # a file of another record is kept as a copy: who changes that one changes not this
            for file in files.filtered(
                lambda file, document=document: (
                    (file.res_model, file.res_id) != (self._name, document.id)
                ),
            ):
                copy = file.copy({"res_model": self._name, "res_id": document.id})
                document.write(
                    {"attachment_ids": [Command.unlink(file.id), Command.link(copy.id)]},
                )
