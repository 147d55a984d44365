from odoo import api, fields, models
from odoo.tools import SQL


class ResPartner(models.Model):
    """Clients that were kept before the add-on came (2.9, 2.19)."""

    _inherit = "res.partner"

    @api.model
    def _ais_adopt_kept(self):
        """Begin the history of clients that somebody keeps and that have none.

        What their policy asks for is spread over its days, so that the contacts with clients of
        many years are not all due on one day. Run when the add-on is installed or updated; does
        nothing the second time.

        :return: number of clients
        """
        self.env.flush_all()
        adopted = self.env.execute_query(
            SQL(
                """
                INSERT INTO ais_client_assignment (partner_id, date, user_id, reason, company_id,
                                                   create_uid, create_date, write_uid, write_date)
                SELECT p.id, %(now)s, p.user_id, 'entered', p.company_id,
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM res_partner p
                 WHERE p.user_id IS NOT NULL AND p.parent_id IS NULL
                   AND NOT EXISTS (
                       SELECT FROM ais_client_assignment a WHERE a.partner_id = p.id)
                 ORDER BY p.id
             RETURNING partner_id
                """,
                now=fields.Datetime.now(),
                uid=self.env.uid,
            ),
        )
        self._ais_spread_contacts([row[0] for row in adopted])
        self.env.invalidate_all(flush=False)
        return len(adopted)

    @api.model
    def _ais_spread_contacts(self, ids):
        """Let the first contacts of these clients come one after the other, for each specialist.

        :param list ids: of clients; those with whom somebody has been in touch stay as they are
        """
        self.env.execute_query(
            SQL(
                """
                UPDATE res_partner p SET ais_contact_due_on = s.due
                  FROM (
                    SELECT q.id, %(today)s::date + 1 + (
                               (ROW_NUMBER() OVER own - 1) * c.contact_days
                               / COUNT(*) OVER (PARTITION BY q.user_id))::int AS due
                      FROM res_partner q
                      JOIN ais_contact_policy c ON c.id = q.ais_contact_policy_id
                     WHERE q.id = ANY(%(ids)s) AND c.contact_days > 0
                       AND q.ais_last_contact_on IS NULL AND q.ais_owned_since = %(today)s
                    WINDOW own AS (PARTITION BY q.user_id ORDER BY q.id)) s
                 WHERE p.id = s.id
             RETURNING p.id
                """,
                today=fields.Date.context_today(self),
                ids=ids,
            ),
        )
