from odoo import models
from odoo.tools import SQL

from ...tools.figure import Figure


class RegulationMeasure(models.Model):
    """New and returning clients, and contacts with all of them (2.7, 2.18, 2.19)."""

    _inherit = "ais.regulation.measure"

    # 2.7
    def _measure_clients_returning(self):
        """Clients whose seats were confirmed in 30 days and who were taught before."""
        self.env["ais.booking"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT c.user_id, array_agg(DISTINCT c.id)
                  FROM ais_booking b
                  JOIN res_partner p ON p.id = b.partner_id
                  JOIN res_partner c ON c.id = p.commercial_partner_id
                 WHERE b.company_id = %(company)s AND b.state IN ('confirmed', 'done')
                   AND b.confirmed_on >= %(since)s
                   AND EXISTS (
                       SELECT FROM ais_booking e JOIN res_partner q ON q.id = e.partner_id
                        WHERE q.commercial_partner_id = c.id AND e.company_id = b.company_id
                          AND e.state = 'done' AND e.confirmed_on < b.confirmed_on)
                 GROUP BY c.user_id
                """,
                company=self.env.company.id,
                since=self._ais_moment(30),
            ),
        )
        return Figure(
            "res.partner",
            [
                ("id", "in", [card for _user, cards in rows for card in cards]),
                ("active", "in", (True, False)),
            ],
            company="",
            values={user or False: (len(cards), None) for user, cards in rows},
        )

    def _measure_clients_dormant(self):
        return Figure(
            "ais.retention",
            [("kind", "=", "dormant"), ("lead_id", "=", False)],
            action="ais_retention_action",
        )

    # 2.18
    def _measure_contacts_due(self):
        return Figure(
            "ais.contact.agreement",
            [("state", "=", "planned"), ("date", "<=", self._ais_day())],
            user="acting_user_id",
            action="ais_contact_agreement_action",
        )

    def _measure_contacts_done(self):
        return Figure(
            "ais.contact.agreement",
            [("state", "=", "done"), ("done_at", ">=", self._ais_moment(30))],
            action="ais_contact_agreement_action",
        )

    def _measure_contacts_missed(self):
        return Figure(
            "ais.contact.agreement",
            [("is_missed", "=", True), ("date", ">=", self._ais_day(30))],
            user="missed_by_id",
            action="ais_contact_agreement_action",
        )

    # 2.19
    def _measure_policy_breaches(self):
        return Figure(
            "res.partner",
            [*self._kept(), ("ais_contact_due_on", "<", self._ais_day())],
            action="res_partner_action_breaches",
        )
