from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class Retention(models.Model):
    """Clients to bring back: those who have gone quiet, and those whose people are due for a
    refresher (2.7).
    """

    _name = "ais.retention"
    _description = "Client to bring back"
    _auto = False
    _order = "due_on, id"
    _rec_name = "partner_id"

    kind = fields.Selection(
        [("dormant", "No booking for long"), ("refresher", "Refresher due")],
        "Why",
        readonly=True,
    )
    partner_id = fields.Many2one("res.partner", "Client", readonly=True)
    user_id = fields.Many2one("res.users", "Specialist", readonly=True)
    course_id = fields.Many2one("ais.course", readonly=True)
    people = fields.Integer(readonly=True)
    last_on = fields.Date("Last training", readonly=True)
    due_on = fields.Date("Due", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    lead_id = fields.Many2one("crm.lead", "Open inquiry", readonly=True)

    @property
    def _table_query(self):
        """One row for a quiet client, and one for a client, course and day of refresher.

        A refresher is not due any more once the client has booked the course again after the
        training; the inquiry shown is an open one of the client (for a refresher, about the
        course). A row keeps its id, that of its first booking, whatever happens to the others.
        """
        return SQL(
            """
            WITH seats AS (
                SELECT b.id, p.commercial_partner_id AS partner_id, g.course_id, b.company_id,
                       g.date_end, g.date_start, b.seats, b.state, c.refresher_months
                  FROM ais_booking b
                  JOIN res_partner p ON p.id = b.partner_id
                  JOIN ais_course_group g ON g.id = b.group_id
                  JOIN ais_course c ON c.id = g.course_id
                 WHERE b.state != 'cancelled'
            ), rows AS (
                SELECT 2 * MIN(s.id) AS id, 'dormant' AS kind, s.partner_id,
                       NULL::int AS course_id, 0 AS people,
                       MAX(s.date_end) AS last_on,
                       (MAX(s.date_end) + make_interval(months => co.ais_dormant_months))::date
                           AS due_on,
                       s.company_id
                  FROM seats s JOIN res_company co ON co.id = s.company_id
                 GROUP BY s.partner_id, s.company_id, co.ais_dormant_months
                HAVING MAX(s.date_end) + make_interval(months => co.ais_dormant_months)
                       <= CURRENT_DATE
                UNION ALL
                SELECT 2 * MIN(s.id) + 1, 'refresher', s.partner_id, s.course_id,
                       SUM(s.seats)::int, s.date_end,
                       (s.date_end + make_interval(months => s.refresher_months))::date,
                       s.company_id
                  FROM seats s
                 WHERE s.refresher_months > 0 AND s.state = 'done'
                   AND s.date_end + make_interval(months => s.refresher_months)
                       <= CURRENT_DATE + make_interval(months => 3)
                   AND NOT EXISTS (
                       SELECT FROM seats later
                        WHERE later.partner_id = s.partner_id AND later.course_id = s.course_id
                          AND later.date_start > s.date_end)
                 GROUP BY s.partner_id, s.course_id, s.date_end, s.refresher_months, s.company_id
            )
            SELECT r.*,
                   p.user_id,
                   (SELECT MAX(l.id) FROM crm_lead l
                      JOIN res_partner lp ON lp.id = l.partner_id
                     WHERE lp.commercial_partner_id = r.partner_id AND l.active
                       AND l.won_status = 'pending'
                       AND (r.course_id IS NULL OR l.ais_course_id = r.course_id)) AS lead_id
              FROM rows r JOIN res_partner p ON p.id = r.partner_id
             WHERE p.active
            """,
        )

    def action_inquire(self):
        """Make an inquiry for each, with the course and the number of people filled in.

        :raise UserError: when all of them have an open inquiry already
        """
        waiting = self.filtered(lambda row: not row.lead_id)
        if not waiting:
            raise UserError(self.env._("There is an open inquiry already: open that one."))
        leads = self.env["crm.lead"].create([row._lead_vals() for row in waiting])
        if len(leads) > 1:
            action = self.env["ir.actions.act_window"]._for_xml_id("crm.crm_lead_action_pipeline")
            return {**action, "domain": [("id", "in", leads.ids)], "context": {}}
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": leads.id,
            "view_mode": "form",
        }

    def action_open_lead(self):
        """Open the inquiry that is there already."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": self.lead_id.id,
            "view_mode": "form",
        }

    def _lead_vals(self):
        if self.kind == "refresher":
            name = self.env._(
                "%(course)s: refresher, %(people)s people",
                course=self.course_id.name,
                people=self.people,
            )
        else:
            name = self.env._("Bring back: no training since %s", self.last_on)
        return {
            "name": name,
            "type": "opportunity",
            "partner_id": self.partner_id.id,
            "user_id": self.user_id.id or self.env.uid,
            "company_id": self.company_id.id,
            "ais_course_id": self.course_id.id,
            "ais_seats": self.people or 1,
        }
