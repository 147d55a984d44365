from odoo import fields, models
from odoo.tools import SQL


class Demand(models.Model):
    """Needs that no group meets, added up by course and month: what groups to open (2.21, 2.25)."""

    _name = "ais.demand"
    _description = "Demand without a group"
    _auto = False
    _order = "people desc, month"
    _rec_name = "name"

    name = fields.Char("Topic", readonly=True)
    course_id = fields.Many2one("ais.course", readonly=True)
    direction_id = fields.Many2one("ais.direction", readonly=True)
    month = fields.Date(readonly=True)
    people = fields.Integer(
        readonly=True, help="People of all needs of this course and month that have no group."
    )
    need_count = fields.Integer("Needs", readonly=True)
    client_count = fields.Integer("Clients", readonly=True)
    budget = fields.Monetary(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")

    @property
    def _table_query(self):
        """One row for a course (else a topic) and month; its id is that of its first need."""
        return SQL(
            """
            SELECT MIN(n.id) AS id, COALESCE(c.name, MIN(n.name)) AS name, n.course_id,
                   n.direction_id, n.month, SUM(n.people) AS people, COUNT(*) AS need_count,
                   COUNT(DISTINCT n.partner_id) AS client_count, SUM(n.budget) AS budget,
                   n.company_id
              FROM ais_need n
              LEFT JOIN ais_course c ON c.id = n.course_id
             WHERE n.state = 'open'
               AND NOT EXISTS (
                   SELECT FROM ais_course_group g
                    WHERE g.course_id = n.course_id AND g.state IN ('open', 'guaranteed')
                      AND g.active AND g.seats_max - g.seats_taken >= n.people
                      AND g.enroll_until >= CURRENT_DATE
                      AND (n.date_from IS NULL OR g.date_start >= n.date_from)
                      AND (n.date_to IS NULL OR g.date_start <= n.date_to)
                      AND (n.delivery_mode IS NULL OR g.delivery_mode = n.delivery_mode))
             GROUP BY n.course_id, c.name, n.direction_id, n.month, n.company_id,
                      CASE WHEN n.course_id IS NULL THEN lower(n.name) END
            """,
        )

    def _needs(self):
        """The needs that these rows add up."""
        needs = self.env["ais.need"]
        for row in self:
            first = needs.browse(row.id)
            found = needs.search(
                [
                    ("state", "=", "open"),
                    ("course_id", "=", row.course_id.id),
                    ("direction_id", "=", row.direction_id.id),
                    ("month", "=", row.month),
                    ("company_id", "=", row.company_id.id),
                ],
            )
            if not row.course_id:
                found = found.filtered(
                    lambda need, first=first: need.name.lower() == first.name.lower(),
                )
            needs |= found.filtered(lambda need: not need.course_id or not need.match_count)
        return needs

    def action_view_needs(self):
        """Open the needs behind these rows."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_need_action")
        action["domain"] = [("id", "in", self._needs().ids)]
        action["context"] = {}
        return action

    def action_open_group(self):
        """Open a group for this demand and offer it to those who waited."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_demand_group_action")
        action["context"] = {
            "default_course_id": self.course_id.id,
            "default_date_start": self.month,
            "default_need_ids": self._needs().ids,
        }
        return action
