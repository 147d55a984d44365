from odoo import fields, models
from odoo.tools import SQL


class Task(models.Model):
    """An open task of somebody in the department, seen by those who lead it (2.2).

    Odoo shows another's activity only to who may write the record it belongs to; who leads the
    department reads the records, and must see what is left undone.
    """

    _name = "ais.task"
    _description = "Task of the department"
    _auto = False
    _order = "date_deadline, id"
    _rec_name = "summary"
    _depends = {
        "mail.activity": [
            "active",
            "activity_type_id",
            "date_deadline",
            "res_id",
            "res_model",
            "summary",
            "user_id",
        ],
    }

    user_id = fields.Many2one("res.users", "Employee", readonly=True)
    activity_type_id = fields.Many2one("mail.activity.type", "What to do", readonly=True)
    summary = fields.Char("Task", readonly=True)
    date_deadline = fields.Date("Due on", readonly=True)
    res_model = fields.Char("Model", readonly=True)
    res_id = fields.Many2oneReference("Record number", model_field="res_model", readonly=True)
    res_name = fields.Char("Record", compute="_compute_res_name")
    company_id = fields.Many2one("res.company", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT DISTINCT ON (a.id) a.id, a.user_id, a.activity_type_id, a.summary,
                   a.date_deadline, a.res_model, a.res_id,
                   COALESCE(t.company_id, u.company_id) AS company_id
              FROM mail_activity a
              JOIN crm_team_member m ON m.user_id = a.user_id AND m.active
              JOIN crm_team t ON t.id = m.crm_team_id AND t.active
              JOIN res_users u ON u.id = a.user_id
             WHERE a.active
             ORDER BY a.id, t.company_id NULLS LAST
            """,
        )

    def _compute_res_name(self):
        for model, tasks in self.grouped("res_model").items():
            if not model or model not in self.env:
                tasks.res_name = False
                continue
            records = self.env[model].browse(tasks.mapped("res_id")).exists()
            # sudo: what the task is about, by name; the record itself opens by the reader's rights
            names = {record.id: record.display_name for record in records.sudo()}
            for task in tasks:
                task.res_name = names.get(task.res_id)

    def action_open_record(self):
        """Open what the task is about."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }
