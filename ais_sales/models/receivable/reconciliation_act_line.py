from odoo import fields, models


class ReconciliationActLine(models.Model):
    """A document of an act, as it stood when the act was made."""

    _name = "ais.reconciliation.act.line"
    _description = "Document of an act of reconciliation"
    _order = "date, id"

    act_id = fields.Many2one(
        "ais.reconciliation.act",
        required=True,
        index=True,
        ondelete="cascade",
    )
    move_id = fields.Many2one(
        "account.move",
        "Entry",
        index="btree_not_null",
        ondelete="set null",
    )
    date = fields.Date(required=True)
    name = fields.Char("Document", required=True)
    currency_id = fields.Many2one(related="act_id.currency_id")
    debit = fields.Monetary()
    credit = fields.Monetary()

    def _document_name(self, move):
        """What the act calls a document; printed, so in Russian.

        :param move: account.move
        """
        day = (move.invoice_date or move.date).strftime("%d.%m.%Y")
        if move.move_type == "out_invoice":
            if move.ais_act_number:
                act_day = (move.ais_act_date or move.invoice_date or move.date).strftime("%d.%m.%Y")
                return f"Реализация (акт № {move.ais_act_number} от {act_day})"
            return f"Счёт № {move.name} от {day}"
        if move.move_type == "out_refund":
            return f"Корректировка № {move.name} от {day}"
        if move.journal_id.type in ("bank", "cash"):
            # of the payment order, where the statement tells it
            number = move.origin_payment_id.payment_reference or move.ref or move.name
            return f"Оплата (п/п {number} от {day})"
        return f"Операция № {move.name} от {day}"


class ReconciliationDifference(models.Model):
    """Where the client's figure is another one, and how it ended."""

    _name = "ais.reconciliation.difference"
    _description = "Difference in an act of reconciliation"
    _order = "is_resolved, id"
    _rec_name = "document"

    act_id = fields.Many2one(
        "ais.reconciliation.act",
        required=True,
        index=True,
        ondelete="cascade",
    )
    line_id = fields.Many2one(
        "ais.reconciliation.act.line",
        "Our document",
        domain="[('act_id', '=', act_id)]",
        index="btree_not_null",
        ondelete="set null",
    )
    document = fields.Char(required=True, help="The document as the client names it.")
    currency_id = fields.Many2one(related="act_id.currency_id")
    our_amount = fields.Monetary("Our figure")
    client_amount = fields.Monetary("Client's figure")
    note = fields.Char("Why")
    is_resolved = fields.Boolean("Resolved")
