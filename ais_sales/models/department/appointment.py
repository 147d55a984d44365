from odoo import api, fields, models

# who writes what: the proposal is the deputy director's, the order the director's (1.6)
PROPOSAL = frozenset({"kind", "position", "user_id", "team_id", "proposed_on", "grounds"})
ORDER = frozenset({"order_number", "order_date", "date_effective", "decision_note"})


class Appointment(models.Model):
    """Appointment or dismissal: the deputy director proposes, the director orders, and the role is
    given or taken on the day of the order by itself (1.6).
    """

    _name = "ais.appointment"
    _description = "Appointment"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.system.fields.mixin",
    ]
    _order = "date_effective desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    # what is proposed
    kind = fields.Selection(
        [("appoint", "Appointment"), ("dismiss", "Dismissal from the post")],
        "Kind of the order",
        required=True,
        default="appoint",
        tracking=True,
    )
    position = fields.Selection(
        [("specialist", "Sales specialist"), ("head", "Head of sales")],
        "Job position",
        required=True,
        default="specialist",
        index=True,
        tracking=True,
    )
    user_id = fields.Many2one(
        "res.users",
        "Employee",
        required=True,
        index=True,
        domain="[('share', '=', False)]",
        ondelete="restrict",
        tracking=True,
    )
    team_id = fields.Many2one(
        "crm.team",
        "Department",
        required=True,
        index=True,
        check_company=True,
        default=lambda self: self.env["crm.team"].search([], limit=1),
        ondelete="restrict",
        tracking=True,
    )
    proposed_on = fields.Date(
        "Proposed on",
        required=True,
        default=lambda self: self.env.company.ais_today(),
    )
    proposed_by_id = fields.Many2one("res.users", "Proposed by", readonly=True, copy=False)
    grounds = fields.Text("Grounds of the proposal")
    # the order
    order_number = fields.Char("Order no.", copy=False, tracking=True)
    order_date = fields.Date("Order of", copy=False, tracking=True)
    date_effective = fields.Date(
        "In force from",
        copy=False,
        index=True,
        tracking=True,
        help="On this day the role is given or taken by itself; the day of the order when empty.",
    )
    ordered_by_id = fields.Many2one("res.users", "Ordered by", readonly=True, copy=False)
    decision_note = fields.Text("Remark of the director", copy=False)
    # state
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("ordered", "Ordered"),
            ("in_force", "In force"),
            ("ended", "Ended"),
            ("refused", "Refused"),
        ],
        required=True,
        readonly=True,
        default="proposed",
        copy=False,
        index=True,
        tracking=True,
    )
    ended_on = fields.Date("Until", readonly=True, copy=False, help="The first day without it.")
    ended_by_id = fields.Many2one(
        "ais.appointment",
        "Ended by the order",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The order that ended this appointment.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )

    # the last guards: an order and an appointment of the team for each, whoever writes
    _one_head = models.UniqueIndex(
        "(team_id) WHERE state = 'in_force' AND kind = 'appoint' AND position = 'head'",
        "The department has a head in force already.",
    )
    _one_position = models.UniqueIndex(
        "(user_id, team_id) WHERE state = 'in_force' AND kind = 'appoint'",
        "This employee has an appointment in force in this department already.",
    )
    _ordered = models.Constraint(
        "CHECK (state IN ('proposed', 'refused') OR (order_number IS NOT NULL"
        " AND order_date IS NOT NULL AND date_effective IS NOT NULL))",
        "An order has a number, a date and a day from which it is in force.",
    )

    @api.depends("kind", "position", "user_id", "order_number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        positions = dict(self._fields["position"]._description_selection(self.env))
        for one in self:
            # sudo: a colleague's name
            parts = [one.user_id.sudo().name, kinds.get(one.kind), positions.get(one.position)]
            if one.order_number:
                parts.append(self.env._("order no. %s", one.order_number))
            one.display_name = ", ".join(filter(None, parts))

    @api.model
    def _ais_system_fields(self):
        system = {"proposed_by_id", "ordered_by_id", "state", "ended_on", "ended_by_id"}
        return super()._ais_system_fields() | system

    @api.model
    def _has_field_access(self, field, operation):
        if operation == "write" and not self.env.su:
            for names, role in ((PROPOSAL, "deputy"), (ORDER, "director")):
                if field.name in names and not self.env.user.has_group(f"ais_sales.group_{role}"):
                    return False
        return super()._has_field_access(field, operation)
