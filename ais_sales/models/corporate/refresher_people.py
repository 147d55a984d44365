from odoo import api, fields, models

from ..catalogue.roles import OFFICE


class ResPartner(models.Model):
    """People of a client who are due for a refresher (2.7)."""

    _inherit = "res.partner"

    ais_refresher_count = fields.Integer(
        "People due for a refresher", compute="_compute_ais_refresher_count", groups=OFFICE
    )

    def _compute_ais_refresher_count(self):
        soon = fields.Date.add(fields.Date.context_today(self), months=3)
        counts = dict(
            self.env["ais.refresher"]._read_group(
                [("partner_id", "in", self.ids), ("due_on", "<=", soon)],
                ["partner_id"],
                ["__count"],
            ),
        )
        for partner in self:
            partner.ais_refresher_count = counts.get(partner._origin, 0)

    def action_ais_refreshers(self):
        """Open the people of this client who are due for a refresher."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_refresher_action")
        action["domain"] = [("partner_id", "=", self.id)]
        action["context"] = {"search_default_soon": 1}
        return action


class CrmLead(models.Model):
    """The people for whose refresher an inquiry was made: booked from it in two clicks (2.7)."""

    _inherit = "crm.lead"

    ais_refresher_trainee_ids = fields.Many2many(
        "ais.trainee",
        "ais_lead_refresher_rel",
        "lead_id",
        "trainee_id",
        "People due for a refresher",
        copy=False,
        groups=OFFICE,
    )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"ais_refresher_trainee_ids"}

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        # sudo: noted by the system; as stock does with messages, all go along
        self.sudo().ais_refresher_trainee_ids |= opportunities.sudo().ais_refresher_trainee_ids
        return result

    def _ais_refresher_people(self):
        """Trainees of the client for whom the inquiry was made.

        :return: ais.trainee in sudo: the client may have been another specialist's then, and its
            people are this one's now; the system has noted who they are
        """
        self.ensure_one()
        client = self.partner_id.commercial_partner_id
        return self.sudo().ais_refresher_trainee_ids.filtered(
            lambda one: one.employer_id.commercial_partner_id == client
        )
