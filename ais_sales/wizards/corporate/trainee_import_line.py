from odoo import fields, models

from ...models.client.res_partner_identity import PERSONAL


class TraineeImportLine(models.TransientModel):
    """A row of the client's list: who, where to, and what is wrong with it."""

    _name = "ais.trainee.import.line"
    _inherit = ["ais.window.mixin"]
    _description = "Row of a list of trainees"
    # what is to be looked at comes first
    _order = "rank, number, id"

    import_id = fields.Many2one("ais.trainee.import", required=True, index=True, ondelete="cascade")
    number = fields.Integer("Row")
    rank = fields.Integer()
    name = fields.Char("Full name")
    outcome = fields.Selection(
        [
            ("new", "New trainee"),
            ("update", "More data"),
            ("same", "Known, nothing new"),
            ("refused", "Refused"),
        ],
        readonly=True,
    )
    booking_id = fields.Many2one("ais.booking", readonly=True, ondelete="cascade")
    group_code = fields.Char("Group", related="booking_id.group_id.code")
    trainee_id = fields.Many2one("ais.trainee", readonly=True, ondelete="set null")
    note = fields.Char("Remarks", readonly=True)
    has_warning = fields.Boolean(readonly=True)
    # what was read, and what was wrong with it by itself
    cells = fields.Json(groups=PERSONAL)
    data = fields.Json(groups=PERSONAL)
    errors = fields.Json()
    warnings = fields.Json()
