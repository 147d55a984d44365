from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...models.catalogue.course import DELIVERY_MODES

OPEN = ("open", "offered")


class Need(models.Model):
    """What a client wants to learn: topic, people, when, budget; matched to open groups (2.21)."""

    _name = "ais.need"
    _description = "Client's need"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.sense.mixin",
        "ais.link.mixin",
    ]
    _order = "month, id desc"
    _check_company_auto = True

    name = fields.Char(
        "Topic",
        compute="_compute_name",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        help="What the client wants to learn, in his words.",
    )
    lead_id = fields.Many2one(
        "crm.lead",
        "Inquiry",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Client",
        compute="_compute_partner_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        check_company=True,
    )
    user_id = fields.Many2one(
        "res.users",
        "Specialist",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        domain="[('share', '=', False)]",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    # what, who, when
    course_id = fields.Many2one("ais.course", index="btree_not_null", check_company=True)
    direction_id = fields.Many2one(
        "ais.direction",
        compute="_compute_direction_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
    )
    people = fields.Integer(default=1, required=True, help="How many people are to be trained.")
    date_from = fields.Date("Not before")
    date_to = fields.Date("Not after")
    month = fields.Date(
        compute="_compute_month",
        store=True,
        precompute=True,
        help="The first day of the month for which the training is wanted.",
    )
    delivery_mode = fields.Selection(DELIVERY_MODES, "Form of study")
    budget = fields.Monetary(currency_field="currency_id", help="For all people together.")
    currency_id = fields.Many2one(related="company_id.currency_id")
    decision_maker = fields.Char(help="Who decides on the client's side.")
    answers = fields.Text("Answers of the client", help="From the questionnaire.")
    # what comes of it
    state = fields.Selection(
        [
            ("open", "Open"),
            ("offered", "A group is offered"),
            ("met", "Satisfied"),
            ("dropped", "Not wanted any more"),
        ],
        default="open",
        required=True,
        tracking=True,
        index=True,
        copy=False,
    )
    group_id = fields.Many2one(
        "ais.course.group", "Group offered", copy=False, index="btree_not_null"
    )
    match_ids = fields.Many2many(
        "ais.course.group",
        string="Groups that fit",
        compute="_compute_match_ids",
    )
    match_count = fields.Integer("Groups that fit, number", compute="_compute_match_ids")

    _people_positive = models.Constraint("CHECK (people > 0)", "A need is for one person or more.")
    _dates_ok = models.Constraint(
        "CHECK (date_from <= date_to)",
        "The period of a need cannot end before it begins.",
    )

    @api.model
    def _ais_links(self):
        return super()._ais_links() | {"lead_id": "read"}

    @api.depends("course_id")
    def _compute_name(self):
        for need in self:
            need.name = need.name or need.course_id.name

    @api.depends("lead_id.partner_id")
    def _compute_partner_id(self):
        for need in self:
            need.partner_id = need.lead_id.partner_id or need.partner_id

    @api.depends("lead_id.user_id", "partner_id.user_id")
    def _compute_user_id(self):
        for need in self:
            need.user_id = need.lead_id.user_id or need.partner_id.user_id or need.user_id

    @api.depends("course_id")
    def _compute_direction_id(self):
        for need in self:
            need.direction_id = need.course_id.direction_id or need.direction_id

    @api.depends("date_from", "date_to")
    def _compute_month(self):
        for need in self:
            day = need.date_from or need.date_to or fields.Date.context_today(need)
            need.month = day.replace(day=1)

    @api.depends("course_id", "direction_id", "people", "date_from", "date_to", "delivery_mode")
    def _compute_match_ids(self):
        """Open groups of the course (else of the direction) with seats enough, in the period."""
        groups = self.env["ais.course.group"].search(
            [
                "|",
                ("course_id", "in", self.course_id.ids),
                ("course_id.direction_id", "in", self.direction_id.ids),
                ("state", "in", ("open", "guaranteed")),
                ("seats_available", ">", 0),
                ("enroll_until", ">=", fields.Date.context_today(self)),
            ],
            order="date_start, id",
        )
        for need in self:
            fits = groups.filtered(lambda group, need=need: need._fits(group))
            need.match_ids = fits[:5]
            need.match_count = len(fits)

    def _fits(self, group):
        """Whether a group with free seats is what the client wants."""
        if self.course_id:
            if group.course_id != self.course_id:
                return False
        elif not self.direction_id or group.course_id.direction_id != self.direction_id:
            return False
        return (
            group.seats_available >= self.people
            and (not self.date_from or group.date_start >= self.date_from)
            and (not self.date_to or group.date_start <= self.date_to)
            and (not self.delivery_mode or group.delivery_mode == self.delivery_mode)
        )

    @api.constrains("lead_id", "partner_id")
    def _check_client(self):
        for need in self:
            if not need.lead_id and not need.partner_id:
                raise ValidationError(
                    self.env._("Need “%s” belongs to an inquiry or to a client.", need.name),
                )

    def action_met(self):
        """The client has what it wanted."""
        self.state = "met"

    def action_drop(self):
        """The client does not want it any more."""
        self.state = "dropped"

    def action_reopen(self):
        """The client still wants it."""
        self.write({"state": "open", "group_id": False})

    def action_take_course(self):
        """Make the course and people of the need those of the inquiry."""
        for need in self.filtered("lead_id"):
            need.lead_id.write({"ais_course_id": need.course_id.id, "ais_seats": need.people})

    def action_view_matches(self):
        """Open the groups that fit."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_course_group_action")
        action["domain"] = [("id", "in", self.match_ids.ids)]
        action["context"] = {"ais_lead_id": self.lead_id.id}
        return action
