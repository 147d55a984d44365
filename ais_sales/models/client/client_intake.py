from odoo import api, fields, models


class ClientIntake(models.Model):
    """What came of an import or a merge of cards: added, refused, merged (2.16)."""

    _name = "ais.client.intake"
    _description = "Intake of clients"
    _order = "date desc, id desc"
    _rec_name = "source"

    date = fields.Datetime(
        required=True,
        readonly=True,
        default=lambda self: fields.Datetime.now(),
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        "Entered by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    kind = fields.Selection(
        [("import", "Import"), ("merge", "Merging of cards")],
        required=True,
        readonly=True,
    )
    source = fields.Char(readonly=True, help="The file, or the card that stays.")
    added_count = fields.Integer("Added", readonly=True)
    refused_count = fields.Integer(
        "Refused",
        readonly=True,
        help="Rows with mistakes, and rows of clients that are known already.",
    )
    merged_count = fields.Integer(
        "Merged", readonly=True, help="Cards that became one with another."
    )

    @api.model
    def _note(self, kind, source, **counts):
        """Write a line of the journal."""
        # sudo: the journal is kept by the system, whoever imports or merges
        return self.sudo().create({"kind": kind, "source": source, **counts})
