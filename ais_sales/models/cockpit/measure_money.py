from odoo import models

from ...tools.figure import Figure, total


class RegulationMeasure(models.Model):
    """Payments and receivables (2.14, 2.15)."""

    _inherit = "ais.regulation.measure"

    # 2.14
    def _measure_payments_unmatched(self):
        return Figure(
            "ais.bank.import.line",
            [("state", "in", ("unmatched", "proposed"))],
            action="ais_bank_import_line_action",
        )

    # 2.15
    def _measure_overdue(self):
        return total(
            "ais.receivable",
            [("days_overdue", ">", 0)],
            "amount_overdue",
            action="ais_receivable_action",
        )

    def _measure_overdue_silent(self):
        week_ago = self._ais_moment(7)
        return Figure(
            "ais.debtor",
            [
                ("amount_overdue", ">", 0),
                "|",
                ("last_contact_on", "=", False),
                ("last_contact_on", "<", week_ago),
            ],
            action="ais_debtor_action_all",
        )

    def _measure_promises_broken(self):
        return Figure(
            "ais.debt.contact",
            [
                ("promise_state", "in", ("broken", "partly")),
                ("promise_date", ">=", self._ais_day(30)),
            ],
            action="ais_debt_contact_action",
        )
