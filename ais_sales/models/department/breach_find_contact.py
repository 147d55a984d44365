from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL


class Breach(models.Model):
    """Contacts that were agreed on, or that the policy asks for, and did not take place
    (2.18, 2.19).
    """

    _inherit = "ais.breach"

    @api.model
    def _finders(self):
        return super()._finders() | {
            "2.18": "_find_missed_contacts",
            "2.19": "_find_neglected_clients",
        }

    @api.model
    def _find_missed_contacts(self, company, days):
        """Contacts agreed on with the client whose working day is over."""
        last = company.ais_working_day(-1, days.last + timedelta(days=1))
        return [
            (
                user_id,
                day,
                "ais.contact.agreement",
                agreement_id,
                self.env._("The contact agreed on did not take place: %s.", client),
            )
            for user_id, day, agreement_id, client in self._planned("agreed", company, days, last)
        ]

    @api.model
    def _find_neglected_clients(self, company, days):
        """Clients with whom the policy asks for a contact, and nobody made it for days."""
        wait = company.ais_breach_policy_days
        before = company.ais_working_day(-wait, days.last + timedelta(days=1))
        rows = self._planned("policy", company, days, before - timedelta(days=1))
        return [
            (
                user_id,
                day,
                "ais.contact.agreement",
                agreement_id,
                self.env._(
                    "The contact that the policy asks for was not made for %(days)s working days:"
                    " %(client)s.",
                    days=wait,
                    client=client,
                ),
            )
            for user_id, day, agreement_id, client in rows
        ]

    @api.model
    def _planned(self, source, company, days, last):
        return self.env.execute_query(
            SQL(
                """
                SELECT a.user_id, a.date, a.id, p.name
                  FROM ais_contact_agreement a
                  JOIN res_partner p ON p.id = a.partner_id AND p.active
                  JOIN res_users u ON u.id = a.user_id AND u.active
                 WHERE a.company_id = %s AND a.source = %s AND a.state = 'planned'
                   AND a.date BETWEEN %s AND %s
                """,
                company.id,
                source,
                days.first,
                last,
            ),
        )
