from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

ACT_MAKERS = ("ais_sales.group_specialist", "account.group_account_invoice")


class AccountMove(models.Model):
    """The act that closes the services of an invoice."""

    _name = "account.move"
    _inherit = ["account.move", "ais.system.fields.mixin"]

    ais_act_number = fields.Char(
        "Act number",
        copy=False,
        readonly=True,
        index="btree_not_null",
        help="Given when the act of services is made.",
    )
    ais_act_date = fields.Date("Act date", copy=False, tracking=True)

    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"ais_act_number"}

    def action_ais_make_act(self):
        """Number and date the acts of these invoices, once, and print them.

        :raise UserError: for what is not a posted customer invoice
        :raise AccessError: for who is neither a specialist nor an accountant
        """
        if not any(map(self.env.user.has_group, ACT_MAKERS)):
            raise AccessError(self.env._("Acts are made by the accountant or the specialist."))
        self.check_access("read")
        self._ais_check_act_possible()
        for move in self.filtered(lambda move: not move.ais_act_number):
            date = move.ais_act_date or move._ais_service_end() or move.company_id.ais_today()
            number = move.company_id._ais_next_document_number("ais.act", date)
            # sudo: a specialist reads invoices of the own orders and may close their services
            move.sudo().write({"ais_act_number": number, "ais_act_date": date})
        return self.env.ref("ais_sales.report_act").report_action(self, config=False)

    def _ais_check_act_possible(self):
        for move in self:
            taken_back = sum(amount for _note, amount in move._ais_corrections())
            is_empty = move.currency_id.compare_amounts(taken_back, move.amount_total) >= 0
            if move.payment_state == "reversed" or (taken_back and is_empty):
                raise UserError(
                    self.env._("%s is taken back as a whole: it has no act.", move.display_name),
                )
            if move.move_type != "out_invoice" or move.state != "posted":
                raise UserError(
                    self.env._(
                        "%s is not a posted customer invoice: it has no act. Post the invoice"
                        " first.",
                        move.display_name,
                    ),
                )

    def _ais_corrections(self):
        """What posted credit notes take off this invoice.

        A credit note made from the order belongs to the last invoice of the seats before it.

        :return: list of (credit note, amount), in the order of dates
        """
        self.ensure_one()
        lines = self.invoice_line_ids.sale_line_ids
        items = (lines | lines._ais_differences()).invoice_lines
        items |= self.reversal_move_ids.invoice_line_ids
        amounts = defaultdict(float)
        for item in items:
            note = item.move_id
            if note.move_type != "out_refund" or note.state != "posted":
                continue
            if (note.reversed_entry_id or item._ais_last_invoice()) == self:
                amounts[note] += item.price_total
        return sorted(amounts.items(), key=lambda pair: (pair[0].invoice_date, pair[0].id))

    def _ais_groups(self):
        """Course groups whose seats, or a difference of their price, are invoiced."""
        lines = self.invoice_line_ids.sale_line_ids
        return (lines | lines.ais_difference_of_id).ais_group_id

    def _ais_service_end(self):
        """The day on which the last of the invoiced groups ends; None without groups."""
        return max(self._ais_groups().mapped("date_end"), default=None)


class AccountMoveLine(models.Model):
    """What a line of a credit note takes back."""

    _inherit = "account.move.line"

    def _ais_last_invoice(self):
        """The last invoice of the same seats, not younger than this line: that of the line itself,
        for a difference of price that never was invoiced that of the seats.
        """
        lines = self.sale_line_ids
        return self._ais_last_of(lines) or self._ais_last_of(lines.ais_difference_of_id)

    def _ais_last_of(self, lines):
        day = self.move_id.invoice_date
        moves = lines.invoice_lines.move_id.filtered(
            lambda move: (
                move.move_type == "out_invoice"
                and move.state == "posted"
                and move.invoice_date <= day
            ),
        )
        return moves.sorted(lambda move: (move.invoice_date, move.id))[-1:]
