from datetime import timedelta

from odoo import api, models


class Breach(models.Model):
    """Documents of corporate orders that were not prepared in time (2.22)."""

    _inherit = "ais.breach"

    @api.model
    def _finders(self):
        return super()._finders() | {"2.22": "_find_late_documents"}

    @api.model
    def _find_late_documents(self, company, days):
        """Required documents that wait for one of ours; not those that the client has to sign.

        The order's specialist answers where nobody else is named.
        """
        documents = self.env["ais.order.document"].search_fetch(
            [
                ("company_id", "=", company.id),
                ("is_done", "=", False),
                ("is_required", "=", True),
                ("turn", "in", ("specialist", "training_office", "accountant")),
                ("deadline", ">=", days.first),
                ("deadline", "<=", days.last - timedelta(days=1)),
                ("order_id.state", "in", ("preparing", "enrolling", "training", "closing")),
            ],
            ["name", "order_id", "turn", "deadline", "user_id"],
        )
        accountants = self._staff_of("accountant", company)
        rows = []
        for document in documents:
            order = document.order_id
            named = {
                "training_office": order.training_user_id,
                "accountant": accountants if len(accountants) == 1 else accountants.browse(),
            }.get(document.turn)
            user = (named or document.user_id).filtered("active")
            if user:
                words = self.env._(
                    "The document was not prepared by its deadline: %s.", document.display_name
                )
                rows.append(
                    (user.id, document.deadline, document._name, document.id, words),
                )
        return rows
