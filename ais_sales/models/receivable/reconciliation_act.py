from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...tools.russian_words import amount_in_words


class ReconciliationAct(models.Model):
    """An act of reconciliation (акт сверки) of a client for a period (2.15)."""

    _name = "ais.reconciliation.act"
    _description = "Act of reconciliation"
    _inherit = ["mail.thread", "mail.activity.mixin", "ais.system.fields.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, default="/", copy=False)
    date = fields.Date(required=True, default=lambda self: self.env.company.ais_today())
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    client_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        tracking=True,
        ondelete="restrict",
        domain="[('parent_id', '=', False)]",
    )
    has_same_inn = fields.Boolean(
        "With cards of the same INN",
        help="Other cards with the client's INN, such as branches kept apart, are part of the act.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        index=True,
        default=lambda self: self.env.user,
    )
    # period
    date_from = fields.Date(
        "Period from",
        required=True,
        default=lambda self: self.env.company.ais_today().replace(month=1, day=1),
    )
    date_to = fields.Date(
        "Period to",
        required=True,
        default=lambda self: self.env.company.ais_today(),
    )
    # figures
    line_ids = fields.One2many("ais.reconciliation.act.line", "act_id", "Documents", copy=False)
    opening = fields.Monetary(
        "Opening balance",
        readonly=True,
        copy=False,
        help="Balance before the first day; above zero the client owes.",
    )
    debit = fields.Monetary(
        readonly=True,
        copy=False,
        help="What was charged to the client in the period, and what was paid back.",
    )
    credit = fields.Monetary(
        readonly=True, copy=False, help="What the client has paid in the period, and credit notes."
    )
    closing = fields.Monetary(
        "Closing balance",
        readonly=True,
        copy=False,
        tracking=True,
        help="Opening balance plus debit less credit; above zero the client owes.",
    )
    closing_words = fields.Char("In words", compute="_compute_closing_words")
    # state
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("sent", "Sent"),
            ("signed", "Signed"),
            ("difference", "With differences"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    sent_on = fields.Date("Sent on", readonly=True, copy=False)
    signed_on = fields.Date("Signed on", readonly=True, copy=False)
    reopen_reason = fields.Char(
        "Why it was reopened",
        readonly=True,
        copy=False,
        tracking=True,
        help="Of an act that had been signed.",
    )
    difference_ids = fields.One2many("ais.reconciliation.difference", "act_id", "Differences")
    open_difference_count = fields.Integer(
        "Differences open",
        compute="_compute_open_difference_count",
    )

    _period_ok = models.Constraint("CHECK (date_from <= date_to)", "A period ends after it begins.")
    _number_unique = models.UniqueIndex("(company_id, name) WHERE name != '/'")

    @api.depends("closing")
    def _compute_closing_words(self):
        for act in self:
            act.closing_words = amount_in_words(abs(act.closing))

    @api.depends("difference_ids.is_resolved")
    def _compute_open_difference_count(self):
        for act in self:
            act.open_difference_count = len(
                act.difference_ids.filtered(lambda one: not one.is_resolved),
            )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "name",
            "state",
            "opening",
            "debit",
            "credit",
            "closing",
            "sent_on",
            "signed_on",
            "reopen_reason",
        }

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            client = self.env["res.partner"].browse(vals.get("client_id"))
            vals["client_id"] = client.commercial_partner_id.id
        acts = super().create(vals_list)
        for act in acts:
            # sudo: the number is the system's to give
            act.sudo().name = act.company_id._ais_next_document_number(self._name, act.date)
        acts._fill()
        return acts

    def write(self, vals):
        frozen = {"client_id", "company_id", "has_same_inn", "date_from", "date_to"} & vals.keys()
        if frozen and any(act.state != "draft" for act in self):
            raise UserError(
                self.env._(
                    "An act that has been sent keeps its figures. Put it back to draft, or make"
                    " another act.",
                ),
            )
        result = super().write(vals)
        if frozen:
            self._fill()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        if any(act.state != "draft" or act.reopen_reason for act in self):
            raise UserError(self.env._("An act that has been sent is not deleted."))

    def action_fill(self):
        """Take the figures from the books again.

        :raise UserError: the act has been sent
        """
        self.check_access("write")
        if any(act.state != "draft" for act in self):
            raise UserError(self.env._("An act that has been sent keeps its figures."))
        self._fill()

    def action_sent(self):
        """The act has been handed over: its figures stay as they are."""
        self.check_access("write")
        self.action_fill()
        self.sudo().write(  # sudo: the state is written by the system
            {"state": "sent", "sent_on": self.env.company.ais_today()},
        )

    def action_mail(self):
        """Write the letter with the act to the client; the act becomes sent when it goes out."""
        self.ensure_one()
        self.check_access("write")
        template = self.env.ref("ais_sales.ais_reconciliation_act_mail", raise_if_not_found=False)
        return {
            "type": "ir.actions.act_window",
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": template.id if template else False,
                "default_composition_mode": "comment",
                "force_email": True,
                "ais_mark_sent": True,
            },
        }

    def message_post(self, **kwargs):
        if self.env.context.get("ais_mark_sent") and self.state == "draft":
            self.action_sent()
        return super().message_post(**kwargs)

    def action_signed(self):
        """The client has signed and agrees.

        :raise UserError: differences are open
        """
        self.check_access("write")
        if any(act.open_difference_count for act in self):
            raise UserError(self.env._("Resolve the differences before the act is signed."))
        self._check_sent()
        self.sudo().write(  # sudo: as above
            {"state": "signed", "signed_on": self.env.company.ais_today()},
        )

    def action_difference(self):
        """The client's figures are different; what they are stands in the differences."""
        self.check_access("write")
        self._check_sent()
        self.sudo().state = "difference"  # sudo: as above

    def action_draft(self, reason=None):
        """Back to draft: the figures are taken anew.

        :param str reason: why an act that the client has signed is reopened; kept
        :raise UserError: an act is signed, and no reason is given
        :raise AccessError: an act is signed, and the user is neither accountant nor head
        """
        self.check_access("write")
        vals = {"state": "draft", "sent_on": False, "signed_on": False}
        if any(act.state == "signed" for act in self):
            self._check_may_reopen(reason)
            vals["reopen_reason"] = reason.strip()
        self.sudo().write(vals)  # sudo: as above
        self._fill()

    def _check_may_reopen(self, reason):
        roles = ("head", "accountant")
        if not self.env.su and not any(
            self.env.user.has_group(f"ais_sales.group_{role}") for role in roles
        ):
            raise AccessError(
                self.env._("Signed acts are reopened by the accountant or the head of sales."),
            )
        if not (reason or "").strip():
            raise UserError(
                self.env._("The client has signed the act: write why it is reopened."),
            )

    def _check_sent(self):
        if any(act.state not in ("sent", "difference") for act in self):
            raise UserError(self.env._("Send the act to the client first."))

    def _clients(self):
        """All cards that the act is about: the client, and those with its INN when asked for."""
        # sudo: the balance is the client's, whoever keeps its other cards
        clients = self.client_id.sudo()
        if self.has_same_inn and clients.vat:
            clients |= clients.search([("vat", "=", clients.vat)]).commercial_partner_id
        return clients

    def _fill(self):
        """Figures and lines from the general ledger, one line per document."""
        self.env.flush_all()
        for act in self.sudo():  # sudo: totals of the books; who may make acts is in the access
            domain = act._books()
            act.opening = act._balance(domain, SQL("l.date < %s", act.date_from))
            rows = act._turnover(domain)
            act.line_ids.unlink()
            act.write(
                {
                    "line_ids": [(0, 0, act._line_vals(*row)) for row in rows],
                    "debit": sum(row[1] for row in rows),
                    "credit": sum(row[2] for row in rows),
                },
            )
            act.closing = act.currency_id.round(act.opening + act.debit - act.credit)

    def _books(self):
        return SQL(
            """
            FROM account_move_line l
            JOIN account_account a ON a.id = l.account_id AND a.account_type = 'asset_receivable'
            JOIN res_partner p ON p.id = l.partner_id
           WHERE p.commercial_partner_id = ANY(%s) AND l.company_id = %s
             AND l.parent_state = 'posted'
            """,
            self._clients().ids,
            self.company_id.id,
        )

    def _balance(self, books, when):
        rows = self.env.execute_query(SQL("SELECT SUM(l.balance) %s AND %s", books, when))
        return float(rows[0][0] or 0)

    def _turnover(self, books):
        """(id of the document, debit, credit), in their order."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT l.move_id, SUM(l.debit), SUM(l.credit) %s
                   AND l.date BETWEEN %s AND %s
                 GROUP BY l.move_id, l.date HAVING SUM(l.debit) != 0 OR SUM(l.credit) != 0
                 ORDER BY l.date, l.move_id
                """,
                books,
                self.date_from,
                self.date_to,
            ),
        )
        return [(move_id, float(debit), float(credit)) for move_id, debit, credit in rows]

    def _line_vals(self, move_id, debit, credit):
        move = self.env["account.move"].browse(move_id)
        return {
            "move_id": move.id,
            "date": move.date,
            "name": self.env["ais.reconciliation.act.line"]._document_name(move),
            "debit": debit,
            "credit": credit,
        }

    def _make_for_notice(self, notice):
        """The act that goes with a reminder: of the year to date, frozen at once."""
        today = notice.company_id.ais_today()
        act = self.create(
            {
                "client_id": notice.client_id.id,
                "company_id": notice.company_id.id,
                "user_id": notice.client_id.user_id.id or notice.user_id.id,
                "date_from": min(
                    [today.replace(month=1, day=1), *notice.line_ids.move_id.mapped("date")],
                ),
                "date_to": today,
            },
        )
        act.action_sent()
        return act
