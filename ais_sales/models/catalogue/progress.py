from odoo import api, fields, models
from odoo.tools import SQL


class Progress(models.Model):
    """How far long work on a record has come, readable while the work still runs."""

    _name = "ais.progress"
    _description = "Progress of long work"
    _rec_name = "res_model"

    res_model = fields.Char("Model", required=True)
    res_id = fields.Integer("Record", required=True)
    done = fields.Integer()
    total = fields.Integer()

    _record_unique = models.UniqueIndex("(res_model, res_id)")

    @api.model
    def _report(self, record, done, total):
        """Tell how far the work on a record has come.

        In a transaction of its own: the work's own is seen by nobody before it ends.
        """
        with self.env.registry.cursor() as cr:
            cr.execute(
                SQL(
                    """
                    INSERT INTO ais_progress (res_model, res_id, done, total)
                    VALUES (%s, %s, %s, %s)
                    ON CONFLICT (res_model, res_id) DO UPDATE
                       SET done = EXCLUDED.done, total = EXCLUDED.total
                    """,
                    record._name,
                    record.id,
                    done,
                    total,
                ),
            )

    @api.model
    @api.readonly
    def read_progress(self, res_model, res_id):
        """How far the work on a record has come.

        :param str res_model: model of the record
        :param int res_id: its id
        :return: list of two numbers, done and total; zeros before the work has begun
        :raise AccessError: when the record may not be read
        """
        self.env[res_model].browse(res_id).check_access("read")
        # sudo: two numbers about a record that may be read
        found = self.sudo().search([("res_model", "=", res_model), ("res_id", "=", res_id)])
        return [found.done, found.total]

    @api.autovacuum
    def _gc_progress(self):
        self.env.cr.execute("DELETE FROM ais_progress")
