from odoo import models

from ...tools.figure import Figure, mean, share

YEAR = 365


class RegulationMeasure(models.Model):
    """Requests, and duties not done (1.8, 1.9, 2.25, 4.1–4.4, 5.x)."""

    _inherit = "ais.regulation.measure"

    def _requests(self, kind, *more):
        # of the department: asked by it, or asked of it
        return [
            ("kind", "=", kind),
            ("state", "!=", "draft"),
            ("is_department", "=", True),
            *more,
        ]

    def _counted(self, kind, *more):
        return Figure("ais.request", self._requests(kind, *more), action="ais_request_action")

    def _open(self, kind):
        return self._counted(kind, ("state", "in", ("submitted", "accepted")))

    def _overdue(self, kind):
        return self._counted(kind, ("is_overdue", "=", True))

    def _of_year(self):
        return ("submitted_at", ">=", self._ais_moment(YEAR))

    # 1.8, 4.1
    def _measure_information_open(self):
        return self._open("information")

    def _measure_information_overdue(self):
        return self._overdue("information")

    def _measure_information_days(self):
        return mean(
            "ais.request",
            self._requests("information", ("answered_at", ">=", self._ais_moment(90))),
            "days_to_answer",
            action="ais_request_action",
        )

    # 1.9
    def _measure_assignments_overdue(self):
        return self._overdue("assignment")

    # 2.25: whose proposals they are
    def _measure_proposals(self):
        return self._proposed("product")

    def _measure_proposals_accepted(self):
        return self._proposed("product", ("is_granted", "=", True))

    def _proposed(self, kind, *more):
        return Figure(
            "ais.request",
            self._requests(kind, self._of_year(), *more),
            user="author_id",
            action="ais_request_action",
        )

    # 4.2
    def _measure_improvements(self):
        return self._proposed("improvement")

    def _measure_improvements_decided(self):
        return share(
            "ais.request",
            self._requests("improvement", self._of_year()),
            [("state", "in", ("done", "rejected"))],
            user="author_id",
            action="ais_request_action",
        )

    # 4.3
    def _measure_resources_open(self):
        return self._open("resource")

    def _measure_resources_granted(self):
        return share(
            "ais.request",
            self._requests("resource", ("state", "in", ("done", "rejected")), self._of_year()),
            [("is_granted", "=", True)],
            user="author_id",
            action="ais_request_action",
        )

    # 4.4
    def _measure_violations_open(self):
        return self._open("violation")

    def _measure_violations_overdue(self):
        return self._overdue("violation")
