from odoo import api, models


class ClientTransfer(models.Model):
    """What moves with the clients: counted before, moved by the rooms, kept after (2.9)."""

    _inherit = "ais.client.transfer"

    def _part_domains(self):
        """What moves: a domain for each kind of record, by the count field that shows it.

        :return: dict {count field: (model name, domain)}; the salesperson is `user_id` in all
        """
        self.ensure_one()
        clients = self._clients()
        own = [("user_id", "=", self.user_id.id)]

        def of_clients(path):
            return [] if self.is_all else [(path, "in", clients.ids)]

        commercial = "partner_id.commercial_partner_id"
        return {
            "client_count": ("res.partner", [("id", "in", clients.ids)]),
            "contact_count": (
                "res.partner",
                [*own, ("parent_id", "!=", False), *of_clients("commercial_partner_id")],
            ),
            "lead_count": (
                "crm.lead",
                [*own, ("won_status", "=", "pending"), *of_clients(commercial)],
            ),
            "order_count": (
                "sale.order",
                [
                    *own,
                    ("state", "in", ("draft", "sent", "sale")),
                    ("invoice_status", "!=", "invoiced"),
                    *of_clients(commercial),
                ],
            ),
            "agreement_count": (
                "ais.contact.agreement",
                [*own, ("state", "=", "planned"), *of_clients("partner_id")],
            ),
        }

    def _clients(self):
        """The clients that move."""
        if not self.is_all:
            # who has gone to somebody else meanwhile is not the giver's any more
            return self.partner_ids.filtered(lambda client: client.user_id == self.user_id)
        return self.env["res.partner"].search(
            [("user_id", "=", self.user_id.id), ("parent_id", "=", False)],
        )

    @api.depends("user_id", "is_all", "partner_ids", "state")
    def _compute_counts(self):
        for transfer in self:
            counts = transfer.moved or {}
            if not transfer.moved and transfer.user_id:
                counts = transfer._count_parts()
            for name in self._count_fields():
                transfer[name] = counts.get(name, 0)

    @api.model
    def _count_fields(self):
        return [name for name, field in self._fields.items() if field.compute == "_compute_counts"]

    def _count_parts(self):
        everything = self.env(su=True)  # sudo: who asks is told how much moves, not what
        return {
            name: everything[model].search_count(domain)
            for name, (model, domain) in self._part_domains().items()
        }
