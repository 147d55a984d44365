from odoo import api, models
from odoo.exceptions import UserError

from ...tools import payment_qr
from .. import russian
from . import figures
from .document_lines import PLAIN_NAME, count, move_rows, pages

FIRST_PAGE = 480
NEXT_PAGE = 930
PRINTED = {
    "out_invoice": "Счёт на оплату",
    "out_receipt": "Счёт на оплату",
    # a credit note asks nobody to pay
    "out_refund": "Корректировочный документ",
}


class InvoiceDocument(models.AbstractModel):
    """«Счёт на оплату», with a payment QR code (ГОСТ Р 56042-2014)."""

    _name = "report.ais_sales.invoice_document"
    _description = "Invoice for payment"

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template prints.

        :param list docids: ids of customer invoices and credit notes
        :return: dict of template variables
        :raise UserError: for other entries
        """
        moves = figures.ais_lang(self.env["account.move"].browse(docids))
        for move in moves:
            if move.move_type not in PRINTED:
                raise UserError(
                    self.env._(
                        "%s is not a customer invoice: print it with Odoo's own layout.",
                        move.display_name,
                    ),
                )
        return {
            "docs": moves,
            "invoices": {move.id: self._invoice(move) for move in moves},
            **figures.HELPERS,
        }

    def _invoice(self, move):
        qr_code, _reasons = self._payment_qr(move)
        rows = move_rows(move)
        return {
            "us": figures.provider(move.company_id, move._ais_bank_account()),
            "client": figures.party(move.partner_id),
            "title": PRINTED[move.move_type],
            "is_refund": move.move_type == "out_refund",
            "number": self._number(move),
            "basis": self._basis(move),
            "corrected": self._corrected(move),
            "pages": pages(rows, FIRST_PAGE, NEXT_PAGE, PLAIN_NAME),
            "count": count(move),
            "has_discount": any(row.discount not in ("", figures.DASH) for row in rows),
            "taxes": figures.tax_rows(move),
            "tax_text": figures.tax_text(move),
            "instalments": move._ais_instalments(),
            "purpose": self._purpose(move),
            "qr": qr_code,
        }

    def _number(self, move):
        return move.name if move.state == "posted" else f"{figures.DASH} (проект)"

    def _basis(self, move):
        """The contract, else the order, on which the invoice stands."""
        parts = []
        for order in move._ais_orders():
            if order.ais_contract_number:
                parts.append(figures.numbered("договор", order, "ais_contract"))
            else:
                day = russian.date(figures.local_day(order, "date_order"))
                parts.append(f"заказ №{russian.NBSP}{order.name} от {day}")
        return ", ".join(parts) or figures.or_dash(move.invoice_origin)

    def _corrected(self, move):
        """The invoices that a credit note takes back: the one reversed, else those of its lines."""
        if move.move_type != "out_refund":
            return ""
        moves = move.reversed_entry_id
        if not moves:
            moves = moves.union(*(item._ais_last_invoice() for item in move.invoice_line_ids))
        return ", ".join(
            f"счёт №{russian.NBSP}{one.name} от {russian.date(one.invoice_date)}"
            for one in moves.sorted(lambda one: (one.invoice_date, one.id))
        )

    def _purpose(self, move):
        """Purpose of payment for the client's payment order, at most 210 characters."""
        contracts = ", ".join(
            f"№ {order.ais_contract_number}"
            for order in move._ais_orders()
            if order.ais_contract_number
        )
        day = russian.date(move.invoice_date)
        what = f"Оплата по счету № {move.name or ''} от {day} за обучение"
        tax = figures.tax_text(move, note="НДС не облагается").replace(russian.NBSP, " ")
        text = f"{what} по договору {contracts}. {tax}" if contracts else f"{what}. {tax}"
        if len(text) > payment_qr.PURPOSE_MAX:
            text = f"{what}. {tax}"
        return text[: payment_qr.PURPOSE_MAX]

    def _payment_qr(self, move):
        """The payment QR code of an invoice in roubles that is not paid yet.

        :return: (data URI or None, list of reasons of `tools.payment_qr` why there is none)
        """
        is_payable = move.move_type == "out_invoice" and move.state == "posted"
        if not is_payable or move.currency_id.name != "RUB":
            return None, []
        text, reasons = payment_qr.payload(
            move._ais_bank_account()._ais_payee(move.company_id),
            move.amount_residual,
            self._purpose(move),
        )
        return (payment_qr.image(text) if text else None), reasons
