from odoo import api, fields, models
from odoo.exceptions import ValidationError

RESULTS = [
    ("promised", "Promised to pay"),
    ("not_reached", "Not reached"),
    ("disputes", "Disputes the debt"),
    ("documents", "Asks for documents"),
    ("paid", "Says it is paid"),
    ("refused", "Refuses to pay"),
    ("other", "Other"),
]
# working days until the next step, and what it is
NEXT_DAYS = {
    "promised": 1,
    "not_reached": 1,
    "disputes": 1,
    "documents": 1,
    "paid": 3,
    "refused": 1,
    "other": 5,
}


class DebtContact(models.Model):
    """A talk with a client about its debt, and what came of it (2.15)."""

    _name = "ais.debt.contact"
    _description = "Contact about a debt"
    _inherit = ["ais.system.fields.mixin", "ais.notice.mixin"]
    _order = "date desc, id desc"
    _rec_name = "client_id"
    _check_company_auto = True

    client_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('parent_id', '=', False)]",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(
        "res.users",
        "Who",
        required=True,
        index=True,
        default=lambda self: self.env.user,
    )
    date = fields.Datetime("When", required=True, default=fields.Datetime.now)
    kind = fields.Selection(
        [
            ("call", "Call"),
            ("mail", "E-mail"),
            ("meeting", "Meeting"),
            ("message", "Message"),
        ],
        "Way",
        required=True,
        default="call",
    )
    contact_id = fields.Many2one(
        "res.partner",
        "With whom",
        domain="[('commercial_partner_id', '=', client_id)]",
        ondelete="set null",
    )
    move_ids = fields.Many2many(
        "account.move",
        "ais_debt_contact_move_rel",
        "contact_id",
        "move_id",
        "Invoices",
        check_company=True,
        domain="[('commercial_partner_id', '=', client_id), ('state', '=', 'posted'),"
        " ('move_type', '=', 'out_invoice')]",
    )
    result = fields.Selection(RESULTS, required=True)
    note = fields.Text("What was said")
    # promise
    promise_amount = fields.Monetary(
        "Promised", help="How much the client has promised to pay by the day named."
    )
    promise_date = fields.Date("Promised by", index="btree_not_null")
    promise_state = fields.Selection(
        [("open", "Expected"), ("kept", "Kept"), ("partly", "Kept in part"), ("broken", "Broken")],
        index="btree_not_null",
        readonly=True,
        help="Found by the system every morning, by the payments.",
    )
    promise_paid = fields.Monetary(
        "Paid since",
        readonly=True,
        help="Payments and credit notes since the promise, up to the day named.",
    )
    # next step
    next_date = fields.Date("Next step on")
    next_step = fields.Char()

    _client_date_idx = models.Index("(client_id, company_id, date)")
    _promise_ok = models.Constraint(
        "CHECK (result != 'promised' OR (promise_amount > 0 AND promise_date IS NOT NULL))",
        "A promise has a sum and a date.",
    )

    @api.constrains("promise_date", "date", "result")
    def _check_promise_date(self):
        for contact in self:
            if contact.result == "promised" and contact.promise_date < contact._day():
                raise ValidationError(
                    self.env._(
                        "%(client)s cannot have promised to pay by %(date)s: the talk was later."
                        " Put in the day that the client has named.",
                        client=contact.client_id.display_name,
                        date=contact.promise_date.strftime("%d.%m.%Y"),
                    ),
                )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"promise_state", "promise_paid"}

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("client_id"):
                client = self.env["res.partner"].browse(vals["client_id"])
                vals["client_id"] = client.commercial_partner_id.id
        contacts = super().create(vals_list)
        promises = contacts.filtered(lambda contact: contact.result == "promised")
        # sudo: the state of a promise is the system's to write
        promises.sudo().promise_state = "open"
        contacts._replace_former_promises()
        contacts._plan_next_step()
        return contacts

    def _day(self):
        """The day of the talk where the company works."""
        zone = self.company_id.ais_timezone().zone
        return fields.Datetime.context_timestamp(self.with_context(tz=zone), self.date).date()

    def _replace_former_promises(self):
        """A new promise takes the place of the open one that the client gave before."""
        promises = self.filtered(lambda contact: contact.promise_state == "open")
        if not promises:
            return
        # sudo: the former promise may have been given to a colleague
        former = self.sudo().search(
            [
                ("client_id", "in", promises.client_id.ids),
                ("company_id", "in", promises.company_id.ids),
                ("promise_state", "=", "open"),
                ("id", "not in", promises.ids),
            ],
        )
        former._judge_promises(is_over=True)

    def _plan_next_step(self):
        """Put the next step into the specialist's list: an activity on the client's card."""
        notices = []
        labels = dict(self._fields["result"]._description_selection(self.env))
        for contact in self:
            company = contact.company_id
            day = contact.next_date or company.ais_working_day(
                NEXT_DAYS[contact.result],
                contact.promise_date if contact.result == "promised" else contact._day(),
            )
            contact.next_date = day
            contact.next_step = contact.next_step or self.env._(
                "Debt: %s",
                labels[contact.result].lower(),
            )
            notices.append(
                (contact.client_id, contact.user_id, contact.next_step, contact.note, day),
            )
        self._notify_staff(notices, "ais_sales.mail_activity_debt")
