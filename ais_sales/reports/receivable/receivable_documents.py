from odoo import api, models
from odoo.exceptions import UserError

from ...tools.russian_words import amount_in_words
from ..russian import HELPERS


class DunningLetter(models.AbstractModel):
    """The pre-trial claim with the calculation of the debt (2.15)."""

    _name = "report.ais_sales.dunning_letter"
    _description = "Pre-trial claim, printed"

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template prints.

        :param list docids: ids of reminders
        :return: dict of template variables
        :raise UserError: a reminder is cancelled: it claims nothing
        """
        notices = self.env["ais.dunning.notice"].browse(docids)
        cancelled = notices.filtered(lambda notice: notice.state == "cancelled")
        if cancelled:
            raise UserError(
                self.env._(
                    "Not printed, since it is cancelled: %s.",
                    ", ".join(cancelled.mapped("name")),
                ),
            )
        return {"docs": notices, "ru_words": amount_in_words, **HELPERS}


class ReconciliationActDocument(models.AbstractModel):
    """The act of reconciliation for signature, with both parties' columns (2.15)."""

    _name = "report.ais_sales.reconciliation_act"
    _description = "Act of reconciliation, printed"

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template prints.

        :param list docids: ids of acts
        :return: dict of template variables
        """
        acts = self.env["ais.reconciliation.act"].browse(docids)
        return {"docs": acts, **HELPERS}
