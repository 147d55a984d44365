from odoo import api, fields, models


class Competitor(models.Model):
    """A training centre that sells what we sell (2.23)."""

    _name = "ais.competitor"
    _description = "Competitor"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "name"

    name = fields.Char(required=True, tracking=True)
    website = fields.Char()
    city = fields.Char()
    inn = fields.Char("INN")
    strengths = fields.Text(help="What clients choose them for.")
    weaknesses = fields.Text(help="What we win clients with.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True)
    offer_ids = fields.One2many("ais.competitor.offer", "competitor_id", "Offers")
    offer_count = fields.Integer("Number of offers", compute="_compute_offer_count")

    _name_unique = models.UniqueIndex(
        "(lower(name), COALESCE(company_id, 0))",
        "There is already a competitor with this name.",
    )

    @api.depends("offer_ids")
    def _compute_offer_count(self):
        counts = dict(
            self.env["ais.competitor.offer"]._read_group(
                [("competitor_id", "in", self.ids)],
                ["competitor_id"],
                ["__count"],
            ),
        )
        for competitor in self:
            competitor.offer_count = counts.get(competitor, 0)

    def action_view_offers(self):
        """Open this competitor's offers."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_competitor_offer_action",
        )
        action["domain"] = [("competitor_id", "=", self.id)]
        action["context"] = {"default_competitor_id": self.id}
        return action

    def copy_data(self, default=None):
        # the name is there once
        copies = super().copy_data(default)
        for record, vals in zip(self, copies, strict=True):
            if "name" not in (default or {}):
                vals["name"] = self.env._("%s (copy)", record.name)
        return copies
