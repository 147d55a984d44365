from odoo import fields, models
from odoo.exceptions import UserError

from ..catalogue.roles import OFFICE


class CrmLead(models.Model):
    """Needs and consultations of an inquiry (2.10, 2.21)."""

    _inherit = "crm.lead"

    ais_need_ids = fields.One2many("ais.need", "lead_id", "Needs", groups=OFFICE)
    ais_consultation_ids = fields.One2many(
        "ais.consultation",
        "lead_id",
        "Consultations",
        groups=OFFICE,
    )

    def action_ais_questionnaire(self):
        """Ask the client the questions of the direction.

        :raise UserError: when there is no questionnaire for it
        """
        self.ensure_one()
        direction = self.ais_course_id.direction_id
        if not self.env["ais.questionnaire"].search_count(
            [("direction_id", "in", [direction.id, False])],
            limit=1,
        ):
            raise UserError(
                self.env._("There is no questionnaire for this direction: the head makes one."),
            )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_questionnaire_fill_action",
        )
        action["context"] = {"default_lead_id": self.id}
        return action

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        # sudo: as stock does with messages, all go along whoever keeps them
        opportunities.sudo().ais_need_ids.lead_id = self
        opportunities.sudo().ais_consultation_ids.lead_id = self
        return result
