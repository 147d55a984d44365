import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import table_read, trainee_table

# bookings that still take people
OPEN_BOOKINGS = ("waitlist", "hold", "confirmed")


class TraineeImport(models.TransientModel):
    """The client's list of people goes to the bookings of a corporate order, or to one booking
    (2.22): read, shown with what is wrong, then added at once or not at all.
    """

    _name = "ais.trainee.import"
    _inherit = ["ais.window.mixin"]
    _description = "Import trainees"

    corporate_order_id = fields.Many2one("ais.corporate.order", readonly=True)
    booking_id = fields.Many2one(
        "ais.booking",
        "To the booking",
        domain="[('id', 'in', booking_ids)]",
        help="Left empty, the bookings of the order are filled in the order of their start.",
    )
    is_booking_fixed = fields.Boolean(readonly=True)
    booking_ids = fields.Many2many("ais.booking", compute="_compute_booking_ids")
    seats_note = fields.Text("Seats not named yet", compute="_compute_booking_ids")
    text = fields.Text("Pasted from a spreadsheet", help="With the heading.")
    file = fields.Binary("File (XLSX or CSV)", attachment=False)
    file_name = fields.Char()
    overwrite = fields.Boolean(
        "Replace data known already",
        help="Otherwise the list only fills in what is empty of people who stand on the order.",
    )
    bad_rows = fields.Selection(
        [
            ("skip", "Add the good rows, give the refused ones back"),
            ("stop", "Add nobody while a row is refused"),
        ],
        "Refused rows",
        required=True,
        default="skip",
    )
    state = fields.Selection(
        [("draft", "To be read"), ("read", "To be added"), ("done", "Done")],
        default="draft",
        readonly=True,
    )
    # columns of the list, for the file that goes back
    heading = fields.Json(readonly=True)
    line_ids = fields.One2many("ais.trainee.import.line", "import_id", "Rows", readonly=True)
    row_count = fields.Integer("Rows read", compute="_compute_counts")
    new_count = fields.Integer("New trainees", compute="_compute_counts")
    update_count = fields.Integer("Completed with data", compute="_compute_counts")
    same_count = fields.Integer("Known, nothing new", compute="_compute_counts")
    refused_count = fields.Integer("Rows refused", compute="_compute_counts")
    warning_count = fields.Integer("With a warning", compute="_compute_counts")
    too_many = fields.Text("More people than seats", readonly=True)
    result_file = fields.Binary("Result", readonly=True, attachment=False)
    result_name = fields.Char(readonly=True)
    blank_file = fields.Binary("Blank list", compute="_compute_blank_file")
    # 152-ФЗ: the data come from the employer and not from the person
    consent_on = fields.Date(related="corporate_order_id.consent_on", readonly=False)
    consent_note = fields.Char(related="corporate_order_id.consent_note", readonly=False)

    @api.depends("corporate_order_id", "booking_id", "is_booking_fixed")
    def _compute_booking_ids(self):
        for wizard in self:
            bookings = wizard._bookings()
            wizard.booking_ids = bookings
            wizard.seats_note = "\n".join(
                self.env._(
                    "%(group)s, %(start)s–%(end)s: %(free)s of %(seats)s",
                    group=booking.group_id.code,
                    start=booking.group_id.date_start.strftime("%d.%m"),
                    end=booking.group_id.date_end.strftime("%d.%m.%Y"),
                    free=booking.unnamed_seats,
                    seats=booking.seats,
                )
                for booking in bookings
            )

    @api.depends("line_ids.outcome", "line_ids.has_warning")
    def _compute_counts(self):
        for wizard in self:
            outcomes = wizard.line_ids.mapped("outcome")
            wizard.row_count = len(outcomes)
            for outcome in ("new", "update", "same", "refused"):
                wizard[f"{outcome}_count"] = outcomes.count(outcome)
            wizard.warning_count = len(wizard.line_ids.filtered("has_warning"))

    def _bookings(self):
        """Bookings that take people, in the order of their start."""
        if self.is_booking_fixed:
            return self.booking_id.filtered(lambda one: one.state in OPEN_BOOKINGS)
        # searched: only those that the user may read
        return self.env["ais.booking"].search(
            [
                ("corporate_order_id", "=", self.corporate_order_id.id),
                ("corporate_order_id", "!=", False),
                ("state", "in", OPEN_BOOKINGS),
            ],
            order="date_start, id",
        )

    def action_read(self):
        """Read the list and show where each goes and what is wrong; nothing is added yet.

        :raise UserError: when the list cannot be read as a whole
        """
        self.ensure_one()
        if not self._bookings():
            raise UserError(
                self.env._(
                    "There is no booking to add people to. Hold or confirm seats first.",
                ),
            )
        columns, people = trainee_table.read_people(
            self._read_rows(), fields.Date.context_today(self)
        )
        if not columns:
            raise UserError(
                self.env._(
                    "No heading found. One row names the columns: “ФИО” (or “Фамилия”, “Имя”,"
                    " “Отчество”) and what else there is: Дата рождения, Пол, СНИЛС, Гражданство,"
                    " Должность, Телефон, E-mail, Уровень образования, Фамилия в дипломе, Серия"
                    " диплома, Номер диплома, Группа, Программа.",
                ),
            )
        if not people:
            raise UserError(self.env._("The list has a heading and no people below it."))
        self.line_ids.unlink()
        self.env["ais.trainee.import.line"].create(
            [{"import_id": self.id, **self._line_vals(person)} for person in people],
        )
        self.write(
            {
                "heading": {str(place): name for place, name in columns.items()},
                "state": "read",
                "result_file": False,
            },
        )
        self._plan()
        return self._reopen()

    def action_again(self):
        """Back to the list: another file, another booking, another choice."""
        self.line_ids.unlink()
        self.write({"state": "draft", "result_file": False, "too_many": False})
        return self._reopen()

    def _read_rows(self):
        if not self.file and not (self.text or "").strip():
            raise UserError(self.env._("Paste the list, or choose a file."))
        try:
            content = base64.b64decode(self.file, validate=True) if self.file else self.text
            return table_read.read_table(content, self.file_name or "")
        except (binascii.Error, ValueError):
            raise UserError(self.env._("The file cannot be read.")) from None
        except table_read.TableError as error:
            # the words are those of the other import of a table
            raise UserError(self.env["ais.client.import"]._table_error(error)) from None

    def _line_vals(self, person):
        """A row as it was read: the dates as text, the reasons in words."""
        values = dict(person.values)
        if values.get("birth_date"):
            values["birth_date"] = fields.Date.to_string(values["birth_date"])
        return {
            "number": person.number,
            "name": values.get("name") or self.env._("row %s", person.number),
            "cells": person.cells,
            "data": values,
            "errors": [self._reason(*problem) for problem in person.errors],
            "warnings": [self._reason(*problem) for problem in person.warnings],
        }

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import trainees"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }
