from odoo import api, fields, models

from ..catalogue.roles import OFFICE


class Course(models.Model):
    """Competitors' offers beside our course (2.23)."""

    _inherit = "ais.course"

    competitor_offer_ids = fields.One2many(
        "ais.competitor.offer",
        "course_id",
        "Competitors",
        groups=OFFICE,
    )
    competitor_offer_count = fields.Integer(
        "Competitors' offers",
        compute="_compute_competitor_offer_count",
    )

    @api.depends("competitor_offer_ids")
    def _compute_competitor_offer_count(self):
        self.competitor_offer_count = 0
        offers = self.env["ais.competitor.offer"]
        if not offers.has_access("read"):
            return
        counts = dict(
            offers._read_group([("course_id", "in", self.ids)], ["course_id"], ["__count"]),
        )
        for course in self:
            course.competitor_offer_count = counts.get(course, 0)

    def action_view_competitor_offers(self):
        """Open what competitors offer instead of this course."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_competitor_offer_action",
        )
        action["domain"] = [("course_id", "=", self.id)]
        action["context"] = {"default_course_id": self.id}
        return action
