from odoo import fields, models


class LmsImportLine(models.TransientModel):
    """A row of the learning system's report: whom it is of, and what is taken from it."""

    _name = "ais.lms.import.line"
    _inherit = ["ais.window.mixin"]
    _description = "Row of a learning system's report"
    _order = "sequence, number"

    import_id = fields.Many2one("ais.lms.import", required=True, ondelete="cascade", index=True)
    number = fields.Integer("Row")
    # what needs a look comes first
    sequence = fields.Integer()
    name = fields.Char("In the report")
    status = fields.Selection(
        [
            ("matched", "Found"),
            ("partly", "Found, not all is taken"),
            ("unmatched", "Not found"),
            ("ambiguous", "Several people"),
            ("refused", "Not taken"),
        ],
    )
    reason = fields.Char("Remark")
    trainee_id = fields.Many2one("ais.trainee", ondelete="cascade")
    group_id = fields.Many2one(related="trainee_id.group_id")
    hours_done = fields.Float("Hours now", related="trainee_id.hours_done", digits=(16, 1))
    has_hours = fields.Boolean()
    hours = fields.Float("Hours then", digits=(16, 1))
    has_test = fields.Boolean()
    test_score = fields.Float("Test, %", digits=(16, 1))
    result = fields.Selection(
        [("passed", "Passed"), ("failed", "Failed"), ("absent", "Did not come")],
        "Final assessment",
    )
