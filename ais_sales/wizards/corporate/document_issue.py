from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.corporate.issued_document_kind import KINDS


class DocumentIssue(models.TransientModel):
    """Issue documents to many: whom it takes, whom it leaves out and why (2.24)."""

    _name = "ais.document.issue"
    _inherit = ["ais.window.mixin"]
    _description = "Issue documents"

    trainee_ids = fields.Many2many("ais.trainee", required=True)
    date = fields.Date(
        "Date of issue",
        required=True,
        default=lambda self: self.env.company.ais_today(),
        help="Not before the end of the training and not in the future.",
    )
    line_ids = fields.One2many(
        "ais.document.issue.line",
        "wizard_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    taken_count = fields.Integer("Documents", compute="_compute_counts")
    left_out_count = fields.Integer("Get no document", compute="_compute_counts")
    forms_note = fields.Char("Forms", compute="_compute_counts")

    @api.depends("trainee_ids")
    def _compute_line_ids(self):
        documents = self.env["ais.issued.document"]
        for wizard in self:
            trainees = wizard.trainee_ids._origin
            refusals = documents._refusals(trainees)
            warnings = documents._warnings(trainees)
            # those who get nothing stand last
            taken = trainees.filtered(lambda one, out=refusals: one not in out).sorted("name")
            lines = [
                {
                    "trainee_id": trainee.id,
                    "kind": documents._kind_for(trainee),
                    "is_ticked": trainee not in refusals,
                    "refusal": refusals.get(trainee),
                    "warning": trainee not in refusals and warnings.get(trainee),
                }
                for trainee in taken | trainees.sorted("name")
            ]
            wizard.line_ids = [fields.Command.clear(), *map(fields.Command.create, lines)]

    @api.depends("line_ids.is_ticked", "line_ids.refusal")
    def _compute_counts(self):
        for wizard in self:
            taken = wizard.line_ids.filtered(lambda line: line.is_ticked and not line.refusal)
            wizard.taken_count = len(taken)
            wizard.left_out_count = len(wizard.line_ids) - len(taken)
            wizard.forms_note = wizard._forms_left(taken)

    def _forms_left(self, lines):
        """How many forms there are for the documents, where they are taken from the pool."""
        labels = dict(lines._fields["kind"]._description_selection(self.env))
        company = lines.trainee_id.company_id[:1] or self.env.company
        left = dict(
            self.env["ais.form.batch"]._read_group(
                [("company_id", "=", company.id), ("state", "=", "open")], ["kind"], ["left:sum"]
            )
        )
        notes = [
            self.env._(
                "%(kind)s: %(wanted)s documents, %(left)s forms left",
                kind=labels[kind],
                wanted=len(of_kind),
                left=left.get(kind, 0),
            )
            for kind, of_kind in lines.grouped("kind").items()
            if company[f"ais_numbering_{kind}"] == "forms"
            or (company[f"ais_numbering_{kind}"] == "auto" and left.get(kind))
        ]
        return "; ".join(notes)

    def action_issue(self):
        """Issue the documents, all of them or none, and show them.

        :raise UserError: when nobody is left to issue to, or somebody is not entitled
        """
        self.ensure_one()
        lines = self.line_ids.filtered(lambda line: line.is_ticked and not line.refusal)
        if not lines:
            raise UserError(
                self.env._("Nobody here gets a document; the list says why for each person.")
            )
        documents = self.env["ais.issued.document"].create(
            [
                {"trainee_id": line.trainee_id.id, "kind": line.kind, "date": self.date}
                for line in lines
            ],
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_issued_document_action"
        )
        return {**action, "domain": [("id", "in", documents.ids)], "context": {}}


class DocumentIssueLine(models.TransientModel):
    _name = "ais.document.issue.line"
    _inherit = ["ais.window.mixin"]
    _description = "Person to whom a document is issued"

    wizard_id = fields.Many2one("ais.document.issue", required=True, ondelete="cascade")
    is_ticked = fields.Boolean("Issue")
    trainee_id = fields.Many2one("ais.trainee", required=True, readonly=True)
    employer_id = fields.Many2one(related="trainee_id.employer_id")
    group_id = fields.Many2one(related="trainee_id.group_id")
    kind = fields.Selection(KINDS, "Document", readonly=True)
    refusal = fields.Char("Left out because", readonly=True)
    warning = fields.Char("Not complete for ФИС ФРДО", readonly=True)
