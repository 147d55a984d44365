from odoo import api, fields, models
from odoo.exceptions import UserError


class BankAllocate(models.TransientModel):
    """What a payment is for, chosen by the accountant (2.14)."""

    _name = "ais.bank.allocate"
    _inherit = ["ais.window.mixin"]
    _description = "Allocate a payment by hand"

    line_id = fields.Many2one("ais.bank.import.line", "Payment", required=True, readonly=True)
    company_id = fields.Many2one(related="line_id.company_id")
    currency_id = fields.Many2one(related="line_id.currency_id")
    amount = fields.Monetary(related="line_id.amount")
    purpose = fields.Text(related="line_id.purpose")
    payer_name = fields.Char(related="line_id.payer_name")
    partner_id = fields.Many2one(
        "res.partner",
        "Client",
        required=True,
        compute="_compute_partner_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    is_advance = fields.Boolean(
        "Advance of the client",
        help="No invoice yet: the whole sum is kept as the client's credit.",
    )
    move_ids = fields.Many2many(
        "account.move",
        string="Invoices",
        compute="_compute_move_ids",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('commercial_partner_id', '=', partner_id), ('company_id', '=', company_id),"
        " ('currency_id', '=', currency_id), ('state', '=', 'posted'),"
        " ('move_type', 'in', ('out_invoice', 'out_receipt')), ('amount_residual', '>', 0)]",
        help="Paid in the order of their due dates; what is left stays as the client's credit.",
    )
    rest = fields.Monetary("Stays as credit", compute="_compute_rest")

    @api.depends("line_id")
    def _compute_partner_id(self):
        for one in self:
            one.partner_id = one.line_id.partner_id

    @api.depends("partner_id", "is_advance")
    def _compute_move_ids(self):
        for one in self:
            partner = one.partner_id.commercial_partner_id
            moves = one.move_ids or one.line_id.allocation_ids.move_id
            one.move_ids = moves.filtered(
                lambda move, partner=partner, one=one: (
                    move.commercial_partner_id == partner and not one.is_advance
                ),
            )

    @api.depends("move_ids.amount_residual", "amount")
    def _compute_rest(self):
        for one in self:
            one.rest = max(one.amount - sum(one.move_ids.mapped("amount_residual")), 0.0)

    def action_post(self):
        """Post the payment as chosen.

        :raise UserError: when no invoice is chosen and it is no advance, or one is not fit
        """
        self.ensure_one()
        line = self.line_id
        line._check_accountant()
        line._check_former_payment()
        if line.state not in ("proposed", "unmatched"):
            raise UserError(self.env._("“%s” does not wait any more.", line.display_name))
        if not self.move_ids and not self.is_advance:
            raise UserError(self.env._("Choose the invoices, or keep the sum as an advance."))
        partner = self.partner_id.commercial_partner_id
        shares, rest = self._shares(partner)
        reason = self.env._("Chosen by %s.", self.env.user.name)
        line._propose(partner, shares, rest, reason)
        line._post_lines()
        return {"type": "ir.actions.act_window_close"}

    def _shares(self, partner):
        rest, shares = self.amount, []
        moves = self.env["account.move"] if self.is_advance else self.move_ids
        for move in moves.sorted(lambda one: (one.invoice_date_due or one.date, one.id)):
            if (
                move.commercial_partner_id != partner
                or move.company_id != self.company_id
                or move.currency_id != self.currency_id
                or move.state != "posted"
            ):
                raise UserError(
                    self.env._(
                        "“%s” is not an open invoice of this client in this currency.",
                        move.display_name,
                    ),
                )
            part = min(rest, move.amount_residual)
            if self.currency_id.compare_amounts(part, 0) <= 0:
                raise UserError(
                    self.env._("Nothing of the sum is left for “%s”.", move.display_name),
                )
            shares.append((move, part))
            rest = self.currency_id.round(rest - part)
        return shares, rest


class BankIgnore(models.TransientModel):
    """Payments that are no client's (2.14)."""

    _name = "ais.bank.ignore"
    _inherit = ["ais.window.mixin"]
    _description = "Leave a payment out"

    line_ids = fields.Many2many("ais.bank.import.line", string="Payments", readonly=True)
    reason = fields.Char(required=True, help="For example: refund of a supplier, loan, interest.")

    def action_ignore(self):
        """Leave the payments out, with the reason.

        :raise UserError: when one does not wait any more, or no reason is given
        """
        self.line_ids._check_accountant()
        if not (self.reason or "").strip():
            raise UserError(self.env._("Write why the payment is left out."))
        for line in self.line_ids:
            if line.state not in ("proposed", "unmatched"):
                raise UserError(self.env._("“%s” does not wait any more.", line.display_name))
        self.line_ids._set(
            {
                "state": "ignored",
                "partner_id": False,
                "user_id": False,
                "rest": 0,
                "confidence": False,
                "allocation_ids": [(5, 0, 0)],
                "reason": self.env._(
                    "Left out by %(user)s: %(reason)s",
                    user=self.env.user.name,
                    reason=self.reason.strip(),
                ),
            },
        )
        return {"type": "ir.actions.act_window_close"}
