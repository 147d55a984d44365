from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class Refresher(models.Model):
    """People who were trained and are due for a refresher, until they are trained again (2.7)."""

    _name = "ais.refresher"
    _description = "Person due for a refresher"
    _auto = False
    _order = "due_on, name, id"
    _rec_name = "name"
    _depends = {
        "ais.trainee": [
            "name",
            "identity",
            "snils",
            "position",
            "booking_state",
            "training_state",
            "employer_id",
            "course_id",
            "group_id",
            "partner_id",
            "company_id",
            "refresher_date",
        ],
        "ais.course.group": ["date_start", "date_end"],
        "ais.course": ["refresher_months"],
        "res.partner": ["commercial_partner_id", "user_id", "active", "ais_is_anonymous"],
        "crm.lead": [
            "partner_id",
            "active",
            "won_status",
            "ais_course_id",
            "ais_refresher_trainee_ids",
        ],
    }

    trainee_id = fields.Many2one("ais.trainee", "Person", readonly=True)
    name = fields.Char("Full name", readonly=True)
    position = fields.Char("Job position", readonly=True)
    partner_id = fields.Many2one("res.partner", "Client", readonly=True)
    employer_id = fields.Many2one("res.partner", readonly=True)
    course_id = fields.Many2one("ais.course", readonly=True)
    group_id = fields.Many2one("ais.course.group", readonly=True)
    trained_on = fields.Date(readonly=True)
    due_on = fields.Date("Due", readonly=True)
    user_id = fields.Many2one("res.users", "Specialist", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    lead_id = fields.Many2one("crm.lead", "Open inquiry", readonly=True)

    @property
    def _table_query(self):
        """One row for each person and course, with the id of the trainee.

        Who stands on the list of a group that is over counts as trained there when nobody has
        kept his progress. A person is not due any more once he is on a later group of the course:
        the same СНИЛС, the same name of the same client, or the same name and contact. Whose
        personal data were destroyed is not asked for. The inquiry shown is an open one in which
        the person is named, else one of the client about the course in which nobody is.
        """
        return SQL(
            """
            WITH people AS (
                SELECT t.id, t.name, t.position, t.snils, t.identity, t.employer_id, t.course_id,
                       t.group_id, t.company_id, t.booking_state, t.training_state,
                       split_part(t.identity, '|', 1) AS name_key,
                       e.commercial_partner_id AS partner_id,
                       g.date_start, g.date_end,
                       %(due_on)s AS due_on,
                       COALESCE(person.ais_is_anonymous, FALSE) AS is_anonymous,
                       -- the last start of the course by each key; a join of people with
                       -- themselves takes minutes where the planner mistakes their number
                       MAX(g.date_start) OVER (PARTITION BY t.course_id, t.snils) AS snils_last,
                       MAX(g.date_start) OVER (
                           PARTITION BY t.course_id, e.commercial_partner_id,
                                        split_part(t.identity, '|', 1)) AS name_last,
                       MAX(g.date_start) OVER (
                           PARTITION BY t.course_id, t.identity) AS identity_last
                  FROM ais_trainee t
                  JOIN ais_course_group g ON g.id = t.group_id
                  JOIN ais_course c ON c.id = t.course_id
                  JOIN res_partner e ON e.id = t.employer_id
             LEFT JOIN res_partner person ON person.id = t.partner_id
                 WHERE c.refresher_months > 0 AND t.booking_state != 'cancelled'
                   AND t.training_state NOT IN ('dropped', 'transferred')
            ), leads AS (
                SELECT l.id, lp.commercial_partner_id AS partner_id, l.ais_course_id AS course_id
                  FROM crm_lead l JOIN res_partner lp ON lp.id = l.partner_id
                 WHERE l.active AND l.won_status = 'pending' AND l.ais_course_id IS NOT NULL
            ), named AS (
                SELECT rel.trainee_id, MAX(leads.id) AS lead_id
                  FROM leads JOIN ais_lead_refresher_rel rel ON rel.lead_id = leads.id
                 GROUP BY rel.trainee_id
            ), whole AS (
                SELECT leads.partner_id, leads.course_id, MAX(leads.id) AS lead_id
                  FROM leads
                 WHERE NOT EXISTS (
                       SELECT FROM ais_lead_refresher_rel rel WHERE rel.lead_id = leads.id)
                 GROUP BY leads.partner_id, leads.course_id
            )
            SELECT d.id, d.id AS trainee_id, d.name, d.position, d.partner_id, d.employer_id,
                   d.course_id, d.group_id, d.date_end AS trained_on, d.due_on,
                   p.user_id, d.company_id, COALESCE(named.lead_id, whole.lead_id) AS lead_id
              FROM people d
              JOIN res_partner p ON p.id = d.partner_id
         LEFT JOIN named ON named.trainee_id = d.id
         LEFT JOIN whole ON whole.partner_id = d.partner_id AND whole.course_id = d.course_id
             WHERE p.active AND NOT d.is_anonymous
               AND (d.training_state = 'completed'
                    OR (d.booking_state = 'done' AND d.training_state = 'listed'))
               AND (d.snils IS NULL OR d.snils_last <= d.date_end)
               AND (d.name_key IS NULL OR d.name_last <= d.date_end)
               AND (d.identity IS NULL OR d.identity LIKE '%%|' OR d.identity_last <= d.date_end)
            """,
            due_on=self._due_on(),
        )

    def _due_on(self):
        """When a person is due: as the issued document says; without one so many months after
        the end of the group.

        :return: SQL of a date, over trainees `t`, groups `g` and courses `c`
        """
        return SQL(
            "COALESCE(t.refresher_date,"
            " (g.date_end + make_interval(months => c.refresher_months))::date)",
        )

    def action_inquire(self):
        """Make an inquiry for each client and course, with the people named in it.

        :raise UserError: when all of them have an open inquiry already
        """
        waiting = self.filtered(lambda row: not row.lead_id)
        if not waiting:
            raise UserError(self.env._("There is an open inquiry already: open that one."))
        rows = list(waiting.grouped(lambda row: (row.partner_id, row.course_id)).values())
        leads = self.env["crm.lead"].create([row._lead_vals() for row in rows])
        for lead, people in zip(leads, rows, strict=True):
            # sudo: noted by the system, so that nobody links other people by hand
            lead.sudo().ais_refresher_trainee_ids = people.trainee_id
        self.env["ais.need"].create(
            [
                {
                    "lead_id": lead.id,
                    "course_id": lead.ais_course_id.id,
                    "people": len(people),
                    "company_id": lead.company_id.id,
                    "date_to": people._wanted_until(),
                }
                for lead, people in zip(leads, rows, strict=True)
            ],
        )
        self.invalidate_recordset(["lead_id"])
        if len(leads) > 1:
            action = self.env["ir.actions.act_window"]._for_xml_id("crm.crm_lead_action_pipeline")
            return {**action, "domain": [("id", "in", leads.ids)], "context": {}}
        return leads._get_records_action()

    def _wanted_until(self):
        """The last day by which all are trained in time; nothing when that has passed."""
        first = min(self.mapped("due_on"))
        return first if first > fields.Date.context_today(self) else False

    def _lead_vals(self):
        client, course = self.partner_id, self.course_id
        people = Markup("").join(
            Markup("<li>%s</li>")
            % self.env._(
                "%(name)s, trained on %(trained)s, due on %(due)s",
                name=", ".join(filter(None, (row.name, row.position))),
                trained=f"{row.trained_on:%d.%m.%Y}",
                due=f"{row.due_on:%d.%m.%Y}",
            )
            for row in self.sorted("name")
        )
        return {
            "name": self.env._(
                "%(course)s: refresher, %(people)s people", course=course.name, people=len(self)
            ),
            "type": "opportunity",
            "partner_id": client.id,
            "user_id": self[:1].user_id.id or self.env.uid,
            "company_id": self[:1].company_id.id,
            "ais_course_id": course.id,
            "ais_seats": len(self),
            "description": Markup("<p>%s</p><ul>%s</ul>")
            % (self.env._("People due for a refresher:"), people),
        }

    def action_open_lead(self):
        """Open the inquiry that is there already."""
        self.ensure_one()
        return self.lead_id._get_records_action()

    def action_open_trainee(self):
        """Open the person's training."""
        self.ensure_one()
        return self.trainee_id._get_records_action()
