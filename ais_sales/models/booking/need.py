from odoo import api, models
from odoo.tools import SQL

BATCH = 500
# groups in which the inquiry of need n has seats on the course wanted
BOOKED = SQL(
    """
    SELECT b.group_id FROM ais_booking b
      JOIN ais_course_group g ON g.id = b.group_id
     WHERE n.state IN ('open', 'offered') AND b.lead_id = n.lead_id
       AND b.state IN ('hold', 'confirmed', 'done') AND g.course_id = n.course_id
    """,
)


class CourseGroup(models.Model):
    _inherit = "ais.course.group"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "cancelled":
            # sudo: the needs are of all specialists
            needs = self.env["ais.need"].sudo()
            needs.search([("group_id", "in", self.ids), ("state", "=", "offered")]).action_reopen()
        return result


class Need(models.Model):
    """A need whose course is booked is met (2.21)."""

    _name = "ais.need"
    _inherit = ["ais.need", "ais.batch.mixin"]

    @api.model
    def _cron_follow(self):
        """Note as met the needs of inquiries that have seats on the course wanted."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL("SELECT n.id FROM ais_need n WHERE EXISTS (%s)", BOOKED))
        found = [("id", "in", [need_id for (need_id,) in rows])]
        self._in_staff_language()._run_in_batches(found, "_note_met", size=BATCH)

    def _note_met(self):
        """Note as met those of these needs that have seats, in one statement."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE ais_need n SET state = 'met', group_id = (%(booked)s LIMIT 1)
                 WHERE n.id IN %(needs)s AND EXISTS (%(booked)s)
             RETURNING n.id
                """,
                booked=BOOKED,
                needs=tuple(self.ids),
            ),
        )
        needs = self.browse([row[0] for row in rows])
        needs.invalidate_recordset(["state", "group_id"])
        needs._message_log_batch(
            bodies=dict.fromkeys(needs.ids, self.env._("Met: seats are booked.")),
        )
