from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmLead(models.Model):
    """The client's segment on the inquiry, and stages that require data of the card (2.6, 2.23)."""

    _inherit = "crm.lead"

    ais_segment_id = fields.Many2one(
        "ais.market.segment",
        "Segment",
        compute="_compute_ais_segment_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.depends("partner_id")
    def _compute_ais_segment_id(self):
        for lead in self:
            client = lead.partner_id.commercial_partner_id
            lead.ais_segment_id = client.ais_segment_id or lead.ais_segment_id

    @api.constrains("stage_id", "partner_id")
    def _check_ais_required_data(self):
        # sudo: the setting and the rules hold for everybody
        held_up = self.sudo().filtered(
            lambda lead: (
                lead.partner_id and (lead.company_id or self.env.company.sudo()).ais_data_required
            ),
        )
        if not held_up:
            return
        # sudo: as above
        rules = self.env["ais.data.rule"].sudo().search([("stage_id", "!=", False)])
        for lead in held_up:
            client = lead.partner_id.commercial_partner_id
            asked = rules.filtered(
                lambda rule, lead=lead: rule.stage_id.sequence <= lead.stage_id.sequence,
            )
            missing = asked._missing(client)
            if missing:
                labels = dict(rules._field_names())
                raise ValidationError(
                    self.env._(
                        "The card of “%(client)s” lacks data that stage “%(stage)s” requires:"
                        " %(missing)s. Fill in the card first.",
                        client=client.display_name,
                        stage=lead.stage_id.name,
                        missing=", ".join(labels[rule.field_name] for rule in missing),
                    ),
                )
