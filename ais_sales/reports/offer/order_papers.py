from odoo import models


class IrActionsReport(models.Model):
    """Every paper of an order, ours or of another add-on, waits for the approval of its price.

    A paper without prices says so by `_ais_tells_no_price` on its rendering model.
    """

    _inherit = "ir.actions.report"

    def _get_rendering_context(self, report, docids, data):
        # PDF, HTML and text all come by here
        model = self._get_rendering_context_model(report)
        tells_price = not getattr(model, "_ais_tells_no_price", False)
        if report.model == "sale.order" and docids and tells_price:
            self.env["sale.order"].browse(docids)._ais_check_papers()
        return super()._get_rendering_context(report, docids, data)
