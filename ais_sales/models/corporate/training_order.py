from odoo import api, fields, models

GROUNDS = [
    ("completion", "Training completed"),
    ("own_request", "Own request"),
    ("failing", "Failing"),
    ("not_paid", "Not paid"),
    ("other", "Other"),
]
# the trainee's word for a ground of expulsion
DROP_REASONS = {"own_request": "own", "not_paid": "not_paid", "failing": "failing"}
# who reads an order with everybody in it; a specialist sees the people of own clients
WHOLE = (
    "ais_sales.group_training_office,ais_sales.group_head,ais_sales.group_deputy,"
    "ais_sales.group_director"
)


class TrainingOrder(models.Model):
    """An order of enrolment or of expulsion (приказ о зачислении, об отчислении) of a group (2.24).

    A draft follows its group, trainees and contracts; a signed order keeps what it said.
    """

    _name = "ais.training.order"
    _description = "Order of enrolment or expulsion"
    _inherit = ["mail.thread", "mail.activity.mixin", "ais.system.fields.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _rec_names_search = ["name", "group_id.code"]

    kind = fields.Selection(
        [("enrolment", "Enrolment of trainees"), ("expulsion", "Expulsion of trainees")],
        "About",
        required=True,
        default="enrolment",
        index=True,
        tracking=True,
    )
    name = fields.Char(
        "Number",
        copy=False,
        index="trigram",
        tracking=True,
        help="Given when the order is signed; type your own number if it is kept elsewhere.",
    )
    date = fields.Date(
        required=True, default=lambda self: self.env.company.ais_today(), tracking=True
    )
    group_id = fields.Many2one(
        "ais.course.group",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    company_id = fields.Many2one(
        related="group_id.company_id", store=True, precompute=True, index=True
    )
    ground = fields.Selection(
        GROUNDS, "Ground of expulsion", copy=False, tracking=True, help="Printed in the order."
    )
    ground_note = fields.Char(
        "Ground in words", copy=False, help="As it is printed: «в связи с …»."
    )
    basis = fields.Text(
        compute="_compute_basis",
        store=True,
        readonly=False,
        copy=False,
        help="Contracts and applications of the trainees, as they are printed.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        check_company=True,
        domain="[('share', '=', False)]",
        help="Answers for the training of the group; named in the order.",
    )
    line_ids = fields.One2many("ais.training.order.line", "order_id", "Trainees", copy=False)
    trainee_count = fields.Integer("People", compute="_compute_trainee_count", store=True)
    # whose clients' people are in it: a rule over the lines would show the names of others
    specialist_ids = fields.Many2many(
        "res.users",
        "ais_training_order_specialist_rel",
        "order_id",
        "user_id",
        "Specialists",
        compute="_compute_specialist_ids",
        store=True,
    )
    left_out = fields.Text(
        "Not in the order",
        readonly=True,
        copy=False,
        groups=WHOLE,
        help="Who of the group is not in this order, and why.",
    )
    scan = fields.Binary("Scan of the signed order", attachment=True, copy=False, groups=WHOLE)
    scan_name = fields.Char("Name of the scan", copy=False)
    # what it said when it was signed
    course_name = fields.Char("Programme", compute="_compute_facts", store=True, copy=False)
    course_kind = fields.Char("Kind of programme", compute="_compute_facts", store=True, copy=False)
    group_code = fields.Char("Code of the group", compute="_compute_facts", store=True, copy=False)
    hours = fields.Integer(
        "Academic hours", compute="_compute_facts", store=True, copy=False, aggregator=None
    )
    date_start = fields.Date("Start", compute="_compute_facts", store=True, copy=False)
    date_end = fields.Date("End", compute="_compute_facts", store=True, copy=False)
    signer_name = fields.Char("Signed by", compute="_compute_facts", store=True, copy=False)
    signer_position = fields.Char(
        "Position of the signer", compute="_compute_facts", store=True, copy=False
    )
    # state
    state = fields.Selection(
        [("draft", "Draft"), ("signed", "Signed"), ("cancelled", "Cancelled")],
        required=True,
        default="draft",
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    cancel_reason = fields.Char("Why cancelled", readonly=True, copy=False, tracking=True)

    _number_unique = models.UniqueIndex(
        "(company_id, EXTRACT(YEAR FROM date), name) WHERE name IS NOT NULL",
        "There is already an order of this year with this number.",
    )
    _signed_ok = models.Constraint(
        "CHECK (state = 'draft' OR name IS NOT NULL)",
        "A signed order has a number.",
    )
    _ground_ok = models.Constraint(
        "CHECK (state = 'draft' OR kind = 'enrolment' OR ground IS NOT NULL)",
        "An order of expulsion tells its ground.",
    )

    @api.depends("line_ids.basis")
    def _compute_basis(self):
        for order in self:
            if order.state == "draft":
                bases = dict.fromkeys(line.basis for line in order.line_ids if line.basis)
                order.basis = "; ".join(bases)
            else:
                order.basis = order.basis

    @api.depends("group_id")
    def _compute_user_id(self):
        for order in self:
            order.user_id = order.group_id.user_id or self.env.user

    @api.depends("line_ids")
    def _compute_trainee_count(self):
        for order in self:
            order.trainee_count = len(order.line_ids)

    @api.depends("line_ids.user_id")
    def _compute_specialist_ids(self):
        for order in self:
            order.specialist_ids = order.line_ids.user_id

    @api.depends(
        "group_id.code",
        "group_id.date_start",
        "group_id.date_end",
        "group_id.course_id.name",
        "group_id.course_id.kind",
        "group_id.course_id.hours",
        "company_id.ais_signer_name",
        "company_id.ais_signer_position",
        "state",
    )
    def _compute_facts(self):
        names = (
            "course_name",
            "course_kind",
            "group_code",
            "hours",
            "date_start",
            "date_end",
            "signer_name",
            "signer_position",
        )
        for order in self:
            if order.state == "draft":
                group = order.group_id
                order.update(
                    {
                        "course_name": group.course_id.name,
                        "course_kind": group.course_id.kind,
                        "group_code": group.code,
                        "hours": group.course_id.hours,
                        "date_start": group.date_start,
                        "date_end": group.date_end,
                        "signer_name": order.company_id.ais_signer_name,
                        "signer_position": order.company_id.ais_signer_position,
                    }
                )
            else:
                order.update({name: order[name] for name in names})

    @api.depends("kind", "name", "date", "group_id")
    def _compute_display_name(self):
        for order in self:
            title = (
                self.env._("Order of expulsion")
                if order.kind == "expulsion"
                else self.env._("Order of enrolment")
            )
            number = order.name or self.env._("(draft)")
            order.display_name = f"{title} {number}, {order.group_id.code or ''}".rstrip(", ")

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "state",
            "cancel_reason",
            "left_out",
            "specialist_ids",
            "course_name",
            "course_kind",
            "group_code",
            "hours",
            "date_start",
            "date_end",
            "signer_name",
            "signer_position",
        }
