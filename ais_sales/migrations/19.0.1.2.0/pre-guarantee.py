"""A letter of guarantee has a number and a date: letters of the time before get both."""

from odoo.tools import sql


def migrate(cr, version):
    if not sql.column_exists(cr, "ais_booking", "has_guarantee_letter"):
        return
    for name, kind in (("guarantee_number", "varchar"), ("guarantee_date", "date")):
        if not sql.column_exists(cr, "ais_booking", name):
            sql.create_column(cr, "ais_booking", name, kind)
    cr.execute(
        """
        UPDATE ais_booking
           SET guarantee_number = COALESCE(NULLIF(TRIM(guarantee_number), ''), 'б/н'),
               guarantee_date = COALESCE(guarantee_date, write_date::date)
         WHERE has_guarantee_letter
           AND (COALESCE(TRIM(guarantee_number), '') = '' OR guarantee_date IS NULL)
        """,
    )
