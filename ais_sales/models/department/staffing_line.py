from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import format_date, formatLang


class StaffingLine(models.Model):
    """A line of the staffing table: how many units of a position the director has approved for the
    department, since when, and how many of them are filled (3.1).
    """

    _name = "ais.staffing.line"
    _description = "Line of the staffing table"
    _inherit = ["mail.thread", "ais.system.fields.mixin"]
    _order = "team_id, position, valid_from desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    position = fields.Selection(
        [("specialist", "Sales specialist"), ("head", "Head of sales")],
        "Job position",
        required=True,
        default="specialist",
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
    )
    units = fields.Float(
        required=True,
        default=1,
        digits=(6, 2),
        tracking=True,
        help="Posts by the staffing table, in quarters: 0.25, 0.5, 1, 2.5.",
    )
    valid_from = fields.Date(
        "In force from",
        required=True,
        default=lambda self: self.env.company.ais_today(),
        tracking=True,
    )
    valid_until = fields.Date(
        "In force until",
        readonly=True,
        copy=False,
        help="Set when the director approves the next line for the same position.",
    )
    order_number = fields.Char("Order no.", copy=False, tracking=True)
    note = fields.Char()
    state = fields.Selection(
        [("draft", "Draft"), ("approved", "In force"), ("ended", "Replaced")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    approved_by_id = fields.Many2one("res.users", "Approved by", readonly=True, copy=False)
    approved_on = fields.Date("Date of approval", readonly=True, copy=False)
    # kept, so that the table has sums and graphs
    filled = fields.Integer(
        compute="_compute_filled",
        store=True,
        help="Appointments to the position that are in force, while the line is.",
    )
    vacant = fields.Float(
        compute="_compute_filled",
        store=True,
        digits=(6, 2),
        help="Approved units less appointments in force.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )

    _units_ok = models.Constraint(
        "CHECK (units > 0 AND units * 4 = floor(units * 4))",
        "Units are positive, in quarters: 0.25, 0.5, 0.75, 1 …",
    )
    _dates_ok = models.Constraint(
        "CHECK (valid_from <= valid_until)",
        "A line cannot end before it begins.",
    )
    # one for each position: PostgreSQL compares ranges without the extension btree_gist
    _one_head = models.Constraint(
        "EXCLUDE USING gist (int4range(team_id, team_id, '[]') WITH &&,"
        " daterange(valid_from, valid_until, '[]') WITH &&)"
        " WHERE (state <> 'draft' AND position = 'head')",
        "The head's position has an approved line for these days already.",
    )
    _one_specialist = models.Constraint(
        "EXCLUDE USING gist (int4range(team_id, team_id, '[]') WITH &&,"
        " daterange(valid_from, valid_until, '[]') WITH &&)"
        " WHERE (state <> 'draft' AND position = 'specialist')",
        "The specialists' position has an approved line for these days already.",
    )

    @api.depends(
        "state",
        "units",
        "position",
        "valid_from",
        "valid_until",
        "team_id.ais_appointment_ids.state",
        "team_id.ais_appointment_ids.position",
        "team_id.ais_appointment_ids.user_id.active",
    )
    def _compute_filled(self):
        # sudo: orders are counted, whoever reads the table
        counts = {
            (team.id, position): count
            for team, position, count in self.env["ais.appointment"]
            .sudo()
            ._read_group(
                [
                    ("team_id", "in", self.team_id.ids),
                    ("kind", "=", "appoint"),
                    ("state", "=", "in_force"),
                    ("user_id.active", "=", True),
                ],
                ["team_id", "position"],
                ["__count"],
            )
        }
        for line in self:
            count = counts.get((line.team_id.id, line.position), 0) if line._is_current() else 0
            line.filled = count
            line.vacant = max(line.units - count, 0) if line._is_current() else 0

    def _is_current(self):
        today = self.company_id.ais_today() if self.company_id else False
        return bool(
            today
            and self.state == "approved"
            and self.valid_from <= today
            and (not self.valid_until or today <= self.valid_until),
        )

    @api.model
    def _ais_system_fields(self):
        system = {"valid_until", "state", "approved_by_id", "approved_on", "filled", "vacant"}
        return super()._ais_system_fields() | system

    @api.depends("position", "team_id", "units")
    @api.depends_context("lang")
    def _compute_display_name(self):
        positions = dict(self._fields["position"]._description_selection(self.env))
        for line in self:
            units = formatLang(self.env, line.units, digits=2).rstrip("0").rstrip(".,")
            line.display_name = self.env._(
                "%(position)s, units: %(units)s",
                position=positions.get(line.position),
                units=units,
            )

    # -- deciding

    def action_approve(self):
        """Approve lines; each replaces the one in force for the same position from its first day.

        :raise AccessError: the user is not the director
        :raise UserError: a line is approved already, or begins before the one that it replaces
        """
        if not (self.env.su or self.env.user.has_group("ais_sales.group_director")):
            raise AccessError(self.env._("The staffing table is approved by the director."))
        self.check_access("read")
        # sudo: the state is written by this button only, the role was checked above
        for line in self.sudo():
            if line.state != "draft":
                raise UserError(self.env._("“%s” is approved already.", line.display_name))
            line._replace_previous()
            line.write(
                {
                    "state": "approved",
                    "approved_by_id": self.env.uid,
                    "approved_on": line.company_id.ais_today(),
                },
            )

    def action_change(self):
        """Make the next line for the same position; the approved one is never changed."""
        self.ensure_one()
        line = self.copy({"valid_from": self.company_id.ais_today()})
        return line._get_records_action(name=self.env._("Change of the staffing table"))

    def _replace_previous(self):
        previous = self.search(
            [
                ("team_id", "=", self.team_id.id),
                ("position", "=", self.position),
                ("state", "!=", "draft"),
                "|",
                ("valid_until", "=", False),
                ("valid_until", ">=", self.valid_from),
            ],
        )
        if late := previous.filtered(lambda one: one.valid_from >= self.valid_from)[:1]:
            raise UserError(
                self.env._(
                    "There is an approved line from %(date)s: a new one begins after it.",
                    date=format_date(self.env, late.valid_from),
                ),
            )
        previous.valid_until = fields.Date.subtract(self.valid_from, days=1)
        previous.flush_recordset()

    @api.model
    def _cron_turn(self):
        """In the morning: lines whose days are over are replaced, the next ones are in force."""
        # there are few of them
        for company in self.env["res.company"].search(Domain.TRUE):
            today = company.ais_today()
            own = Domain("company_id", "=", company.id) & Domain("state", "=", "approved")
            over = self.search(own & Domain("valid_until", "<", today))
            over.state = "ended"
            begun = self.search(
                own & Domain("valid_from", ">=", fields.Date.subtract(today, days=7)),
            )
            self.env.add_to_compute(self._fields["filled"], begun)
            self.env.add_to_compute(self._fields["vacant"], begun)
        self.flush_model()
