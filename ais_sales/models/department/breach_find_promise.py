from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL


class Breach(models.Model):
    """Promises to pay that were broken, and nobody called the client (2.15)."""

    _inherit = "ais.breach"

    @api.model
    def _finders(self):
        return super()._finders() | {"2.15": "_find_promises_not_followed"}

    @api.model
    def _find_promises_not_followed(self, company, days):
        """Broken promises without a talk about the debt for some working days since."""
        wait = company.ais_breach_promise_days
        rows = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(p.user_id, c.user_id), c.promise_date, c.id, p.name
                  FROM ais_debt_contact c
                  JOIN res_partner p ON p.id = c.client_id
                  JOIN res_users u ON u.id = COALESCE(p.user_id, c.user_id) AND u.active
                 WHERE c.company_id = %(company)s
                   AND c.promise_state IN ('broken', 'partly')
                   AND c.promise_date >= %(first)s AND c.promise_date < %(before)s
                   AND NOT EXISTS (
                       SELECT FROM ais_debt_contact n
                        WHERE n.client_id = c.client_id AND n.company_id = c.company_id
                          AND (n.date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
                              > c.promise_date)
                """,
                company=company.id,
                first=days.first,
                before=company.ais_working_day(-wait, days.last + timedelta(days=1)),
                zone=days.zone.zone,
            ),
        )
        return [
            (
                user_id,
                day,
                "ais.debt.contact",
                contact_id,
                self.env._(
                    "%(client)s promised to pay by %(day)s and did not, and nobody called for"
                    " %(days)s working days.",
                    client=client,
                    day=day.strftime("%d.%m.%Y"),
                    days=wait,
                ),
            )
            for user_id, day, contact_id, client in rows
        ]
