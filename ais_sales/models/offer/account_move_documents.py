from odoo import models


class AccountMove(models.Model):
    """The invoice as it is printed and sent in Russia."""

    _inherit = "account.move"

    def _ais_is_printed_in_russian(self):
        """Whether these are sales documents of Russian companies only."""
        return bool(self) and all(
            move.company_id.country_id.code == "RU" and move.is_sale_document(include_receipts=True)
            for move in self
        )

    def _get_mail_template(self):
        if self._ais_is_printed_in_russian() and set(self.mapped("move_type")) == {"out_invoice"}:
            template = self.env.ref("ais_sales.mail_template_invoice", raise_if_not_found=False)
            if template:
                return template
        return super()._get_mail_template()

    def _get_invoice_report_filename(self, extension="pdf", report=None):
        if not report and self._ais_is_printed_in_russian():
            report = self.env["account.move.send"]._get_default_pdf_report_id(self)
        return super()._get_invoice_report_filename(extension=extension, report=report)

    def _ais_orders(self):
        """Orders that are invoiced."""
        return self.invoice_line_ids.sale_line_ids.order_id

    def _ais_instalments(self):
        """Dates and amounts in which the invoice is to be paid.

        :return: list of (date, amount), in the order of dates
        """
        terms = self.line_ids.filtered(lambda line: line.display_type == "payment_term")
        return [
            (line.date_maturity, abs(line.amount_currency))
            for line in terms.sorted(lambda line: (line.date_maturity, line.id))
        ]

    def _ais_bank_account(self):
        """The account to which the invoice is paid."""
        company = self.company_id
        return (
            company.ais_bank_account_id or self.partner_bank_id or company._ais_settlement_account()
        )
