from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

STEPS = {
    "week": relativedelta(weeks=1),
    "two_weeks": relativedelta(weeks=2),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
    "half_year": relativedelta(months=6),
    "year": relativedelta(years=1),
}


class ContactAgreement(models.Model):
    """The next contact agreed on with a client; one record for each time (2.18).

    A recurring one makes the next when it is done, so that the done and the missed ones can be
    counted.
    """

    _name = "ais.contact.agreement"
    _description = "Agreed contact"
    _inherit = ["ais.notice.mixin", "ais.system.fields.mixin"]
    _order = "date, id"
    _rec_name = "topic"

    partner_id = fields.Many2one(
        "res.partner",
        "Client",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('parent_id', '=', False)]",
    )
    contact_id = fields.Many2one(
        "res.partner",
        "Whom to call",
        domain="[('commercial_partner_id', '=', partner_id)]",
    )
    phone = fields.Char(compute="_compute_reach")
    email = fields.Char(compute="_compute_reach")
    user_id = fields.Many2one(
        "res.users",
        "Specialist",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
    )
    date = fields.Date(
        required=True,
        index=True,
        default=lambda self: fields.Date.context_today(self),
    )
    agreed_date = fields.Date(
        "First agreed for",
        readonly=True,
        copy=False,
        help="When the contact was to take place before nobody answered.",
    )
    series_date = fields.Date(
        "Recurs since",
        readonly=True,
        copy=False,
        help="The first day of a recurring contact: the next ones are counted from it.",
    )
    topic = fields.Char("About what", required=True)
    repeat = fields.Selection(
        [
            ("week", "Every week"),
            ("two_weeks", "Every two weeks"),
            ("month", "Every month"),
            ("quarter", "Every quarter"),
            ("half_year", "Every half-year"),
            ("year", "Every year"),
        ],
        help="Empty for once.",
    )
    source = fields.Selection(
        [("agreed", "Agreed with the client"), ("policy", "Contact policy")],
        "Why",
        default="agreed",
        required=True,
        readonly=True,
        copy=False,
    )
    state = fields.Selection(
        [("planned", "Planned"), ("done", "Done"), ("cancelled", "Cancelled")],
        default="planned",
        required=True,
        copy=False,
        index=True,
    )
    attempts = fields.Integer(
        "No answer, times",
        readonly=True,
        copy=False,
        help="How many times in a row nobody answered; each moves the contact to the"
        " next working day.",
    )
    is_missed = fields.Boolean(
        "Missed",
        readonly=True,
        copy=False,
        help="The day went by without the contact.",
    )
    done_at = fields.Datetime("Done at", readonly=True, copy=False)
    outcome = fields.Text()
    activity_id = fields.Many2one(
        "mail.activity",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    activity_date = fields.Date(
        "In the list since",
        readonly=True,
        copy=False,
        help="The morning on which the call was put into the specialist's list.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )

    _today_idx = models.Index("(date, user_id) WHERE state = 'planned'")
    # the contact that the policy asks for is planned once
    _policy_once = models.UniqueIndex(
        "(partner_id) WHERE source = 'policy' AND state = 'planned'",
        "The contact that the policy asks for is planned already.",
    )

    @api.depends("partner_id", "contact_id")
    def _compute_reach(self):
        for agreement in self:
            person = agreement.contact_id or agreement.partner_id
            agreement.phone = person.phone or agreement.partner_id.phone
            agreement.email = person.email or agreement.partner_id.email

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "agreed_date",
            "series_date",
            "source",
            "state",
            "attempts",
            "is_missed",
            "done_at",
            "activity_id",
            "activity_date",
        }

    @api.model_create_multi
    def create(self, vals_list):
        agreements = super().create(vals_list)
        # sudo: these are the system's
        for agreement in agreements.sudo():
            agreement.agreed_date = agreement.date
            agreement.series_date = agreement.series_date or agreement.date
        return agreements

    def write(self, vals):
        result = super().write(vals)
        # sudo: what follows from the change is the system's, and the task may be a colleague's
        own = self.sudo()
        if "date" in vals and not self.env.context.get("ais_no_answer"):
            super(ContactAgreement, own).write(
                {"agreed_date": vals["date"], "series_date": vals["date"]},
            )
        for field, name in (("date", "date_deadline"), ("user_id", "user_id")):
            if field in vals:
                own._listed().write({name: vals[field]})
        return result

    def _listed(self):
        """The open tasks of these contacts; a contact whose task was deleted is listed anew."""
        tasks = self.activity_id.filtered("active")
        lost = self.filtered(lambda agreement: agreement.activity_id not in tasks)
        lost.write({"activity_date": False})
        return tasks

    # -- outcomes, one click each

    def action_reached(self):
        """The client was reached: the contact is done, a recurring one is planned again."""
        for agreement in self:
            agreement._check_planned()
        activities = self.activity_id
        self._finish()
        activities.filtered(lambda activity: activity.active).action_feedback()
        self._plan_next()

    def action_no_answer(self):
        """Nobody answered: again on the next working day.

        :raise UserError: when the day of the contact has not come
        """
        self.check_access("write")
        today = fields.Date.context_today(self)
        for agreement in self:
            agreement._check_planned()
            if agreement.date > today:
                raise UserError(
                    self.env._(
                        "“%(client)s” is to be contacted on %(date)s: that nobody answered is noted"
                        " on that day.",
                        client=agreement.partner_id.display_name,
                        date=format_date(self.env, agreement.date),
                    ),
                )
            # sudo: attempts are counted by this button only
            agreement.sudo().with_context(ais_no_answer=True).write(
                {
                    "date": agreement.company_id.ais_working_day(1),
                    "attempts": agreement.attempts + 1,
                },
            )

    def action_agree_next(self):
        """The client was reached, and the next contact is agreed on."""
        self.ensure_one()
        self._check_planned()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_contact_next_action",
        )
        action["context"] = {"default_agreement_id": self.id}
        return action

    def action_cancel(self):
        """The contact is not needed any more."""
        for agreement in self:
            agreement._check_planned()
        self.check_access("write")
        # sudo: the state is written by the buttons only
        self.sudo()._cancel()

    def _cancel(self):
        activities = self.activity_id
        self.write({"state": "cancelled"})
        activities.unlink()

    def action_open_client(self):
        """Open the client's card."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
        }

    def _check_planned(self):
        if self.state != "planned":
            raise UserError(
                self.env._(
                    "The contact with “%(client)s” on %(date)s is done or cancelled already.",
                    client=self.partner_id.display_name,
                    date=format_date(self.env, self.date),
                ),
            )

    def _finish(self, outcome=None):
        """Note planned contacts as done."""
        self.check_access("write")
        # sudo: the state is written by the buttons only
        planned = self.sudo().filtered(lambda agreement: agreement.state == "planned")
        vals = {"state": "done", "done_at": fields.Datetime.now()}
        if outcome:
            vals["outcome"] = outcome
        planned.write(vals)
        planned.partner_id._ais_note_contact()
        return planned.with_env(self.env)

    def _plan_next(self):
        """The next time of recurring contacts, on a working day."""
        today = fields.Date.context_today(self)
        vals_list = []
        for agreement in self.filtered("repeat"):
            # counted from the first day: what falls on the 31st comes back to the 31st
            first, step = agreement.series_date or agreement.date, STEPS[agreement.repeat]
            # a contact that was done late does not bring the next one on the same day
            last = max(today, agreement.agreed_date or agreement.date)
            times = 1
            while first + step * times <= last:
                times += 1
            day = first + step * times
            vals_list.append(
                {
                    "partner_id": agreement.partner_id.id,
                    "contact_id": agreement.contact_id.id,
                    "user_id": agreement.user_id.id,
                    # the first working day on it or after it
                    "date": agreement.company_id.ais_working_day(1, day - relativedelta(days=1)),
                    "series_date": first,
                    "topic": agreement.topic,
                    "repeat": agreement.repeat,
                    "company_id": agreement.company_id.id,
                },
            )
        # sudo: since when a contact recurs is the system's to write
        return self.sudo().create(vals_list).with_env(self.env)
