from odoo import models


class SaleOrder(models.Model):
    """What an accepted proposal brings with it: the contract and the invoice (2.8, 2.14)."""

    _inherit = "sale.order"

    def _ais_make_papers(self):
        """Give the contract its number and issue the invoice, as the company's settings say."""
        self.action_ais_assign_contract()
        for order in self:
            policy = order.company_id.ais_invoice_policy
            if policy == "manual" or order.invoice_status != "to invoice":
                continue
            # sudo: who may confirm the order issues its invoice; a specialist has no accounting
            # rights beside this
            invoices = order.sudo()._create_invoices()
            if policy == "post":
                invoices.action_post()
