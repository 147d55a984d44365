from odoo import models


class AccountMove(models.Model):
    """What of documents is settled by neither money nor a credit note (2.14)."""

    _inherit = "account.move"

    def _ais_written_off(self):
        """What the accountant has written off by miscellaneous entries: nobody has paid it.

        :return: dict {id of the document: sum in its currency}
        """
        settled = self.filtered(lambda move: move.amount_residual != move.amount_total)
        sums = {}
        for own, other in (("debit", "credit"), ("credit", "debit")) if settled else ():
            found = self.env["account.partial.reconcile"]._read_group(
                [
                    (f"{own}_move_id.move_id", "in", settled.ids),
                    (f"{other}_move_id.move_id.move_type", "=", "entry"),
                    # payments are entries of these journals
                    (f"{other}_move_id.journal_id.type", "not in", ("bank", "cash", "credit")),
                ],
                [f"{own}_move_id"],
                [f"{own}_amount_currency:sum"],
            )
            for line, amount in found:
                sums[line.move_id.id] = sums.get(line.move_id.id, 0.0) + amount
        return sums
