from odoo import models
from odoo.exceptions import AccessError


class AccountMove(models.Model):
    """Invoices as facts of sales are looked up by day, and by client for the first one (2.12)."""

    _inherit = "account.move"

    _ais_first_idx = models.Index(
        "(commercial_partner_id, company_id, invoice_date, id)"
        " WHERE move_type = 'out_invoice' AND state = 'posted'",
    )
    _ais_sold_idx = models.Index(
        "(invoice_date) WHERE state = 'posted' AND move_type IN ('out_invoice', 'out_refund')",
    )

    def write(self, vals):
        if "invoice_user_id" in vals and not self.env.su:
            self._ais_check_whose_sale(vals)
        return super().write(vals)

    def _ais_check_whose_sale(self, vals):
        """Refuse to move a sale from one specialist's fact to another's.

        :raise AccessError: an order's invoice that is in the books, for everybody but the head
        """
        if self.env.user.has_group("ais_sales.group_head"):
            return
        for move in self:
            if (
                move.state == "posted"
                and move.is_sale_document()
                and move.invoice_user_id.id != vals["invoice_user_id"]
                and move.invoice_line_ids.sale_line_ids.order_id.filtered("ais_is_training")
            ):
                raise AccessError(
                    self.env._(
                        "%s is in the books: whose sale it is, only the head of sales changes.",
                        move.name,
                    ),
                )
