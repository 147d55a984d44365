from odoo import api, fields, models

from ..catalogue.roles import MONEY, STAFF


class SaleOrder(models.Model):
    """The commercial proposal (КП) and the order of training, and what their papers say (2.8)."""

    _inherit = "sale.order"

    ais_is_training = fields.Boolean(
        "Training",
        compute="_compute_ais_is_training",
        store=True,
        help="Sells seats on courses.",
    )
    # commercial proposal
    ais_contact_id = fields.Many2one(
        "res.partner",
        "For the attention of",
        domain="[('commercial_partner_id', '=', partner_id)]",
        help="The person to whom the proposal is addressed.",
    )
    ais_intro = fields.Text(
        "Client's need",
        compute="_compute_ais_from_template",
        store=True,
        readonly=False,
        precompute=True,
        help="Printed above the table of the proposal.",
    )
    ais_has_programme = fields.Boolean(
        "Annex: programmes",
        compute="_compute_ais_from_template",
        store=True,
        readonly=False,
        precompute=True,
        help="The programmes of the courses are printed as an annex.",
    )
    ais_variant_group_ids = fields.Many2many(
        "ais.course.group",
        "ais_order_variant_rel",
        "order_id",
        "group_id",
        "Variants to compare",
        groups=STAFF,
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
        help="Decides which contract is printed.",
    )
    ais_contract_number = fields.Char("Contract number", copy=False, tracking=True)
    ais_contract_date = fields.Date("Contract date", copy=False, tracking=True)
    ais_addendum_ids = fields.One2many(
        "ais.order.addendum",
        "order_id",
        "Addenda",
        groups=MONEY,
    )

    _ais_contract_unique = models.UniqueIndex(
        "(company_id, ais_contract_number) WHERE ais_contract_number IS NOT NULL",
        "There is already a contract with this number.",
    )

    @api.depends("order_line.product_id.service_tracking")
    def _compute_ais_is_training(self):
        for order in self:
            order.ais_is_training = any(order.order_line.mapped("ais_is_course"))

    @api.depends("sale_order_template_id")
    def _compute_ais_from_template(self):
        for order in self:
            template = order.sale_order_template_id
            order.ais_intro = template.ais_intro or order.ais_intro
            order.ais_has_programme = template.ais_has_programme or order.ais_has_programme

    @api.depends("partner_id")
    def _compute_ais_contract_kind(self):
        for order in self:
            is_company = order.partner_id.commercial_partner_id.is_company
            order.ais_contract_kind = "organisation" if is_company else "offer"

    def _get_invoiceable_lines(self, final=False):
        lines = super()._get_invoiceable_lines(final=final)
        wanted = self.env.context.get("ais_only_line_ids")
        return lines.filtered(lambda line: line.id in wanted) if wanted else lines
