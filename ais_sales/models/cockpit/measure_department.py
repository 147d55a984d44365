from odoo import models

from .figure import Figure, mean, share


class RegulationMeasure(models.Model):
    """Structure, plan, reports, requests, breaches (1.x, 2.3, 2.5, 2.12, 2.20, 3.x, 4.x, 5.x)."""

    _inherit = "ais.regulation.measure"

    # 1.8, 4.1
    def _requests(self, kind, *more):
        return [("kind", "=", kind), ("state", "!=", "draft"), *more]

    def _open(self, kind, *more):
        return self._requests(kind, ("state", "in", ("submitted", "accepted")), *more)

    def _measure_information_open(self):
        return Figure("ais.request", self._open("information"), action="ais_request_action")

    def _measure_information_overdue(self):
        return self._overdue_requests("information")

    def _overdue_requests(self, kind):
        return Figure(
            "ais.request",
            self._open(kind, ("deadline", "<", self._ais_day())),
            action="ais_request_action",
        )

    def _measure_information_days(self):
        return mean(
            "ais.request",
            self._requests("information", ("answered_at", ">=", self._ais_moment(90))),
            "days_to_answer",
            action="ais_request_action",
        )

    # 1.9
    def _measure_assignments_overdue(self):
        return self._overdue_requests("assignment")
