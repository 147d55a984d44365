from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import formatLang

# states in which the books do not have the money
OUT_OF_BOOKS = ("draft", "canceled", "rejected")


class BankImportLine(models.Model):
    """A payment that leaves the books outside the import brings its line back to the queue (2.14).

    The line keeps its key, so the same file again adds nothing; it remembers the payment, so that
    the money is not entered a second time when the payment is posted again.
    """

    _inherit = "ais.bank.import.line"

    former_payment_id = fields.Many2one(
        "account.payment",
        "Payment taken back",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="A payment of the books that was cancelled or deleted after it had been"
        " posted from here.",
    )

    @api.model
    def _release(self, payments, reason):
        """Let the lines of payments wait again.

        :param payments: account.payment that are no longer in the books
        :param str reason: what happened; kept with the line
        """
        # sudo: whoever may cancel the payment, the system alone writes lines
        lines = self.sudo().search([("payment_id", "in", payments.ids), ("state", "=", "posted")])
        for line in lines:
            line.write(
                {
                    "state": line._waiting_state(),
                    "payment_id": False,
                    "former_payment_id": line.payment_id.id,
                    "confidence": "low",
                    "reason": f"{reason} {line.reason or ''}".strip(),
                },
            )

    def _waiting_state(self):
        return "proposed" if self.allocation_ids or self.partner_id else "unmatched"

    @api.model
    def _take_again(self, payments):
        """Payments are posted again: their lines are posted with them, unless a person has to look.

        :param payments: account.payment
        :raise UserError: when a line has been entered by another payment meanwhile
        """
        # sudo: as above
        for line in self.sudo().search([("former_payment_id", "in", payments.ids)]):
            payment = line.former_payment_id
            if line.payment_id:
                raise UserError(
                    self.env._(
                        "%(line)s of the statement has been entered anew by the payment"
                        " %(other)s: %(payment)s would be the same money a second time. Cancel it.",
                        line=line.display_name,
                        other=line.payment_id.display_name,
                        payment=payment.display_name,
                    ),
                )
            if line.state in ("proposed", "unmatched"):
                line.write(line._again_vals(payment))

    def _again_vals(self, payment):
        self.ensure_one()
        money = (payment.payment_type, payment.currency_id, payment.journal_id)
        if (
            money != ("inbound", self.currency_id, self.journal_id)
            or self.currency_id.compare_amounts(payment.amount, self.amount) != 0
        ):
            return {
                "reason": self.env._(
                    "%(payment)s was posted again by %(user)s as %(sum)s, which is not what the"
                    " statement says. If it is this money, leave the line out.",
                    payment=payment.display_name,
                    user=self.env.user.name,
                    sum=formatLang(self.env, payment.amount, currency_obj=payment.currency_id),
                ),
            }
        vals = {
            "state": "posted",
            "payment_id": payment.id,
            "former_payment_id": False,
            "partner_id": payment.partner_id.id,
            "confidence": "sure",
            "reason": self.env._("Posted again by %s.", self.env.user.name),
        }
        if self.allocation_ids.move_id - payment.reconciled_invoice_ids:
            # cancelled in between: Odoo matches it with nothing by itself
            vals.update(allocation_ids=[(5, 0, 0)], rest=self.amount)
        return vals

    def _check_former_payment(self):
        """A payment in draft holds its invoices: a second one would be an advance by mistake.

        :raise UserError: when the payment that was taken back is a draft still
        """
        # sudo: the state only
        for line in self.filtered(lambda one: one.sudo().former_payment_id.state == "draft"):
            raise UserError(
                self.env._(
                    "%(payment)s, entered for “%(line)s”, is a draft and holds the invoices. Post"
                    " it again, or cancel it first.",
                    payment=line.former_payment_id.display_name,
                    line=line.display_name,
                ),
            )


class AccountPayment(models.Model):
    """Odoo's own form cancels, drafts and deletes payments of statements too (2.14)."""

    _inherit = "account.payment"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in OUT_OF_BOOKS:
            texts = {
                "draft": self.env._("Payment put back to draft by %s.", self.env.user.name),
                "canceled": self.env._("Payment cancelled by %s.", self.env.user.name),
                "rejected": self.env._("Payment rejected by %s.", self.env.user.name),
            }
            self.env["ais.bank.import.line"]._release(self, texts[vals["state"]])
        return result

    def unlink(self):
        self.env["ais.bank.import.line"]._release(
            self,
            self.env._("Payment deleted by %s.", self.env.user.name),
        )
        return super().unlink()


class AccountMove(models.Model):
    """The entry of a payment of a statement, changed by itself (2.14)."""

    _inherit = "account.move"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in ("draft", "cancel"):
            self._ais_release(self.env._("Entry of the payment taken back by %s."))
        return result

    def unlink(self):
        self._ais_release(self.env._("Entry of the payment deleted by %s."))
        return super().unlink()

    def _post(self, soft=True):
        posted = super()._post(soft)
        # payments that the import makes are new: they were nowhere taken back
        if not self.env.context.get("ais_bulk_payments") and posted.origin_payment_id:
            self.env["ais.bank.import.line"]._take_again(posted.origin_payment_id)
        return posted

    def _ais_release(self, text):
        if payments := self.origin_payment_id:
            self.env["ais.bank.import.line"]._release(payments, text % self.env.user.name)
