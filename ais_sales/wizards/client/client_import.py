import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools import client_table, table_read

BATCH = 500
CONTACT = ("contact_name", "contact_function", "contact_phone", "contact_email")


class ClientImport(models.TransientModel):
    """Clients from a spreadsheet, pasted or as a file: good rows enter, bad ones come back with
    the reason (2.16).
    """

    _name = "ais.client.import"
    _inherit = ["ais.window.mixin"]
    _description = "Import clients"

    text = fields.Text("Pasted from a spreadsheet", help="With the heading.")
    file = fields.Binary("File (XLSX or CSV)", attachment=False)
    file_name = fields.Char()
    user_id = fields.Many2one(
        "res.users",
        "Specialist",
        domain="[('share', '=', False)]",
        default=lambda self: self.env.user,
        help="Who keeps the new clients; empty for nobody.",
    )
    segment_id = fields.Many2one("ais.market.segment", help="Of rows without their own.")
    enter_suspected = fields.Boolean(
        "Enter suspected duplicates",
        help="Rows with the e-mail, phone or name of a known client, but not its INN.",
    )
    state = fields.Selection(
        [("draft", "To be read"), ("read", "To be entered"), ("done", "Done")],
        default="draft",
        readonly=True,
    )
    # of each row: number, cells, values, mistakes in words, what tells the client, then why it
    # was not entered
    rows = fields.Json(readonly=True)
    heading = fields.Json(readonly=True)
    done_rows = fields.Integer(readonly=True)
    row_count = fields.Integer("Rows read", readonly=True)
    bad_count = fields.Integer("Rows with mistakes", readonly=True)
    entered_count = fields.Integer("Clients entered", readonly=True)
    known_count = fields.Integer("Known already", readonly=True)
    preview = fields.Text("First mistakes", readonly=True)
    result_file = fields.Binary("Result", readonly=True, attachment=False)
    result_name = fields.Char(readonly=True)

    # -- reading

    def action_read(self):
        """Read the table and show what is wrong with it; nothing is entered yet.

        :raise UserError: when the table cannot be read as a whole
        """
        self.ensure_one()
        columns, clients = client_table.read_clients(self._read_rows())
        if not columns:
            raise UserError(
                self.env._(
                    "No heading found. The first row names the columns: “Организация” and “ИНН”,"
                    " and what else there is: КПП, ОГРН, Телефон, E-mail, Город, Адрес, Сайт,"
                    " Сегмент, Контактное лицо, Должность, Телефон контакта, E-mail контакта,"
                    " Примечание.",
                ),
            )
        rows = []
        for client in clients:
            reasons = self._reasons(client)
            keys = [] if reasons else self._keys(client.values)
            rows.append([client.number, client.cells, client.values, reasons, keys])
        bad = [row for row in rows if row[3]]
        self.write(
            {
                "rows": rows,
                "heading": {str(place): name for place, name in columns.items()},
                "row_count": len(rows),
                "bad_count": len(bad),
                "done_rows": 0,
                "entered_count": 0,
                "known_count": 0,
                "preview": "\n".join(
                    self.env._("Row %(row)s: %(reasons)s", row=row[0], reasons="; ".join(row[3]))
                    for row in bad[:10]
                ),
                "state": "read",
            },
        )
        return self._reopen()

    def action_again(self):
        """Take another table."""
        self.write({"state": "draft", "rows": False, "result_file": False})
        return self._reopen()

    def _read_rows(self):
        if not self.file and not (self.text or "").strip():
            raise UserError(self.env._("Paste the table, or choose a file."))
        try:
            content = base64.b64decode(self.file, validate=True) if self.file else self.text
            return table_read.read_table(content, self.file_name or "")
        except (binascii.Error, ValueError):
            raise UserError(self.env._("The file cannot be read.")) from None
        except table_read.TableError as error:
            raise UserError(self._table_error(error)) from None

    @api.model
    def _table_error(self, error):
        return {
            table_read.TOO_BIG: self.env._("The file is too big: at most 20 MB."),
            table_read.TOO_MANY_ROWS: self.env._(
                "The table is too long: at most %s rows. Divide it.",
                table_read.MAX_ROWS,
            ),
            table_read.TOO_LONG_CELL: self.env._(
                "Row %(row)s has a cell with more than %(limit)s characters. Nothing was entered.",
                row=error.row,
                limit=table_read.MAX_CELL,
            ),
            table_read.NOT_A_TABLE: self.env._(
                "The file cannot be read as a table: save it as XLSX or CSV.",
            ),
            table_read.EMPTY: self.env._("The table is empty."),
        }[error.reason]

    def _reasons(self, client):
        """What is wrong with a row, in words."""
        partners = self.env["res.partner"]
        labels = self._labels()
        reasons = []
        for name, reason in client.errors:
            if reason == client_table.NO_NAME:
                reasons.append(self.env._("neither an organisation nor a person is named"))
            else:
                text = partners._ais_reason(name, reason)
                reasons.append(f"{labels[name]} “{client.values[name]}”: {text}")
        for name in ("phone", "contact_phone"):
            value = client.values.get(name)
            if value and not partners._ais_phone_works(value):
                reasons.append(self.env._("“%s” is not a phone number", value))
        for name in ("email", "contact_email"):
            value = client.values.get(name)
            if value and not partners._ais_email_works(value):
                reasons.append(self.env._("“%s” is not an e-mail address", value))
        return reasons

    @api.model
    def _labels(self):
        """Names of the columns, by what is read from them."""
        return {
            "name": self.env._("Organisation"),
            "vat": self.env._("INN"),
            "ais_kpp": self.env._("KPP"),
            "company_registry": self.env._("OGRN"),
            "phone": self.env._("Phone"),
            "email": self.env._("E-mail"),
            "website": self.env._("Website"),
            "city": self.env._("City"),
            "street": self.env._("Address"),
            "segment": self.env._("Segment"),
            "contact_name": self.env._("Contact person"),
            "contact_function": self.env._("Job position"),
            "contact_phone": self.env._("Phone of the contact"),
            "contact_email": self.env._("E-mail of the contact"),
            "comment": self.env._("Note"),
        }

    # -- entering

    def action_enter(self):
        """Enter the rows, with a progress bar."""
        self.ensure_one()
        if self.state != "read":
            raise UserError(self.env._("Read the table first."))
        return {
            "type": "ir.actions.client",
            "tag": "ais_progress",
            "target": "new",
            "name": self.env._("Entering clients"),
            "params": {"model": self._name, "method": "enter_batch", "id": self.id},
        }

    def enter_batch(self):
        """Enter the next rows.

        :return: dict with `done`, `total`, `finished`, and `action` to do when finished
        :raise UserError: when the table is not read
        """
        self.ensure_one()
        if self.state != "read":
            raise UserError(self.env._("Read the table first."))
        rows = self.rows or []
        batch = rows[self.done_rows : self.done_rows + BATCH]
        outcomes = self._enter_rows([row for row in batch if not row[3]])
        for row in batch:
            row[5:] = [outcomes.get(row[0])]
        done = self.done_rows + len(batch)
        finished = done >= len(rows)
        entered = sum(1 for outcome in outcomes.values() if not outcome)
        vals = {
            "rows": rows,
            "done_rows": done,
            "entered_count": self.entered_count + entered,
            "known_count": self.known_count + len(outcomes) - entered,
        }
        self.write(vals)
        if finished:
            self._finish()
        return {
            "done": done,
            "total": len(rows),
            "finished": finished,
            "action": finished and self._reopen(),
        }

    def _enter_rows(self, rows):
        """Enter rows without mistakes.

        :return: dict {row number: None when entered, else why it was not}
        """
        known = self._known(rows)
        seen = self._seen_before()
        outcomes, accepted = {}, []
        for row in rows:
            keys = [tuple(key) for key in row[4]]
            reason = self._known_reason(keys, known, seen)
            if reason:
                outcomes[row[0]] = reason
                continue
            seen.update(dict.fromkeys(keys, row[0]))
            accepted.append(row)
        outcomes.update(self._create_rows(accepted))
        return outcomes

    def _create_rows(self, rows):
        """Create clients, all at once, and one by one when one of them is refused."""
        if not rows:
            return {}
        try:
            with self.env.cr.savepoint():
                self._create_clients(rows)
            return dict.fromkeys((row[0] for row in rows), None)
        except Exception as error:  # pylint: disable=broad-except
            if len(rows) == 1:
                return {rows[0][0]: str(error)}
        outcomes = {}
        for row in rows:
            outcomes.update(self._create_rows([row]))
        return outcomes

    def _create_clients(self, rows):
        partners = self.env["res.partner"].with_context(tracking_disable=True)
        segments = self._segments(rows)
        clients = partners.create([self._client_vals(row[2], segments) for row in rows])
        partners.create(
            [
                {**self._contact_vals(row[2]), "parent_id": client.id}
                for row, client in zip(rows, clients, strict=True)
                if row[2].get("name") and any(row[2].get(name) for name in CONTACT)
            ],
        )
        self.env.flush_all()

    def _client_vals(self, values, segments):
        if not values.get("name"):
            person = {name: values.get(name) for name in ("vat", "website")}
            return {**person, **self._contact_vals(values), **self._common_vals(values, segments)}
        plain = ("name", "vat", "ais_kpp", "company_registry", "phone", "email", "website")
        return {
            **{name: values.get(name) for name in plain},
            "is_company": True,
            **self._common_vals(values, segments),
        }

    def _common_vals(self, values, segments):
        segment = values.get("segment") or ""
        comment = values.get("comment") or ""
        if segment and segment.lower() not in segments:
            # a segment that is not known is not lost: it is read on the card
            unknown = self.env._("Segment in the file: %s", segment)
            comment = f"{comment}\n{unknown}".strip()
        return {
            **{name: values.get(name) for name in ("city", "street")},
            "comment": comment or False,
            "ais_segment_id": segments.get(segment.lower()) or self.segment_id.id,
            "user_id": self.user_id.id,
            "country_id": self.env.company.country_id.id,
            "lang": self.env.lang,
        }

    def _contact_vals(self, values):
        return {
            "name": values.get("contact_name") or values.get("contact_email") or values["name"],
            "function": values.get("contact_function"),
            "phone": values.get("contact_phone")
            or (not values.get("name") and values.get("phone")),
            "email": values.get("contact_email")
            or (not values.get("name") and values.get("email")),
            "user_id": self.user_id.id,
            "lang": self.env.lang,
        }

    def _segments(self, rows):
        names = {(row[2].get("segment") or "").lower() for row in rows} - {""}
        if not names:
            return {}
        # there are few of them
        segments = self.env["ais.market.segment"].search(Domain.TRUE)
        found = {segment.name.lower(): segment.id for segment in segments}
        found.update({segment.complete_name.lower(): segment.id for segment in segments})
        return found

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import clients"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }
