from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


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
        domain="[('is_company', '=', True), ('id', '!=', partner_id)]",
        help="Branches and companies of the client whose people are trained under this order.",
    )
    coordinator_id = fields.Many2one(
        "res.partner",
        "Client's coordinator",
        check_company=True,
        tracking=True,
        index="btree_not_null",
        domain="[('id', 'child_of', [partner_id] + branch_ids), ('is_company', '=', False)]",
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
        help="Who in the training office answers for the order; gets the tasks of its documents.",
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
    sale_order_ids = fields.One2many("sale.order", "ais_corporate_order_id", "Orders", copy=False)
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

    _lead_unique = models.UniqueIndex(
        "(lead_id) WHERE lead_id IS NOT NULL AND state != 'cancelled'",
        "This deal has its corporate order already.",
    )
    _cancelled_why = models.Constraint(
        "CHECK (state != 'cancelled' OR cancel_reason IS NOT NULL)",
        "Say why the order is cancelled.",
    )

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

    @api.constrains("coordinator_id", "partner_id", "branch_ids")
    def _check_coordinator_belongs(self):
        for order in self.filtered("coordinator_id"):
            if order.coordinator_id.commercial_partner_id not in order._family():
                raise ValidationError(
                    self.env._(
                        "%(person)s is not a contact of %(client)s or its branches. Choose one of"
                        " them as the coordinator.",
                        person=order.coordinator_id.name,
                        client=order.partner_id.display_name,
                    ),
                )

    @api.constrains("contract_date", "contract_until")
    def _check_contract_dates(self):
        for order in self:
            begin, end = order.contract_date, order.contract_until
            if begin and end and end < begin:
                raise ValidationError(
                    self.env._("Order %s: the contract ends before it begins.", order.name),
                )

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.coordinator_id.commercial_partner_id not in self._family():
            self.coordinator_id = self.partner_id.child_ids.filtered(
                lambda person: not person.is_company and person.email,
            )[:1]

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("name", "/") == "/" or not self.env.su:
                vals["name"] = self.env["ir.sequence"].next_by_code("ais.corporate.order") or "/"
        return super().create(vals_list)

    def write(self, vals):
        if "name" in vals and not self.env.su:
            raise AccessError(self.env._("The number of a corporate order is given by the system."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_work(self):
        for order in self:
            if order.booking_ids or order.sale_order_ids:
                raise UserError(
                    self.env._(
                        "Order %s has bookings or orders. Cancel it instead of deleting it.",
                        order.display_name,
                    ),
                )

    def _family(self):
        """The client and its branches, as commercial entities."""
        return (self.partner_id | self.branch_ids).commercial_partner_id

    def _check_belongs(self, partners):
        """Refuse seats and orders of somebody who is neither the client nor its branch.

        :raise ValidationError: names both
        """
        family = self._family()
        for partner in partners.commercial_partner_id - family:
            # a branch may be a child of the client, whatever is listed
            if self.partner_id not in partner._ais_parents():
                raise ValidationError(
                    self.env._(
                        "%(partner)s is neither the client of order %(order)s nor its branch. Add"
                        " it to the branches of the order first.",
                        partner=partner.display_name,
                        order=self.name,
                    ),
                )
