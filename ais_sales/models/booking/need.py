from odoo import api, models
from odoo.tools import SQL


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

    _inherit = "ais.need"

    @api.model
    def _cron_follow(self):
        """Note as met the needs of inquiries that have seats on the course wanted, in one
        statement.
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE ais_need n SET state = 'met', group_id = b.group_id
                  FROM ais_booking b
                  JOIN ais_course_group g ON g.id = b.group_id
                 WHERE n.state IN ('open', 'offered') AND b.lead_id = n.lead_id
                   AND b.state IN ('hold', 'confirmed', 'done') AND g.course_id = n.course_id
             RETURNING n.id
                """,
            ),
        )
        needs = self.browse([row[0] for row in rows])
        needs.invalidate_recordset(["state", "group_id"])
        needs._message_log_batch(
            bodies=dict.fromkeys(
                needs.ids, self._in_staff_language().env._("Met: seats are booked.")
            ),
        )
