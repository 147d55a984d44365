from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

PURPOSES = [("processing", "Processing of personal data"), ("marketing", "Marketing mailings")]


class Consent(models.Model):
    """A person's consent to one purpose: since when, on what basis, until when (2.6, 152-ФЗ).

    One record is one purpose: consents are never bundled.
    """

    _name = "ais.consent"
    _description = "Consent"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "ais.notice.mixin",
        "ais.system.fields.mixin",
    ]
    _order = "given_on desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        "Person",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('is_company', '=', False)]",
    )
    purpose = fields.Selection(
        PURPOSES,
        required=True,
        default="processing",
        tracking=True,
        help="What the person agrees to: processing of the data and mailings are"
        " separate consents.",
    )
    basis = fields.Selection(
        [
            ("consent", "Consent of the person"),
            ("contract", "Contract with the person"),
            ("law", "Duty by law"),
        ],
        required=True,
        default="consent",
        tracking=True,
    )
    form = fields.Selection(
        [("paper", "On paper"), ("site", "On the site"), ("contract", "In the contract")],
        "Given how",
        required=True,
        default="paper",
        tracking=True,
    )
    given_on = fields.Date(
        required=True,
        default=lambda self: fields.Date.context_today(self),
        tracking=True,
    )
    valid_until = fields.Date(tracking=True, help="Empty until it is withdrawn.")
    text_version = fields.Char(
        "Version of the text",
        default=lambda self: self.env.company.ais_consent_version,
        help="Version of the text that was signed; the number stands in the settings.",
    )
    file = fields.Binary("Signed consent", attachment=True)
    file_name = fields.Char()
    source = fields.Char("Evidence", help="Page of the site, address, who took it.")
    withdrawn_on = fields.Date("Withdrawn on", readonly=True, copy=False, tracking=True)
    withdrawn_by_id = fields.Many2one("res.users", "Withdrawal taken by", readonly=True, copy=False)
    state = fields.Selection(
        [("active", "In force"), ("expired", "Expired"), ("withdrawn", "Withdrawn")],
        compute="_compute_state",
        search="_search_state",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )

    _dates_ok = models.Constraint(
        "CHECK (valid_until >= given_on)",
        "A consent cannot end before it is given.",
    )

    @api.depends("withdrawn_on", "valid_until")
    def _compute_state(self):
        today = fields.Date.context_today(self)
        for consent in self:
            if consent.withdrawn_on:
                consent.state = "withdrawn"
            elif consent.valid_until and consent.valid_until < today:
                consent.state = "expired"
            else:
                consent.state = "active"

    @api.model
    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        ended = [("valid_until", "!=", False), ("valid_until", "<", today)]
        domains = {
            "withdrawn": [("withdrawn_on", "!=", False)],
            "expired": [("withdrawn_on", "=", False), *ended],
            "active": [
                ("withdrawn_on", "=", False),
                "|",
                ("valid_until", "=", False),
                ("valid_until", ">=", today),
            ],
        }
        return fields.Domain.OR([domains[state] for state in value if state in domains])

    @api.constrains("given_on")
    def _check_given_on(self):
        for consent in self:
            if consent.given_on > fields.Date.context_today(consent):
                raise ValidationError(
                    self.env._(
                        "The consent of %s cannot be given in the future.",
                        consent.partner_id.name,
                    ),
                )

    @api.constrains("purpose", "basis")
    def _check_marketing_basis(self):
        for consent in self:
            # ч. 1 ст. 18 38-ФЗ: advertising needs the addressee's own prior consent
            if consent.purpose == "marketing" and consent.basis != "consent":
                raise ValidationError(
                    self.env._(
                        "Marketing mailings need the consent of %s.", consent.partner_id.name
                    ),
                )

    def action_withdraw(self):
        """The person withdraws the consent; mailings stop at once, the rest has a deadline.

        :raise UserError: when it is withdrawn already
        """
        for consent in self:
            if consent.withdrawn_on:
                raise UserError(
                    self.env._("%s has withdrawn this consent already.", consent.partner_id.name),
                )
        self.check_access("write")
        today = fields.Date.context_today(self)
        # sudo: a withdrawal is written by this button only; it holds for all consents of the person
        # to the purpose, whoever entered them
        withdrawn = self.sudo()
        withdrawn |= withdrawn.search(
            [("partner_id", "in", self.partner_id.ids), ("state", "=", "active")],
        ).filtered(
            lambda other: any(
                other.partner_id == consent.partner_id and other.purpose == consent.purpose
                for consent in self
            ),
        )
        withdrawn.write({"withdrawn_on": today, "withdrawn_by_id": self.env.uid})
        for consent in self:
            consent._after_withdrawal(today)

    def _after_withdrawal(self, today):
        if self.purpose == "marketing":
            email = self.partner_id.email_normalized
            if email:
                # sudo: the stop-list is for mailing managers; it outlives the person's card
                self.env["mail.blacklist"].sudo()._add(email)
            return
        deadline = fields.Date.add(today, days=self.company_id.ais_consent_days)
        self._notify_staff(
            [
                (
                    self,
                    self.partner_id.user_id or self._staff_of("head", self.company_id),
                    self.env._("Consent withdrawn: destroy the personal data"),
                    "",
                    deadline,
                ),
            ],
        )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"withdrawn_on", "withdrawn_by_id"}

    @api.model_create_multi
    def create(self, vals_list):
        consents = super().create(vals_list)
        given = consents.filtered(lambda one: one.purpose == "marketing" and one.state == "active")
        # sudo: the stop-list is for mailing managers; who agrees again is taken off it
        blacklist = self.env["mail.blacklist"].sudo()
        for email in filter(None, given.partner_id.mapped("email_normalized")):
            blacklist._remove(email)
        return consents

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        yesterday = fields.Datetime.now() - timedelta(days=1)
        for consent in self:
            if consent.withdrawn_on or consent.create_date < yesterday:
                raise UserError(
                    self.env._(
                        "The consent of %s is evidence and is kept: withdraw it instead.",
                        consent.partner_id.name,
                    ),
                )

    def action_print(self):
        """Print the consent for signature."""
        return self.env.ref("ais_sales.report_consent").report_action(self)

    @api.model
    def _allowed_emails(self, emails):
        """Which of these addresses may get marketing mailings.

        :param emails: normalised addresses
        :return: set of normalised addresses
        """
        # sudo: nobody who writes a letter needs to read the consents
        consents = self.sudo().search_fetch(
            [
                ("purpose", "=", "marketing"),
                ("state", "=", "active"),
                ("partner_id.email_normalized", "in", list(emails)),
            ],
            ["partner_id"],
        )
        return set(consents.partner_id.mapped("email_normalized"))
