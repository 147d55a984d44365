from odoo import api, models


class AccountMoveSend(models.AbstractModel):
    """Send & Print of a Russian company prints «Счёт на оплату»."""

    _inherit = "account.move.send"

    @api.model
    def _get_default_pdf_report_id(self, move):
        # a layout chosen for the client or the journal goes before ours
        chosen = (
            move.commercial_partner_id.with_company(move.company_id).invoice_template_pdf_report_id
            or move.journal_id.invoice_template_pdf_report_id
        )
        ours = self.env.ref("ais_sales.report_invoice", raise_if_not_found=False)
        if ours and not chosen and move._ais_is_printed_in_russian():
            return ours
        return super()._get_default_pdf_report_id(move)
