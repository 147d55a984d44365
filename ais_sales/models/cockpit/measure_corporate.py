from odoo import models

from ..corporate.corporate_order_risk import OPEN_STATES
from .figure import Figure


class RegulationMeasure(models.Model):
    """Corporate orders, their documents and their people (2.22, 2.24)."""

    _inherit = "ais.regulation.measure"

    def _papers(self, *more):
        return [
            ("order_id.state", "in", OPEN_STATES),
            ("is_required", "=", True),
            ("is_done", "=", False),
            *more,
        ]

    # 2.22
    def _measure_documents_missing(self):
        return Figure(
            "ais.order.document",
            self._papers(),
            user="order_id.user_id",
            action="ais_order_document_action",
        )

    def _measure_originals_overdue(self):
        return Figure(
            "ais.order.document",
            self._papers(("goal", "=", "original"), ("deadline", "<", self._ais_day())),
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
