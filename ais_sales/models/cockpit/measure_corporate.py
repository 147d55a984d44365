from odoo import models

from ...tools.figure import Figure, total
from ..corporate.corporate_order_risk import OPEN_STATES


class RegulationMeasure(models.Model):
    """Corporate orders, their documents and their people (2.22, 2.24)."""

    _inherit = "ais.regulation.measure"

    # 2.22: papers with personal data are not for everybody who sees the figure
    def _measure_documents_missing(self):
        return total(
            "ais.corporate.order",
            [("state", "in", OPEN_STATES), ("documents_missing", ">", 0)],
            "documents_missing",
            action="ais_corporate_order_action_matrix",
        )

    def _measure_originals_overdue(self):
        return Figure(
            "ais.order.document",
            [
                ("order_id.state", "in", OPEN_STATES),
                ("is_required", "=", True),
                ("is_done", "=", False),
                ("is_personal", "=", False),
                ("goal", "=", "original"),
                ("deadline", "<", self._ais_day()),
            ],
            user="order_id.user_id",
            action="ais_order_document_action",
        )

    # 2.24
    def _measure_trainees_behind(self):
        return Figure(
            "ais.trainee",
            [("pace", "in", ("behind", "late"))],
            action="ais_trainee_action_progress",
        )

    def _measure_orders_late(self):
        return Figure(
            "ais.corporate.order",
            [("state", "in", OPEN_STATES), ("risk_state", "=", "late")],
            action="ais_corporate_order_action",
        )
