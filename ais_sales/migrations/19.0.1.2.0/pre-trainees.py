"""How the training goes is kept since 19.0.1.1.0: who had been taught before has completed it."""

from odoo.tools import sql


def migrate(cr, version):
    if sql.column_exists(cr, "ais_trainee", "training_state"):
        return
    # made here, before the pace is reckoned: else everybody ever taught would be found late
    sql.create_column(cr, "ais_trainee", "training_state", "varchar")
    sql.create_column(cr, "ais_trainee", "result", "varchar")
    sql.create_column(cr, "ais_trainee", "completed_on", "date")
    cr.execute(
        """
        UPDATE ais_trainee t
           SET training_state = 'completed', result = 'passed', completed_on = g.date_end
          FROM ais_booking b
          JOIN ais_course_group g ON g.id = b.group_id
         WHERE b.id = t.booking_id AND g.state = 'done' AND b.state = 'done'
        """,
    )
    cr.execute("UPDATE ais_trainee SET training_state = 'listed' WHERE training_state IS NULL")
