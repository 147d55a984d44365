from datetime import timedelta

from odoo import api, models


class Breach(models.Model):
    """Assignments not done in time, violations not eliminated in time (1.9, 4.4)."""

    _inherit = "ais.breach"

    @api.model
    def _finders(self):
        return super()._finders() | {
            "1.9": "_find_late_assignments",
            "4.4": "_find_late_violations",
        }

    @api.model
    def _find_late_assignments(self, company, days):
        """Assignments whose deadline passed without an answer."""
        return [
            (*row, self.env._("The assignment was not done by its deadline: %s.", request))
            for *row, request in self._late_requests("assignment", company, days)
        ]

    @api.model
    def _find_late_violations(self, company, days):
        """Violations that were to be eliminated by a deadline and were not."""
        return [
            (*row, self.env._("The violation was not eliminated by its deadline: %s.", request))
            for *row, request in self._late_requests("violation", company, days)
        ]

    @api.model
    def _late_requests(self, kind, company, days):
        requests = self.env["ais.request"].search_fetch(
            [
                ("company_id", "=", company.id),
                ("kind", "=", kind),
                ("state", "in", ("submitted", "accepted", "done")),
                ("user_id.active", "=", True),
                ("deadline", ">=", days.first),
                ("deadline", "<=", days.last - timedelta(days=1)),
                "|",
                ("answered_at", "=", False),
                ("is_late", "=", True),
            ],
            ["user_id", "deadline", "name", "subject"],
        )
        return [
            (one.user_id.id, one.deadline, "ais.request", one.id, one.display_name)
            for one in requests
        ]
