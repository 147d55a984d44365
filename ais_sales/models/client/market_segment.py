from odoo import api, fields, models
from odoo.exceptions import ValidationError


class MarketSegment(models.Model):
    """A part of the market: state clinics, banks, utilities and their parts (2.23)."""

    _name = "ais.market.segment"
    _description = "Market segment"
    _parent_store = True
    _order = "complete_name"
    _rec_name = "complete_name"

    name = fields.Char(required=True)
    complete_name = fields.Char(
        "Name with the segments above",
        compute="_compute_complete_name",
        store=True,
        recursive=True,
    )
    parent_id = fields.Many2one(
        "ais.market.segment",
        "Part of",
        index=True,
        ondelete="restrict",
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("ais.market.segment", "parent_id", "Parts")
    active = fields.Boolean(default=True)
    color = fields.Integer()
    note = fields.Text("What the segment needs")
    client_count = fields.Integer("Clients", compute="_compute_client_count")

    _name_unique = models.UniqueIndex(
        "(name, COALESCE(parent_id, 0))",
        "There is already a segment with this name here.",
    )

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for segment in self:
            parts = (segment.parent_id.complete_name, segment.name)
            segment.complete_name = " / ".join(filter(None, parts))

    def _compute_client_count(self):
        counts = self.env["res.partner"]._read_group(
            [("ais_segment_id", "child_of", self.ids), ("parent_id", "=", False)],
            ["ais_segment_id"],
            ["__count"],
        )
        for segment in self:
            segment.client_count = sum(
                count
                for part, count in counts
                if str(segment.id) in (part.parent_path or "").split("/")
            )

    @api.constrains("parent_id")
    def _check_no_loop(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A segment cannot be a part of itself."))

    def action_view_clients(self):
        """Open the clients of this segment and of its parts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("contacts.action_contacts")
        action["domain"] = [("ais_segment_id", "child_of", self.id)]
        action["context"] = {"default_ais_segment_id": self.id, "default_is_company": True}
        return action

    def copy_data(self, default=None):
        # the name is there once
        copies = super().copy_data(default)
        for record, vals in zip(self, copies, strict=True):
            if "name" not in (default or {}):
                vals["name"] = self.env._("%s (copy)", record.name)
        return copies
