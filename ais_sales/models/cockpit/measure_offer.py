from odoo import models

from ...tools.figure import Figure, mean, share


class RegulationMeasure(models.Model):
    """Commercial proposals (2.8)."""

    _inherit = "ais.regulation.measure"

    def _sent(self, days):
        return [("ais_is_training", "=", True), ("ais_sent_at", ">=", self._ais_moment(days))]

    def _measure_offers_sent(self):
        return Figure("sale.order", self._sent(30), action="sale_order_action_analysis")

    def _measure_offers_accepted(self):
        return share(
            "sale.order",
            self._sent(90),
            [("state", "=", "sale")],
            action="sale_order_action_analysis",
        )

    def _measure_hours_to_send(self):
        return mean(
            "sale.order",
            self._sent(30),
            "ais_hours_to_send",
            action="sale_order_action_analysis",
        )
