from odoo import api, fields, models

from ..catalogue.system_fields_mixin import BY_SYSTEM
from .issued_document_kind import FRDO_KINDS

# what the log of access says was given out
EXPORTED = "birth_date, diploma, gender, snils"


class IssuedDocument(models.Model):
    """What ФИС ФРДО gets of a document (273-ФЗ, ст. 98)."""

    _inherit = "ais.issued.document"

    is_frdo_late = fields.Boolean(
        "Late for ФИС ФРДО",
        compute="_compute_is_frdo_late",
        search="_search_is_frdo_late",
        help="Not exported, and the day by which it is to be loaded has passed.",
    )

    @api.depends("frdo_due_on", "frdo_exported_on")
    def _compute_is_frdo_late(self):
        for document in self:
            due = document.frdo_due_on
            today = document.company_id.ais_today()
            document.is_frdo_late = bool(due and not document.frdo_exported_on and due < today)

    def _search_is_frdo_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company.ais_today()
        return [
            ("frdo_due_on", "<", today),
            ("frdo_exported_on", "=", False),
        ]

    def action_export_frdo(self):
        """Open the export of these documents."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_frdo_export_action")
        return {**action, "context": {"default_document_ids": self.ids}}

    @api.model
    def _frdo_domain(self):
        """Documents that the register wants: no certificates of attendance, no statements."""
        return [("kind", "in", FRDO_KINDS), ("state", "=", "valid")]

    def _frdo_facts(self):
        """What `tools.frdo` makes a row of.

        :raise AccessError: for those who do not read personal data
        """
        self.ensure_one()
        trainee, course = self.trainee_id, self.course_id
        original = self.original_id
        return {
            **self._frdo_paper(),
            "hours": self.hours,
            "course_name": self.course_name,
            "professional_area": course.professional_area,
            "specialty_group": course.specialty_group,
            "qualification_name": course.qualification_name,
            "delivery_mode": self.group_id.delivery_mode,
            "date_start": self.date_start,
            "date_end": self.date_end,
            "birth_date": trainee.birth_date,
            "gender": trainee.gender,
            "snils": trainee.snils,
            "country": trainee.citizenship_id.code,
            "education_level": trainee.education_level,
            "diploma_last_name": trainee.diploma_last_name,
            "diploma_series": trainee.diploma_series,
            "diploma_number": trainee.diploma_number,
            "original": original._frdo_paper() if original else None,
            "replace_reason": self.replace_reason,
            "is_destroyed": self.is_original_destroyed,
        }

    def _frdo_paper(self):
        return {
            "kind": self.kind,
            "series": self.series,
            "number": self.number,
            "date": self.date,
            "registration_number": self.registration_number,
            "last_name": self.last_name,
            "first_name": self.first_name,
            "middle_name": self.middle_name,
        }

    def _note_frdo_export(self):
        """Note on the documents, and in the log of access to personal data, that they went out."""
        now = fields.Datetime.now()
        self.with_context(ais_clock=BY_SYSTEM).write(
            {"frdo_exported_on": now, "frdo_exported_by_id": self.env.uid}
        )
        for company, documents in self.grouped("company_id").items():
            # sudo: the log is written by the system
            self.env["ais.personal.access"].sudo()._note(
                {
                    "user_id": self.env.uid,
                    "kind": "exported",
                    "model_id": self.env["ir.model"]._get_id(self._name),
                    "person_count": len(documents),
                    "field_names": EXPORTED,
                    "company_id": company.id,
                },
            )
