from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date


class Absence(models.Model):
    """Days on which somebody of the department is away, and who stands in (1.7).

    Known to the distribution of inquiries, to the contact schedule and to the plan. An absence that
    a specialist asks for counts once the head has confirmed it.
    """

    _name = "ais.absence"
    _description = "Absence"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.system.fields.mixin",
    ]
    _order = "date_from desc, id desc"
    _check_company_auto = True

    # who
    user_id = fields.Many2one(
        "res.users",
        "Employee",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        ondelete="cascade",
        tracking=True,
    )
    substitute_id = fields.Many2one(
        "res.users",
        index="btree_not_null",
        domain=lambda self: self._substitute_domain(),
        ondelete="set null",
        tracking=True,
        help="For these days sees and does the employee's contacts, clients and inquiries.",
    )
    substitute_warning = fields.Char("Warning", compute="_compute_substitute_warning")
    # when
    date_from = fields.Date("Away from", required=True, tracking=True)
    date_until = fields.Date(
        "Away until",
        tracking=True,
        help="The last day of absence. Empty while it is not known, as in an illness.",
    )
    # what
    kind = fields.Selection(
        [
            ("vacation", "Vacation"),
            ("illness", "Illness"),
            ("trip", "Business trip"),
            ("other", "Other"),
        ],
        "Kind of absence",
        required=True,
        default="vacation",
        tracking=True,
    )
    note = fields.Char()
    state = fields.Selection(
        [("draft", "To be confirmed"), ("confirmed", "Confirmed")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
        help="Only confirmed absences count.",
    )
    is_now = fields.Boolean("Away now", compute="_compute_is_now", search="_search_is_now")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )

    _dates_ok = models.Constraint(
        "CHECK (date_from <= date_until)",
        "An absence cannot end before it begins.",
    )
    _not_oneself = models.Constraint(
        "CHECK (substitute_id IS DISTINCT FROM user_id)",
        "Nobody stands in for oneself.",
    )
    # both as ranges: PostgreSQL compares these without the extension btree_gist
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(user_id, user_id, '[]') WITH &&,"
        " daterange(date_from, date_until, '[]') WITH &&)",
        "This employee has another absence on these days.",
    )

    @api.depends("user_id", "kind", "date_from", "date_until")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for absence in self:
            # sudo: a colleague's name
            name = absence.user_id.sudo().name or ""
            days = absence._days_text() if absence.date_from else ""
            absence.display_name = f"{name}: {kinds.get(absence.kind, '')} {days}".strip()

    @api.depends("substitute_id", "date_from", "date_until")
    def _compute_substitute_warning(self):
        """Says that the substitute is away on some of these days too."""
        for absence in self:
            others = absence._overlapping(absence.substitute_id)
            absence.substitute_warning = bool(others) and self.env._(
                "%(name)s is away on some of these days too: %(days)s.",
                name=absence.substitute_id.sudo().name,  # sudo: a colleague's name
                days=", ".join(other._days_text() for other in others),
            )

    def _compute_is_now(self):
        for absence in self:
            today = absence.company_id.ais_today() if absence.company_id else False
            absence.is_now = bool(absence.state == "confirmed" and absence._covers(today))

    @api.model
    def _search_is_now(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company.ais_today()
        return [
            ("state", "=", "confirmed"),
            ("date_from", "<=", today),
            "|",
            ("date_until", "=", False),
            ("date_until", ">=", today),
        ]

    def _days_text(self):
        self.ensure_one()
        first = format_date(self.env, self.date_from)
        if not self.date_until:
            return self.env._("from %s", first)
        return f"{first} – {format_date(self.env, self.date_until)}"

    def _covers(self, day):
        """Whether a day lies within the absence."""
        self.ensure_one()
        return bool(
            day
            and self.date_from
            and self.date_from <= day
            and (not self.date_until or day <= self.date_until),
        )

    def _overlapping(self, user):
        """Other confirmed absences of a user on some of these days."""
        self.ensure_one()
        if not user or not self.date_from:
            return self.browse()
        return self._on_days(user.id, self.date_from, self.date_until).filtered(
            lambda one: one.state == "confirmed" and one != self._origin,
        )

    @api.model
    def _substitute_domain(self):
        role = self.env["ir.model.data"]._xmlid_to_res_id("ais_sales.group_specialist")
        return f"[('all_group_ids', 'in', [{role}]), ('id', '!=', user_id)]"

    @api.constrains("substitute_id", "company_id")
    def _check_substitute(self):
        for absence in self:
            # sudo: roles and companies of a colleague
            user = absence.substitute_id.sudo()
            if user and not (
                user.has_group("ais_sales.group_specialist")
                and absence.company_id in user.company_ids
            ):
                raise ValidationError(
                    self.env._(
                        "%s does not work in the department and cannot stand in.",
                        user.name,
                    ),
                )

    @api.model
    def _on_days(self, user_id, first, last):
        """Absences of a user that have a day in common with these; an empty last day is open."""
        domain = Domain("user_id", "=", user_id)
        domain &= Domain("date_until", "=", False) | Domain("date_until", ">=", first)
        if last:
            domain &= Domain("date_from", "<=", last)
        # sudo: also of another company, and a colleague's that waits to be confirmed
        return self.sudo().search(domain)

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"state"}

    # -- deciding

    def action_confirm(self):
        """Confirm absences that specialists ask for; from now on they count.

        :raise AccessError: the user is not the head
        :raise UserError: one is confirmed already
        """
        self._check_head()
        for absence in self:
            if absence.state == "confirmed":
                raise UserError(self.env._("“%s” is confirmed already.", absence.display_name))
        # sudo: the state is written by this button only, which ends everybody's tasks about it
        absences = self.sudo()
        absences.write({"state": "confirmed"})
        absences.activity_ids.unlink()
        for absence in self.filtered(lambda one: one.create_uid != self.env.user):
            absence.message_notify(
                partner_ids=(absence.create_uid | absence.user_id).partner_id.ids,
                body=self.env._("Confirmed: %s", absence.display_name),
                subject=absence.display_name,
            )

    def _check_head(self):
        self.check_access("write")
        if not (self.env.su or self.env.user.has_group("ais_sales.group_head")):
            raise AccessError(self.env._("Absences are confirmed by the head of sales."))
