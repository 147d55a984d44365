from odoo import models


class IrActionsReport(models.Model):
    """Every paper of an order, ours or of another add-on, waits for the approval of its price."""

    _inherit = "ir.actions.report"

    def _get_rendering_context(self, report, docids, data):
        # PDF, HTML and text all come by here
        if report.model == "sale.order" and docids:
            self.env["sale.order"].browse(docids)._ais_check_papers()
        return super()._get_rendering_context(report, docids, data)
