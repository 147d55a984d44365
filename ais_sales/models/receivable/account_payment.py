from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class AccountPayment(models.Model):
    """Thousands of payments of one statement: their entries are linked all at once (2.14)."""

    _inherit = "account.payment"

    @api.depends("payment_method_line_id")
    def _compute_outstanding_account_id(self):
        if not self.env.context.get("ais_bulk_payments"):
            return super()._compute_outstanding_account_id()
        # the bank itself says that the money is there: no account of money on its way
        for payment in self:
            payment.outstanding_account_id = payment.journal_id.default_account_id
        return None

    def _generate_journal_entry(self, write_off_line_vals=None, force_balance=None, line_ids=None):
        given = write_off_line_vals or force_balance or line_ids
        if given or not self.env.context.get("ais_bulk_payments"):
            return super()._generate_journal_entry(write_off_line_vals, force_balance, line_ids)
        payments = self.filtered(lambda one: not one.move_id and one.outstanding_account_id)
        moves = self.env["account.move"].create([one._bulk_move_vals() for one in payments])
        # one write for each payment is what takes the time: the caller writes their state anyway
        self.env.cr.execute(
            SQL(
                """
                UPDATE account_payment p SET move_id = m.id
                  FROM account_move m
                 WHERE m.id = ANY(%s) AND m.origin_payment_id = p.id
                """,
                moves.ids,
            ),
        )
        # both rows exist already: what else waits in memory is written once, at the end
        payments.invalidate_recordset(["move_id"], flush=False)
        payments.modified(["move_id"])
        return None

    def _search_reconciled_invoice_ids(self, operator, value):
        """New payments of a statement have paid nothing yet: Odoo asks at each step of theirs."""
        if self.env.context.get("ais_bulk_payments") == "posting":
            return Domain.FALSE
        return super()._search_reconciled_invoice_ids(operator, value)

    def _bulk_move_vals(self):
        """Values of the entry; what an entry of a payment has not is not looked up for each."""
        vals = self._generate_move_vals()
        for _command, _id, line in vals["line_ids"]:
            line["analytic_distribution"] = False
        return {**vals, "fiscal_position_id": False}
