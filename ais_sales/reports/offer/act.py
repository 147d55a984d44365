from odoo import api, models
from odoo.exceptions import UserError

from .. import russian
from . import figures
from .document_lines import PLAIN_NAME, move_rows, pages

FIRST_PAGE = 600
NEXT_PAGE = 930


class Act(models.AbstractModel):
    """«Акт об оказании услуг», a primary document (ст. 9 402-ФЗ)."""

    _name = "report.ais_sales.act"
    _description = "Act of services"

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template prints.

        :param list docids: ids of posted customer invoices
        :return: dict of template variables
        :raise UserError: for an invoice whose act is not made
        """
        moves = figures.ais_lang(self.env["account.move"].browse(docids))
        moves._ais_check_act_possible()
        for move in moves:
            if not move.ais_act_number:
                raise UserError(
                    self.env._(
                        "Invoice %s has no act yet: press “Act” on the invoice.",
                        move.display_name,
                    ),
                )
        return {
            "docs": moves,
            "acts": {move.id: self._act(move) for move in moves},
            **figures.HELPERS,
        }

    def _act(self, move):
        groups = move._ais_groups()
        starts, ends = groups.mapped("date_start"), groups.mapped("date_end")
        invoices = self.env["report.ais_sales.invoice_document"]
        corrections = move._ais_corrections()
        return {
            "us": figures.provider(move.company_id),
            "client": figures.party(move.partner_id),
            "basis": invoices._basis(move),
            "period": russian.period(min(starts), max(ends)) if groups else "",
            "pages": pages(move_rows(move), FIRST_PAGE, NEXT_PAGE, PLAIN_NAME),
            "corrections": corrections,
            "total": move.amount_total - sum(amount for _note, amount in corrections),
            "taxes": figures.tax_rows(move),
            "tax_text": figures.tax_text(move),
        }
