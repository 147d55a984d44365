from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

BATCH = 500
LOSING = "ais_sales.mail_activity_losing"


class ResPartner(models.Model):
    """A client that nobody cares for becomes free, after a warning (2.9)."""

    _name = "res.partner"
    _inherit = ["res.partner", "ais.notice.mixin"]

    @api.model
    def _cron_protection(self):
        """Warn of protection that runs out, and free the clients whose protection has run out."""
        today = fields.Date.context_today(self)
        partners = self._in_staff_language()
        if partners._ais_warn_of_loss(today):
            partners._ais_free(today)

    def _ais_warn_of_loss(self, today):
        """One activity for each client that becomes free soon, to who keeps it.

        :return: whether there is time left for more
        """
        ids = self._ais_protected_ids(
            SQL("p.ais_protected_until BETWEEN %s AND %s::date + c.warning_days", today, today),
        )
        for start in range(0, len(ids), BATCH):
            clients = self.browse(ids[start : start + BATCH])
            self._notify_staff(
                [
                    (
                        client,
                        client.user_id,
                        self.env._("The client becomes free: get in touch"),
                        "",
                        client.ais_protected_until,
                    )
                    for client in clients
                ],
                LOSING,
            )
            left = len(ids) - start - len(clients)
            if not self.env["ir.cron"]._commit_progress(len(clients), remaining=left) and left:
                return False
        return True

    def _ais_free(self, today):
        """Free the clients whose protection has run out."""
        ids = self._ais_protected_ids(SQL("p.ais_protected_until < %s", today))
        for start in range(0, len(ids), BATCH):
            clients = self.browse(ids[start : start + BATCH])
            clients.activity_unlink([LOSING], only_automated=False)
            # what the former owner has agreed on is not his any more, and nobody else's yet
            clients.ais_planned_contact_ids._cancel()
            clients.with_context(tracking_disable=True)._ais_give(
                self.env["res.users"],
                "freed",
                self.env._("No contact and no deal within the protection period."),
            )
            left = len(ids) - start - len(clients)
            if not self.env["ir.cron"]._commit_progress(len(clients), remaining=left):
                return

    def _ais_protected_ids(self, condition):
        """Ids of kept clients under a condition on their protection, without a deal in work."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.id FROM res_partner p
                  JOIN ais_contact_policy c ON c.id = p.ais_contact_policy_id
                 WHERE p.active AND p.user_id IS NOT NULL AND p.parent_id IS NULL AND %s
                 ORDER BY p.id
                """,
                condition,
            ),
        )
        clients = self.browse([row[0] for row in rows])
        return (clients - clients._ais_in_deals()).ids

    def _ais_in_deals(self):
        """Which of these clients have a deal in work."""
        busy = self.browse()
        for model, domain in self._ais_deal_domains().items():
            found = self.env[model]._read_group(
                Domain("partner_id.commercial_partner_id", "in", self.ids) & Domain(domain),
                ["partner_id"],
            )
            for (partner,) in found:
                busy |= partner.commercial_partner_id
        return busy

    @api.model
    def _ais_deal_domains(self):
        """What counts as a deal in work, by model with a `partner_id`."""
        return {
            "crm.lead": [("won_status", "=", "pending")],
            "sale.order": [("state", "=", "sale"), ("invoice_status", "!=", "invoiced")],
        }
