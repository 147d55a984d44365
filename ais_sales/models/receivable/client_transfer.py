from odoo import fields, models


class ClientTransfer(models.Model):
    """Open invoices go along with their clients, so that the new specialist works the debt (2.9).

    Next steps of talks about debts are activities on the client's card: they go along by
    themselves.
    """

    _inherit = "ais.client.transfer"

    debt_count = fields.Integer("Open invoices", compute="_compute_counts")

    def _part_domains(self):
        domains = super()._part_domains()
        clients = (
            [] if self.is_all else [("partner_id.commercial_partner_id", "in", self._clients().ids)]
        )
        domains["debt_count"] = (
            "account.move",
            [
                ("user_id", "=", self.user_id.id),
                ("move_type", "in", ("out_invoice", "out_refund")),
                ("state", "=", "posted"),
                ("payment_state", "in", ("not_paid", "partial")),
                *clients,
            ],
        )
        return domains
