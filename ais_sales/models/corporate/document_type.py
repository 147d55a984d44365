from odoo import fields, models

PREPARERS = [
    ("specialist", "Sales specialist"),
    ("training_office", "Training office"),
    ("accountant", "Accountant"),
    ("client", "Client"),
]
GOALS = [
    ("sent", "Sent to the client"),
    ("signed", "Signed copy received"),
    ("original", "Original received"),
]


class DocumentType(models.Model):
    """One line of the checklist that corporate orders of a kind begin with (2.22)."""

    _name = "ais.document.type"
    _description = "Type of corporate documents"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        "Short name",
        required=True,
        translate=True,
        help="Heads the column of the matrix of documents.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: for all companies.", index=True)
    # for which orders
    is_for_single = fields.Boolean("Single contracts", default=True)
    is_for_framework = fields.Boolean("Framework contracts", default=True)
    is_for_procurement = fields.Boolean("Public procurement", default=True)
    is_per_group = fields.Boolean(
        "One for each group",
        help="Each course group of the order gets a document of its own.",
    )
    is_required = fields.Boolean(
        "Required", default=True, help="The order is not closed without it."
    )
    is_personal = fields.Boolean(
        "Holds personal data",
        help="Its files are for the sales department and the training office alone.",
    )
    # who and when
    prepared_by = fields.Selection(
        PREPARERS,
        required=True,
        default="specialist",
        help="Who gets the task to prepare and send the document.",
    )
    goal = fields.Selection(
        GOALS,
        "Done when",
        required=True,
        default="original",
        help="What has to be reached for the document to be in order.",
    )
    deadline_basis = fields.Selection(
        [
            ("order", "Opening of the order"),
            ("start", "Start of the training"),
            ("end", "End of the training"),
        ],
        "Deadline from",
        required=True,
        default="order",
        help="The day from which the deadline is counted.",
    )
    deadline_days = fields.Integer(
        "Deadline (working days)", help="After that day; before it when negative."
    )
    note = fields.Text("Instructions", translate=True)

    def _is_for(self, kind):
        """Whether the checklist of orders of a kind has this type."""
        self.ensure_one()
        return self[f"is_for_{kind}"]
