"""Absences were three fields of a team's member; they are records of their own now."""

from odoo.tools import sql

OLD = ("ais_absent_from", "ais_absent_until", "ais_substitute_id")


def migrate(cr, version):
    # who makes and who has missed a contact was its specialist, whoever was away
    cr.execute(
        """
        UPDATE ais_contact_agreement
           SET acting_user_id = user_id, missed_by_id = CASE WHEN is_missed THEN user_id END
         WHERE acting_user_id IS NULL
        """,
    )
    if not sql.column_exists(cr, "crm_team_member", OLD[0]):
        return
    # a member of several teams had the same absence in each: the longest one stands for all
    cr.execute(
        """
        INSERT INTO ais_absence (user_id, substitute_id, date_from, date_until, kind, state,
                                 company_id, create_uid, create_date, write_uid, write_date)
        SELECT DISTINCT ON (m.user_id)
               m.user_id, NULLIF(m.ais_substitute_id, m.user_id),
               COALESCE(m.ais_absent_from, LEAST(m.ais_absent_until, CURRENT_DATE)),
               m.ais_absent_until, 'other', 'confirmed', COALESCE(t.company_id, u.company_id),
               m.write_uid, m.write_date, m.write_uid, m.write_date
          FROM crm_team_member m
          JOIN crm_team t ON t.id = m.crm_team_id
          JOIN res_users u ON u.id = m.user_id
         WHERE (m.ais_absent_from IS NOT NULL OR m.ais_absent_until IS NOT NULL)
           AND NOT EXISTS (SELECT FROM ais_absence a WHERE a.user_id = m.user_id)
         ORDER BY m.user_id, m.active DESC, m.ais_absent_until DESC NULLS FIRST, m.id
        """,
    )
    for column in OLD:
        cr.execute(f"ALTER TABLE crm_team_member DROP COLUMN {column}")  # pylint: disable=sql-injection
