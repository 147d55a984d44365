from odoo import api, fields, models

from ...tools.trainee_table import fold
from ..client.res_partner_identity import PERSONAL

# what a document of qualification and ФИС ФРДО need of a person
NEEDED = (
    "last_name",
    "first_name",
    "birth_date",
    "gender",
    "snils",
    "citizenship_id",
    "education_level",
    "diploma_last_name",
    "diploma_series",
    "diploma_number",
)
# of those who are still students the diploma is asked for when they have it
OF_THE_DIPLOMA = ("diploma_last_name", "diploma_series", "diploma_number")


class Trainee(models.Model):
    """Whose papers are not complete yet: seen before the end of the training (2.22)."""

    _inherit = "ais.trainee"

    is_data_complete = fields.Boolean(
        "Data complete",
        compute="_compute_is_data_complete",
        store=True,
        help="All that the issued document and ФИС ФРДО need is known.",
    )
    data_note = fields.Char(
        "Missing for the document",
        compute="_compute_data_note",
        compute_sudo=True,
        groups=PERSONAL,
    )

    @api.depends(*NEEDED, "has_no_snils", "name_change_note", "course_id.document_kind")
    def _compute_is_data_complete(self):
        for trainee in self:
            trainee.is_data_complete = not trainee._missing_fields()

    @api.depends(*NEEDED, "has_no_snils", "name_change_note", "course_id.document_kind")
    def _compute_data_note(self):
        for trainee in self:
            labels = [
                trainee._fields[name]._description_string(self.env).lower()
                if name != "snils"
                else trainee._fields[name]._description_string(self.env)
                for name in trainee._missing_fields()
                if name != "name_change_note"
            ]
            if trainee._is_surname_changed():
                labels.append(
                    self.env._("proof of the change of surname (the diploma has another one)")
                )
            trainee.data_note = ", ".join(labels)

    def _missing_fields(self):
        """Names of the fields that the document of this person still needs."""
        self.ensure_one()
        # a seminar ends with a certificate of attendance, which no register keeps
        if self.course_id.document_kind == "attendance":
            return []
        missing = [name for name in NEEDED if not self[name]]
        if self.has_no_snils and "snils" in missing:
            missing.remove("snils")
        if self.education_level == "student":
            missing = [name for name in missing if name not in OF_THE_DIPLOMA]
        if self._is_surname_changed():
            missing.append("name_change_note")
        return missing

    def _is_surname_changed(self):
        """Whether the diploma has another surname and nothing proves the change."""
        return bool(
            self.diploma_last_name
            and self.last_name
            and fold(self.diploma_last_name) != fold(self.last_name)
            and not self.name_change_note
        )
