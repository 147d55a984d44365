from odoo import api, fields, models


class CorporateOrder(models.Model):
    """Training of an organisation's people under one contract, kept under control (2.22, 2.24)."""

    _name = "ais.corporate.order"
    _description = "Corporate order"
    _inherit = ["mail.thread", "mail.activity.mixin", "ais.notice.mixin"]
    _order = "date_start desc, id desc"
    _check_company_auto = True
    _rec_names_search = ["name", "contract_number", "partner_id.name"]

    name = fields.Char("Number", readonly=True, copy=False, default="/", index="trigram")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    # client
    partner_id = fields.Many2one(
        "res.partner",
        "Client",
        required=True,
        index=True,
        tracking=True,
        check_company=True,
        domain="[('is_company', '=', True)]",
    )
    branch_ids = fields.Many2many(
        "res.partner",
        "ais_corporate_order_branch_rel",
        "order_id",
        "partner_id",
        "Branches",
        check_company=True,
        domain="[('commercial_partner_id.parent_id', 'in', [partner_id, False]),"
        " ('is_company', '=', True), ('id', '!=', partner_id)]",
        help="Branches and companies of the client whose people are trained under this order.",
    )
    coordinator_id = fields.Many2one(
        "res.partner",
        "Client's coordinator",
        check_company=True,
        tracking=True,
        help="Gets progress reports and reminders of documents.",
    )
    # who keeps it
    user_id = fields.Many2one(
        "res.users",
        "Specialist",
        index=True,
        tracking=True,
        default=lambda self: self.env.user,
    )
    training_user_id = fields.Many2one(
        "res.users",
        "Training office contact",
        index="btree_not_null",
        tracking=True,
    )
    # contract
    kind = fields.Selection(
        [
            ("single", "Single contract"),
            ("framework", "Framework contract with applications"),
            ("procurement", "Public procurement (44-FZ, 223-FZ)"),
        ],
        "Contract",
        required=True,
        default="single",
        tracking=True,
    )
    contract_number = fields.Char(tracking=True, copy=False, index="trigram")
    contract_date = fields.Date(tracking=True, copy=False)
    contract_until = fields.Date("Contract in force until", tracking=True, copy=False)
    # what it consists of
    lead_id = fields.Many2one(
        "crm.lead",
        "Won inquiry",
        index="btree_not_null",
        copy=False,
        check_company=True,
        ondelete="set null",
    )
    sale_order_ids = fields.One2many(
        "sale.order", "ais_corporate_order_id", "Orders", copy=False
    )
    booking_ids = fields.One2many("ais.booking", "corporate_order_id", "Bookings", copy=False)
    trainee_ids = fields.One2many("ais.trainee", "corporate_order_id", "Trainees", copy=False)
    state = fields.Selection(
        [
            ("preparing", "Contract"),
            ("enrolling", "Lists and enrolment"),
            ("training", "Training"),
            ("closing", "Closing documents"),
            ("closed", "Closed"),
            ("cancelled", "Cancelled"),
        ],
        "Stage",
        required=True,
        default="preparing",
        index=True,
        tracking=True,
        copy=False,
        group_expand=True,
    )
    date_start = fields.Date(
        "Training from", compute="_compute_dates", store=True, index=True, copy=False
    )
    date_end = fields.Date("Training until", compute="_compute_dates", store=True, copy=False)

    @api.depends(
        "booking_ids.state", "booking_ids.group_id.date_start", "booking_ids.group_id.date_end"
    )
    def _compute_dates(self):
        for order in self:
            groups = order.booking_ids.filtered(lambda one: one.state != "cancelled").group_id
            order.date_start = min(groups.mapped("date_start"), default=False)
            order.date_end = max(groups.mapped("date_end"), default=False)

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for order in self:
            client = order.partner_id.display_name
            order.display_name = f"{order.name}, {client}" if client else order.name

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("name", "/") == "/":
                vals["name"] = self.env["ir.sequence"].next_by_code("ais.corporate.order") or "/"
        return super().create(vals_list)
