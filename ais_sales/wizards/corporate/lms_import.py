import base64
import binascii
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import lms_table, table_read

TAKEN = ("matched", "partly")


class LmsImport(models.TransientModel):
    """Progress from a learning system's report: read, looked over, then taken as a whole (2.24)."""

    _name = "ais.lms.import"
    _inherit = ["ais.window.mixin"]
    _description = "Import progress from a learning system"

    group_id = fields.Many2one("ais.course.group")
    corporate_order_id = fields.Many2one("ais.corporate.order")
    file = fields.Binary("File (XLSX or CSV)", attachment=False)
    file_name = fields.Char()
    text = fields.Text("Pasted from a spreadsheet", help="With the heading.")
    date = fields.Date(
        "Date of the report",
        required=True,
        default=lambda self: self.env.company.ais_today(),
        help="Hours are noted on this day, after the end of the training on its last day.",
    )
    state = fields.Selection(
        [("draft", "To be read"), ("read", "To be taken"), ("done", "Done")],
        default="draft",
        readonly=True,
    )
    line_ids = fields.One2many("ais.lms.import.line", "import_id", readonly=True)
    taken_count = fields.Integer("Rows to be taken", readonly=True)
    left_count = fields.Integer("Rows not taken", readonly=True)
    missing_names = fields.Text("Not in the report", readonly=True)

    def action_read(self):
        """Read the report and show what is found in it; nothing is changed yet.

        :raise UserError: when the report cannot be read as a whole
        """
        self.ensure_one()
        if not self.group_id and not self.corporate_order_id:
            raise UserError(self.env._("Choose the group or the corporate order."))
        columns, rows = lms_table.read_progress(self._read_table())
        if not columns:
            raise UserError(
                self.env._(
                    "No heading found. The columns are named in one of the first rows: “ФИО”,"
                    " “E-mail” or “СНИЛС”, and “Часы” or “% прохождения”, “Тест”, “Итог”.",
                ),
            )
        trainees = self._trainees()
        if not trainees:
            raise UserError(self.env._("There are no trainees here to whom it could be of."))
        lines = self._match(rows, trainees)
        found = {vals["trainee_id"] for vals in lines if vals["trainee_id"]}
        taken = sum(vals["status"] in TAKEN for vals in lines)
        self.line_ids.unlink()
        self.line_ids.create([{**vals, "import_id": self.id} for vals in lines])
        self.write(
            {
                "state": "read",
                "taken_count": taken,
                "left_count": len(lines) - taken,
                "missing_names": ", ".join(
                    trainees.filtered(lambda one: one.id not in found).mapped("name"),
                ),
            },
        )
        return self._reopen()

    def action_again(self):
        """Take another report."""
        self.line_ids.unlink()
        self.write({"state": "draft", "file": False, "text": False})
        return self._reopen()

    def action_apply(self):
        """Take all that is found, in one transaction.

        :raise UserError: the report is not read, or nothing in it can be taken
        """
        self.ensure_one()
        if self.state != "read":
            raise UserError(self.env._("Read the report first."))
        lines = self.line_ids.filtered(lambda line: line.status in TAKEN)
        if not lines:
            raise UserError(self.env._("Nothing in the report can be taken."))
        trainees = lines.trainee_id.with_context(mail_notrack=True)
        before = trainees._training_facts()
        self._take_hours(lines.filtered("has_hours"))
        self._take_results(lines)
        trainees._log_training(before)
        self.state = "done"
        return self._reopen()

    def _read_table(self):
        if not self.file and not (self.text or "").strip():
            raise UserError(self.env._("Paste the table, or choose a file."))
        try:
            content = base64.b64decode(self.file, validate=True) if self.file else self.text
            return table_read.read_table(content, self.file_name or "")
        except (binascii.Error, ValueError):
            raise UserError(self.env._("The file cannot be read.")) from None
        except table_read.TableError as error:
            raise UserError(self.env["ais.client.import"]._table_error(error)) from None

    def _trainees(self):
        domain = [("booking_state", "in", ("hold", "confirmed", "done"))]
        if self.group_id:
            domain.append(("group_id", "=", self.group_id.id))
        if self.corporate_order_id:
            domain.append(("corporate_order_id", "=", self.corporate_order_id.id))
        return self.env["ais.trainee"].search(domain)

    def _take_hours(self, lines):
        """Note as many hours of the learning system as bring the sum to what it says."""
        rows = self.env["ais.attendance"].with_context(mail_notrack=True)
        days = {line.id: min(self.date, line.group_id.date_end) for line in lines}
        found = rows.search(
            [
                ("trainee_id", "in", lines.trainee_id.ids),
                ("date", "in", sorted(set(days.values()))),
                ("source", "=", "lms"),
            ],
        )
        known = {(row.trainee_id, row.date): row for row in found}
        vals_list, changed = [], defaultdict(lambda: rows)
        for line in lines:
            trainee = line.trainee_id
            # as it is now: somebody may have filled the sheet since the report was read
            more = round(line.hours - trainee.hours_done, 1)
            if more <= 0:
                continue
            row = known.get((trainee, days[line.id]))
            if row:
                changed[round(row.hours + more, 1)] |= row
            else:
                vals_list.append(
                    {
                        "trainee_id": trainee.id,
                        "date": days[line.id],
                        "hours": more,
                        "source": "lms",
                    },
                )
        for hours, same in changed.items():
            same.write({"hours": hours})
        rows.create(vals_list)

    def _take_results(self, lines):
        same = defaultdict(lambda: self.env["ais.trainee"])
        for line in lines:
            vals = {}
            if line.has_test:
                vals["test_score"] = line.test_score
            if line.result and line.trainee_id.training_state != "completed":
                vals["result"] = line.result
            if vals:
                same[tuple(sorted(vals.items()))] |= line.trainee_id
        for vals, trainees in same.items():
            trainees.with_context(mail_notrack=True).write(dict(vals))

    @api.model
    def _action_open(self, **defaults):
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_lms_import_action")
        action["context"] = {f"default_{name}": value for name, value in defaults.items()}
        return action

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Progress from a learning system"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }
