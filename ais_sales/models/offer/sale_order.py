from odoo import api, fields, models


class SaleOrder(models.Model):
    """The commercial proposal (КП) and the order of training, and what their papers say (2.8)."""

    _inherit = "sale.order"

    # commercial proposal
    ais_contact_id = fields.Many2one(
        "res.partner",
        "For the attention of",
        domain="[('commercial_partner_id', '=', partner_id)]",
        help="The person to whom the proposal is addressed.",
    )
    ais_intro = fields.Text(
        "Client's need",
        help="Printed above the table of the proposal.",
    )
    ais_has_programme = fields.Boolean(
        "Annex: programmes",
        help="The programmes of the courses are printed as an annex.",
    )
    ais_variant_group_ids = fields.Many2many(
        "ais.course.group",
        "ais_order_variant_rel",
        "order_id",
        "group_id",
        "Variants to compare",
        copy=False,
        check_company=True,
        help="Groups among which the client chooses; printed as a table of comparison.",
    )
    # contract
    ais_contract_kind = fields.Selection(
        [
            ("organisation", "With an organisation, for its employees"),
            ("person", "With the trainee"),
            ("offer", "Public offer, accepted by payment"),
        ],
        "Contract",
        compute="_compute_ais_contract_kind",
        store=True,
        readonly=False,
        precompute=True,
    )
    ais_contract_number = fields.Char("Contract number", copy=False, tracking=True)
    ais_contract_date = fields.Date("Contract date", copy=False, tracking=True)

    @api.depends("partner_id")
    def _compute_ais_contract_kind(self):
        for order in self:
            is_company = order.partner_id.commercial_partner_id.is_company
            order.ais_contract_kind = "organisation" if is_company else "offer"
