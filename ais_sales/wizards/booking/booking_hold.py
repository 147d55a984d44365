from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ...models.catalogue.course_group_seats import SeatsUnavailable
from ...tools.read_committed import entry_reads_committed


class BookingHold(models.TransientModel):
    """Hold seats for a client in two clicks, everything known filled in (2.13)."""

    _name = "ais.booking.hold"
    _description = "Hold seats"
    _inherit = ["ais.trainee.paste.mixin", "ais.window.mixin"]

    lead_id = fields.Many2one("crm.lead", "Inquiry", readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Client",
        compute="_compute_from_lead",
        store=True,
        readonly=False,
        help="Left empty, the client is made from the inquiry.",
    )
    client_name = fields.Char("New client", compute="_compute_client_name")
    course_id = fields.Many2one(
        "ais.course",
        compute="_compute_from_lead",
        store=True,
        readonly=False,
    )
    group_id = fields.Many2one(
        "ais.course.group",
        compute="_compute_group_id",
        store=True,
        readonly=False,
        required=True,
        domain="[('state', 'in', ('open', 'guaranteed')), ('enroll_until', '>=', 'today')]",
    )
    seats = fields.Integer(compute="_compute_from_lead", store=True, readonly=False, required=True)
    hold_until = fields.Datetime(compute="_compute_hold_until", store=True, readonly=False)
    seats_available = fields.Integer(related="group_id.seats_available")
    seats_waitlisted = fields.Integer(related="group_id.seats_waitlisted")
    price_unit = fields.Float(related="group_id.price_unit")
    is_full = fields.Boolean(compute="_compute_is_full")
    note = fields.Char("Note for the booking")

    @api.depends("lead_id", "group_id")
    def _compute_from_lead(self):
        for wizard in self:
            lead = wizard.lead_id
            wizard.partner_id = wizard.partner_id or lead.partner_id
            wizard.course_id = wizard.course_id or wizard.group_id.course_id or lead.ais_course_id
            wizard.seats = wizard.seats or lead.ais_seats or 1

    @api.depends("lead_id", "partner_id")
    def _compute_client_name(self):
        for wizard in self:
            lead = wizard.lead_id
            wizard.client_name = not wizard.partner_id and (
                lead.partner_name or lead.contact_name or lead.email_from
            )

    @api.depends("course_id")
    def _compute_group_id(self):
        for wizard in self:
            if not wizard.course_id:
                wizard.group_id = wizard.group_id
            elif wizard.group_id.course_id != wizard.course_id:
                wizard.group_id = wizard._suggest_group()

    @api.depends("group_id")
    def _compute_hold_until(self):
        for wizard in self:
            company = wizard.group_id.company_id or self.env.company
            wizard.hold_until = company.ais_end_of_working_day(company.ais_hold_days)

    @api.depends("seats", "seats_available", "group_id")
    def _compute_is_full(self):
        for wizard in self:
            wizard.is_full = bool(wizard.group_id) and wizard.seats > wizard.seats_available

    @entry_reads_committed
    def action_hold(self):
        """Hold the seats and open the booking.

        A client who came too late is offered the waiting list: the wizard stays open and says
        how many seats are left.
        """
        self.ensure_one()
        try:
            # refused before anything is written, see ais.booking.create
            with self.env.cr.savepoint():
                booking = self._book("hold")
        except SeatsUnavailable:
            self.invalidate_recordset()
            return {
                "type": "ir.actions.act_window",
                "name": self.env._("The group is full"),
                "res_model": self._name,
                "res_id": self.id,
                "view_mode": "form",
                "target": "new",
            }
        return booking._get_records_action()

    @entry_reads_committed
    def action_waitlist(self):
        """Put the client on the waiting list of the group and open the booking."""
        self.ensure_one()
        booking = self._book("waitlist")
        # a seat may have been set free while the client was asked
        booking.group_id._offer_free_seats()
        return booking._get_records_action()

    def _book(self, state):
        vals = {
            "group_id": self.group_id.id,
            "partner_id": self._client().id,
            "lead_id": self.lead_id.id,
            "user_id": (self.lead_id.user_id or self.env.user).id,
            "seats": self.seats,
            "state": state,
            "note": self.note,
            "trainee_ids": [Command.create(vals) for vals in self._pasted_vals()],
        }
        if state == "hold":
            vals["hold_until"] = self.hold_until
        if self.lead_id and not self.lead_id.ais_course_id:
            self.lead_id.ais_course_id = self.group_id.course_id
        return self.env["ais.booking"].create(vals)

    def _client(self):
        if not self.partner_id and self.lead_id:
            self.lead_id._handle_partner_assignment(create_missing=True)
            self.partner_id = self.lead_id.partner_id
        if not self.partner_id:
            raise UserError(self.env._("Choose the client for whom seats are held."))
        if self.lead_id and not self.lead_id.partner_id:
            self.lead_id.partner_id = self.partner_id
        return self.partner_id

    def _suggest_group(self):
        """The next group of the course with enough seats, else the next one that enrols."""
        groups = self.env["ais.course.group"].search(
            [
                ("course_id", "=", self.course_id.id),
                ("state", "in", ("open", "guaranteed")),
                ("enroll_until", ">=", fields.Date.context_today(self)),
            ],
        )
        enough = groups.filtered(lambda group: group.seats_available >= self.seats)
        return (enough or groups)[:1]
