from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

REASONS = [
    ("workload", "Workload"),
    ("dismissal", "Dismissal"),
    ("vacation", "Vacation"),
    ("illness", "Illness"),
    ("conflict", "Conflict of interest"),
    ("client", "Client's wish"),
    ("other", "Other"),
]
# what is agreed on; fixed once the clients have moved
TERMS = {"user_id", "new_user_id", "is_all", "partner_ids", "reason", "date_return"}
# written by the buttons
OUTCOME = {"state", "approved_by_id", "approved_at", "moved", "moved_ids", "name"}


class ClientTransfer(models.Model):
    """Clients of one specialist go to another, with everything that is open, by the head's
    approval (2.9).
    """

    _name = "ais.client.transfer"
    _description = "Transfer of clients"
    _inherit = ["mail.thread", "mail.activity.mixin", "ais.notice.mixin"]
    _order = "id desc"

    name = fields.Char("Number", readonly=True, copy=False, default="/")
    user_id = fields.Many2one(
        "res.users",
        "From",
        required=True,
        tracking=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        context={"active_test": False},
    )
    new_user_id = fields.Many2one(
        "res.users",
        "To",
        required=True,
        tracking=True,
        domain="[('share', '=', False), ('id', '!=', user_id)]",
    )
    is_all = fields.Boolean(
        "All clients",
        help="All clients of the specialist, and his inquiries without a client.",
    )
    partner_ids = fields.Many2many(
        "res.partner",
        string="Clients",
        domain="[('user_id', '=', user_id), ('parent_id', '=', False)]",
        copy=False,
    )
    reason = fields.Selection(
        REASONS,
        required=True,
        default="workload",
        tracking=True,
        help="Stays in the history of each client.",
    )
    date_return = fields.Date(
        "Back on",
        tracking=True,
        help="On this day the clients go back to who kept them.",
    )
    note = fields.Text("Explanation")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To be approved"),
            ("done", "Done"),
            ("returned", "Returned"),
            ("rejected", "Rejected"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    approved_by_id = fields.Many2one("res.users", "Decided by", readonly=True, copy=False)
    approved_at = fields.Datetime("Decided at", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    # what moves: counted before, kept after
    client_count = fields.Integer("Clients to move", compute="_compute_counts")
    lead_count = fields.Integer("Open inquiries", compute="_compute_counts")
    order_count = fields.Integer("Open orders", compute="_compute_counts")
    agreement_count = fields.Integer("Agreed contacts", compute="_compute_counts")
    moved = fields.Json(readonly=True, copy=False)
    moved_ids = fields.Json(
        "Moved records",
        readonly=True,
        copy=False,
        help="Ids by model: exactly these go back.",
    )

    _users_differ = models.Constraint(
        "CHECK (user_id != new_user_id)",
        "Clients go to another specialist.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not vals.get("name") or vals["name"] == "/":
                vals["name"] = self.env["ir.sequence"].next_by_code("ais.client.transfer") or "/"
            vals.update(state="draft", approved_by_id=False, approved_at=False, moved=False)
            vals["moved_ids"] = False
        return super().create(vals_list)

    @api.constrains("partner_ids", "user_id", "state", "is_all")
    def _check_clients(self):
        for transfer in self.filtered(lambda one: one.state in ("draft", "submitted")):
            # sudo: whose a client is may not be hidden from the check
            strange = transfer.sudo().partner_ids.filtered(
                lambda client, owner=transfer.user_id: client.user_id != owner,
            )
            if strange and not transfer.is_all:
                raise ValidationError(
                    self.env._(
                        "“%(client)s” is not kept by %(user)s. A transfer moves clients of one"
                        " specialist.",
                        client=strange[0].display_name,
                        user=transfer.user_id.name,
                    ),
                )

    @api.constrains("new_user_id")
    def _check_new_user(self):
        for transfer in self:
            if not transfer.new_user_id.has_group("ais_sales.group_specialist"):
                raise ValidationError(
                    self.env._(
                        "%s does not work with clients: clients go to a sales specialist.",
                        transfer.new_user_id.name,
                    ),
                )

    @api.constrains("date_return")
    def _check_date_return(self):
        for transfer in self:
            if transfer.date_return and transfer.date_return <= fields.Date.context_today(self):
                raise ValidationError(
                    self.env._("The day of return of %s lies in the past.", transfer.name),
                )

    def write(self, vals):
        if not self.env.su:
            if vals.keys() & OUTCOME:
                raise AccessError(
                    self.env._("The state of a transfer changes by its buttons only."),
                )
            # what the head was asked for is changed by the head only
            is_head = self.env.user.has_group("ais_sales.group_head")
            for transfer in self:
                if vals.keys() & TERMS:
                    transfer._check_state("draft", *(["submitted"] if is_head else []))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        if any(transfer.state in ("done", "returned") for transfer in self):
            raise UserError(self.env._("A transfer that has taken place stays in the history."))
