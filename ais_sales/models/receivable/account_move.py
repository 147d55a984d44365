from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

EDITORS = ("ais_sales.group_specialist", "ais_sales.group_accountant", "base.group_system")


class AccountMove(models.Model):
    """An invoice in dispute, and promises that a payment may keep."""

    _inherit = "account.move"

    # inherited; the documents of a client and its first invoice are looked up by it
    commercial_partner_id = fields.Many2one(index="btree_not_null")
    ais_is_disputed = fields.Boolean(
        "Disputed",
        copy=False,
        tracking=True,
        help="The client does not agree with the invoice: no reminders are sent for it.",
    )
    ais_dispute_reason = fields.Char("Why it is disputed", copy=False, tracking=True)

    def action_ais_dispute(self, reason):
        """No reminders are sent about these invoices until the dispute is over.

        :param str reason: what the client does not agree with
        :raise UserError: no reason is given
        :raise AccessError: the invoices are another specialist's
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Write what the client does not agree with."))
        self._ais_check_may_dispute()
        # sudo: a specialist marks own invoices but may not write them
        self.sudo().write({"ais_is_disputed": True, "ais_dispute_reason": reason.strip()})

    def action_ais_end_dispute(self):
        """The dispute is over: reminders go on."""
        self._ais_check_may_dispute()
        # sudo: as above
        self.sudo().write({"ais_is_disputed": False})

    def _ais_check_may_dispute(self):
        self.check_access("read")
        if not any(self.env.user.has_group(group) for group in EDITORS) and not self.env.su:
            raise AccessError(
                self.env._("Disputes are noted by the specialist, the head or the accountant."),
            )

    @api.model
    def _has_field_access(self, field, operation):
        if (
            operation == "write"
            and field.name in ("ais_is_disputed", "ais_dispute_reason")
            and not self.env.su
            and not any(self.env.user.has_group(group) for group in EDITORS)
        ):
            return False
        return super()._has_field_access(field, operation)

    def _post(self, soft=True):
        posted = super()._post(soft)
        payments = posted.filtered(
            lambda move: (
                move.move_type == "out_refund"
                or (
                    move.move_type == "entry" and move.journal_id.type in ("bank", "cash", "credit")
                )
            ),
        )
        lines = payments.line_ids.filtered(
            lambda line: line.account_id.account_type == "asset_receivable",
        )
        if clients := lines.partner_id.commercial_partner_id:
            # sudo: whoever enters the payment, the system finds out which promise it keeps
            self.env["ais.debt.contact"].sudo()._check_promises(clients)
        return posted

    def _search_reconciled_payment_ids(self, operator, value):
        """New payments of a statement have paid nothing yet (see account_payment.py)."""
        if self.env.context.get("ais_bulk_payments") == "posting":
            return Domain.FALSE
        return super()._search_reconciled_payment_ids(operator, value)

    def _get_next_sequence_format(self):
        """The last number is looked up once for a journal and a day, not for each payment.

        The transaction holds the sequence by its first number (see `_locked_increment`), so
        nobody else takes a number in between; what is known is forgotten with Odoo's own cache.
        """
        if not self.env.context.get("ais_bulk_payments") or not self.origin_payment_id:
            return super()._get_next_sequence_format()
        cache = self._get_sequence_cache()
        key = ("ais_bulk_payments", self.journal_id.id, self.date)
        if key not in cache:
            cache[key] = super()._get_next_sequence_format()
        format_string, values = cache[key]
        return format_string, dict(values)
