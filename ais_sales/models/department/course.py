from odoo import api, fields, models


class Course(models.Model):
    """A course that came of a product proposal (2.25)."""

    _name = "ais.course"
    _inherit = ["ais.course", "ais.system.fields.mixin"]

    request_id = fields.Many2one(
        "ais.request",
        "Proposed in",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    is_proposal = fields.Boolean(
        "Not in the catalogue yet",
        compute="_compute_is_proposal",
        search="_search_is_proposal",
        help="Granted as a proposal: waits to be filled in.",
    )

    # a proposal makes one course, whoever grants it
    _request_once = models.UniqueIndex(
        "(request_id) WHERE request_id IS NOT NULL",
        "This proposal has its course already.",
    )

    @api.depends("request_id", "active")
    def _compute_is_proposal(self):
        for course in self:
            course.is_proposal = bool(course.request_id and not course.active)

    @api.model
    def _search_is_proposal(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("request_id", "!=", False), ("active", "=", False)]

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"request_id"}

    def action_into_catalogue(self):
        """Bring a granted course into the catalogue."""
        self.filtered("is_proposal").action_unarchive()
